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

/** How many seconds a thread may take to hash one block. Seconds are counted, for the machine may sleep. */
const mostSeconds = 60;

/** SHA-256 on a thread of its own. Bytes are copied, so that their memory may be used again at once. */
export class ThreadHash {
  readonly #worker = new Worker(siblingModule(import.meta.url, './hashWorker'));
  readonly #bytes = new Uint8Array(new SharedArrayBuffer(ringBlocks * blockBytes));
  readonly #hashed = new Int32Array(new SharedArrayBuffer(4));
  readonly #digest = Promise.withResolvers<string>();
  readonly #seconds: number;
  #sent = 0;

  constructor(seconds = mostSeconds) {
    this.#seconds = seconds;
    this.#digest.promise.catch(() => undefined);
    this.#worker.unref();
    this.#worker.on('message', this.#digest.resolve);
    this.#worker.on('error', this.#digest.reject);
    this.#worker.on('exit', () => this.#digest.reject(new Error('The thread that hashes has ended')));
    const ring: HashRing = {
      memory: this.#bytes.buffer as SharedArrayBuffer,
      hashed: this.#hashed.buffer as SharedArrayBuffer,
    };
    this.#worker.postMessage(ring);
  }

  /** Throws where the thread has not hashed anything for long. */
  update(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += blockBytes) {
      const part = bytes.subarray(from, from + blockBytes);
      this.#waitForRoom();
      this.#bytes.set(part, (this.#sent++ % ringBlocks) * blockBytes);
      this.#worker.postMessage(part.length);
    }
  }

  /**
   * Waits, without turning to anything else, until the oldest block may be written over: hashing is the faster side.
   * That the thread is lost is not heard of meanwhile.
   */
  #waitForRoom(): void {
    let seconds = 0;
    for (let before = -1; ; ) {
      const hashed = Atomics.load(this.#hashed, 0);
      if (this.#sent - hashed < ringBlocks) return;
      if (hashed !== before) seconds = 0;
      else if (++seconds >= this.#seconds) throw new Error('The thread that hashes does not answer');
      before = hashed;
      Atomics.wait(this.#hashed, 0, hashed, 1000);
    }
  }

  /** Rejects where the thread is lost. */
  digest(): Promise<string> {
    this.#worker.ref();
    this.#worker.postMessage(null);
    return this.#digest.promise;
  }

  close(): void {
    void this.#worker.terminate();
  }
}
