import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { blockBytes, type HashRing, ringBlocks } from './hashThread.ts';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread');
const hash = createHash('sha256');
let bytes = new Uint8Array(0) as Uint8Array<ArrayBufferLike>;
let hashed = new Int32Array(1) as Int32Array<ArrayBufferLike>;
let next = 0;

/** First the ring, then the length of each block in it, then null: the end. */
port.on('message', (message: HashRing | number | null) => {
  if (message === null) port.postMessage(hash.digest('hex'));
  else if (typeof message === 'number') {
    const from = (next++ % ringBlocks) * blockBytes;
    hash.update(bytes.subarray(from, from + message));
    Atomics.store(hashed, 0, next);
    Atomics.notify(hashed, 0);
  } else {
    bytes = new Uint8Array(message.memory);
    hashed = new Int32Array(message.hashed);
  }
});
