import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Supply } from './columnReader.ts';
import type { SqlNews, SqlOrder, Values, WithoutRun } from './protocol.ts';

export class Stopped extends Error {}

/** How often a statement looks for a message, and tells how far it is. */
const lookEvery = 10;
const tellEvery = 100;

/** What one statement hears from the engine and tells it, while the thread is busy with it. Throws Stopped throughout. */
export class EngineSupply implements Supply {
  readonly #port: MessagePort;
  readonly #wake: Int32Array;
  readonly #run: number;
  readonly #parts = new Map<number, Values[] | null>();
  #next = 0;
  #looked = 0;
  #told = 0;
  /** Rows brought and rows read so far. */
  brought = 0;
  seen = 0;

  constructor(port: MessagePort, wake: Int32Array, run: number) {
    this.#port = port;
    this.#wake = wake;
    this.#run = run;
  }

  tell(news: WithoutRun<SqlNews>, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage({ run: this.#run, ...news } satisfies SqlNews, transfer);
  }

  ask(arrays: number[], from: number, to: number): number {
    const part = this.#next++;
    this.#parts.set(part, null);
    this.tell({ want: { part, arrays, from, to } });
    return part;
  }

  take(part: number): Values[] {
    for (;;) {
      const seen = Atomics.load(this.#wake, 0);
      this.#receive();
      const values = this.#parts.get(part);
      if (values) {
        this.#parts.delete(part);
        return values;
      }
      Atomics.wait(this.#wake, 0, seen);
    }
  }

  drop(part: number): void {
    this.#parts.delete(part);
  }

  /** Looks, now and then, for a message, and tells how far it is. */
  breathe(): void {
    const now = performance.now();
    if (now - this.#looked < lookEvery) return;
    this.#looked = now;
    this.#receive();
    if (now - this.#told < tellEvery) return;
    this.#told = now;
    this.tell({ brought: this.brought, seen: this.seen });
  }

  #receive(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { message: SqlOrder } | undefined;
      if (!received) return;
      const { message } = received;
      if (message.run !== this.#run) continue;
      if ('stop' in message) throw new Stopped('stopped');
      if ('part' in message && this.#parts.has(message.part)) this.#parts.set(message.part, message.values);
    }
  }
}
