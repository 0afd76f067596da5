import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingModule } from '../../module.ts';

/** How many blocks of a ring may wait for the thread, and how large they are. */
export const ringBlocks = 16;
export const blockBytes = 1 << 20;

/** The ring, and the number of blocks hashed so far. */
export interface HashRing {
  memory: SharedArrayBuffer;
  hashed: SharedArrayBuffer;
}

/** SHA-256 on a thread of its own. Bytes are copied, so that their memory may be used again at once. */
export class ThreadHash {
  readonly #worker = new Worker(siblingModule(import.meta.url, './hashWorker'));
  readonly #bytes = new Uint8Array(new SharedArrayBuffer(ringBlocks * blockBytes));
  readonly #hashed = new Int32Array(new SharedArrayBuffer(4));
  #sent = 0;
  #failure: Error | null = null;

  constructor() {
    this.#worker.unref();
    this.#worker.on('error', (error) => {
      this.#failure = error as Error;
    });
    const ring: HashRing = {
      memory: this.#bytes.buffer as SharedArrayBuffer,
      hashed: this.#hashed.buffer as SharedArrayBuffer,
    };
    this.#worker.postMessage(ring);
  }

  update(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += blockBytes) {
      const part = bytes.subarray(from, from + blockBytes);
      this.#waitForRoom();
      this.#bytes.set(part, (this.#sent++ % ringBlocks) * blockBytes);
      this.#worker.postMessage(part.length);
    }
  }

  /** Waits, without turning to anything else, until the oldest block may be written over: hashing is the faster side. */
  #waitForRoom(): void {
    for (;;) {
      const hashed = Atomics.load(this.#hashed, 0);
      if (this.#sent - hashed < ringBlocks) return;
      Atomics.wait(this.#hashed, 0, hashed, 1000);
    }
  }

  async digest(): Promise<string> {
    if (this.#failure) throw this.#failure;
    this.#worker.ref();
    this.#worker.postMessage(null);
    const [hex] = (await once(this.#worker, 'message')) as [string];
    return hex;
  }

  close(): void {
    void this.#worker.terminate();
  }
}
