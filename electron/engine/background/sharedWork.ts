import type { Progress } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { bytesOf } from './bytesOf.ts';
import { hold, noLongerHeld, touch } from './memory.ts';

interface Work<Value> {
  promise: Promise<Value>;
  stop: AbortController;
  waiting: number;
  done: boolean;
  /** Of those waiting that want to know how far it is. */
  listeners: Set<ReportProgress>;
}

export type ReportProgress = (progress: Progress) => void;

/** Less than this is not worth letting go. */
const leastHeld = 2 ** 20;

/**
 * Long work that several callers may want at once: started for the first, joined by the others, kept when done, and
 * stopped only when the last one waiting has given up. Work that fails or is stopped is forgotten; what is large goes
 * when its memory is needed.
 */
export class SharedWork {
  readonly #works = new Map<string, Work<unknown>>();
  readonly #most: number;
  readonly #largest: number;

  /** Keeps so many results, none of more bytes than `largest`. */
  constructor(most: number, largest = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#largest = largest;
  }

  async get<Value>(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal, report: ReportProgress) => Promise<Value>,
    onProgress?: ReportProgress,
  ): Promise<Value> {
    if (signal.aborted) throw new CancelledError();
    const work = (this.#works.get(key) as Work<Value> | undefined) ?? this.#start(key, start);
    if (work.done) {
      touch(work);
      return work.promise;
    }
    work.waiting++;
    if (onProgress) work.listeners.add(onProgress);
    const { promise: given, reject } = Promise.withResolvers<never>();
    const giveUp = () => {
      work.waiting--;
      if (work.waiting === 0 && !work.done) {
        this.#works.delete(key);
        work.stop.abort();
      }
      reject(new CancelledError());
    };
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([work.promise, given]);
    } finally {
      signal.removeEventListener('abort', giveUp);
      if (onProgress) work.listeners.delete(onProgress);
    }
  }

  #start<Value>(
    key: string,
    start: (signal: AbortSignal, report: ReportProgress) => Promise<Value>,
  ): Work<Value> {
    const stop = new AbortController();
    const listeners = new Set<ReportProgress>();
    const report = (progress: Progress) => {
      for (const listener of listeners) listener(progress);
    };
    const promise = start(stop.signal, report);
    const work: Work<Value> = { promise, stop, waiting: 0, done: false, listeners };
    this.#works.set(key, work as Work<unknown>);
    work.promise.then(
      (value) => {
        work.done = true;
        if (this.#works.get(key) === work) this.#hold(key, work, value);
      },
      () => {
        if (this.#works.get(key) === work) this.#works.delete(key);
      },
    );
    if (this.#works.size > this.#most) {
      const oldest = [...this.#works].find(([, one]) => one.done);
      if (oldest) this.#forget(...oldest);
    }
    return work;
  }

  #hold(key: string, work: Work<unknown>, value: unknown): void {
    const bytes = bytesOf(value);
    if (bytes > this.#largest) this.#forget(key, work);
    else if (bytes >= leastHeld) hold(work, bytes, () => this.#forget(key, work));
  }

  #forget(key: string, work: Work<unknown>): void {
    noLongerHeld(work);
    if (this.#works.get(key) === work) this.#works.delete(key);
  }
}
