import { Worker } from 'node:worker_threads';
import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { CancelledError, ExpectedError, fromWireError } from '../../../../shared/errors/errors.ts';
import { siblingModule } from '../../module.ts';
import type { Source } from '../source/openSource.ts';
import type { ReadContext } from '../tableReader.ts';
import type { OpenedTable } from './openedTable.ts';
import type { TableAnswer, TableRequest, TableTask } from './tableWorker.ts';
import { watchMemory } from './watchMemory.ts';

const megabyte = 1 << 20;
const memoryLimitMegabytes = 2048;
const idleMilliseconds = 5_000;
const leastSilence = 20;
const mostSilence = 120;
const bytesASecond = 200_000;

/** A reader that has not said anything of so many bytes for so many seconds hangs, or would take hours. */
function silenceLimit(bytes: number): number {
  return Math.min(mostSilence, leastSilence + bytes / bytesASecond);
}

interface Reading {
  blocks: Uint8Array[];
  ended: boolean;
  wake: (() => void) | null;
}

/**
 * Opens a file whose format is read by a library: in a thread of its own with at most 2 GiB of memory, that is ended
 * when it is silent for long (20 seconds for a small file, two minutes for a large one), and in any case soon after the
 * last table was read. Throws what the reader does, and `badInput` where it breaks off.
 */
export async function openInWorker(
  source: Source,
  options: ReadOptions,
  { signal }: ReadContext,
  megabytes = memoryLimitMegabytes,
): Promise<OpenedTable> {
  const thread = await TableThread.start(source, options, signal, megabytes);
  return { ...thread.opened, text: () => thread.text() };
}

class TableThread {
  readonly #source: Source;
  readonly #options: ReadOptions;
  readonly #megabytes: number;
  readonly #readings = new Map<number, Reading>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;
  #next = 0;
  #failure: Error | null = null;
  #start: { resolve(): void; reject(error: Error): void } | null = null;
  opened!: Omit<OpenedTable, 'text'>;

  constructor(source: Source, options: ReadOptions, megabytes: number) {
    this.#source = source;
    this.#options = options;
    this.#megabytes = megabytes;
  }

  static async start(
    source: Source,
    options: ReadOptions,
    signal: AbortSignal | undefined,
    megabytes: number,
  ): Promise<TableThread> {
    const thread = new TableThread(source, options, megabytes);
    const cancel = () => thread.#fail(new CancelledError());
    signal?.addEventListener('abort', cancel);
    try {
      await thread.#run();
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
    return thread;
  }

  async #run(): Promise<void> {
    const { path, name, bytes, format, content } = this.#source;
    const whole = content ? await content.read(0, content.size) : null;
    const shared = whole && new SharedArrayBuffer(whole.length);
    if (whole && shared) new Uint8Array(shared).set(whole);
    const task: TableTask = { path, name, bytes, format, content: shared, options: this.#options };
    const worker = new Worker(siblingModule(import.meta.url, './tableWorker'), {
      workerData: task,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#megabytes },
    });
    this.#worker = worker;
    this.#failure = null;
    watchMemory(worker, this.#megabytes * megabyte, () => {
      if (this.#worker === worker) this.#fail(this.#tooLarge());
    });
    worker.on('message', (answer: TableAnswer) => this.#take(answer));
    worker.on('error', (error) => this.#fail(this.#broken(error as Error)));
    worker.on('exit', () => this.#worker === worker && this.#fail(this.#broken()));
    this.#watch();
    await new Promise<void>((resolve, reject) => {
      this.#start = { resolve, reject };
    });
    this.#rest();
  }

  #take(answer: TableAnswer): void {
    this.#watch();
    if ('opened' in answer) {
      this.opened = answer.opened;
      this.#start?.resolve();
      return;
    }
    if ('error' in answer) {
      const error = this.#broken(fromWireError(answer.error));
      if (answer.reading === null) this.#fail(error);
      else this.#failure = error;
    }
    const reading = answer.reading === null ? undefined : this.#readings.get(answer.reading);
    if (!reading) return;
    if ('block' in answer) reading.blocks.push(answer.block);
    else reading.ended = true;
    reading.wake?.();
  }

  /** Ends the thread if nothing comes while something is waited for. Seconds are counted, for the machine may sleep. */
  #watch(): void {
    if (this.#silence) clearInterval(this.#silence);
    let silent = 0;
    this.#silence = setInterval(() => {
      if (this.#isWaitedFor() && ++silent >= silenceLimit(this.#source.bytes)) this.#fail(this.#tooSlow());
    }, 1000);
    this.#silence.unref();
  }

  #isWaitedFor(): boolean {
    return this.#start !== null || [...this.#readings.values()].some(({ wake }) => wake !== null);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#start?.reject(this.#failure);
    this.#start = null;
    for (const reading of this.#readings.values()) {
      reading.ended = true;
      reading.wake?.();
    }
    void this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (this.#idle) clearTimeout(this.#idle);
    if (this.#silence) clearInterval(this.#silence);
    await worker?.terminate();
  }

  /** Nothing is being read: the thread keeps no process alive, and ends by itself. */
  #rest(): void {
    this.#start = null;
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.#end(), idleMilliseconds);
    this.#idle.unref();
  }

  async *text(): AsyncGenerator<Uint8Array> {
    if (this.#idle) clearTimeout(this.#idle);
    if (!this.#worker) await this.#run();
    if (this.#idle) clearTimeout(this.#idle);
    this.#worker?.ref();
    const id = this.#next++;
    const reading: Reading = { blocks: [], ended: false, wake: null };
    this.#readings.set(id, reading);
    this.#post({ read: id });
    this.#watch();
    try {
      for (;;) {
        const block = reading.blocks.shift();
        if (block) {
          this.#post({ more: id });
          yield block;
        } else if (reading.ended) break;
        else {
          await new Promise<void>((resolve) => {
            reading.wake = resolve;
          });
          reading.wake = null;
        }
      }
      if (this.#failure) throw this.#failure;
    } finally {
      this.#readings.delete(id);
      this.#post({ stop: id });
      if (this.#readings.size === 0) this.#rest();
    }
  }

  #post(request: TableRequest): void {
    this.#worker?.postMessage(request);
  }

  /** Libraries say what they found wrong in their own words. */
  #broken(cause?: Error): Error {
    if (cause instanceof ExpectedError || cause instanceof CancelledError) return cause;
    const { name } = this.#source;
    if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return this.#tooLarge(cause);
    return new ExpectedError(
      'badInput',
      `${name} cannot be read${cause ? `: ${cause.message}` : ''}`,
      { file: name, hint: 'It may be damaged. Open it in the program that made it and save it again.' },
      cause,
    );
  }

  #tooLarge(cause?: Error): ExpectedError {
    const { name } = this.#source;
    return new ExpectedError(
      'unsupportedFormat',
      `${name} takes more than ${this.#megabytes} MiB of memory to read`,
      { file: name, hint: 'Save it as .xlsx, .csv or .parquet, which are read in pieces.' },
      cause,
    );
  }

  #tooSlow(): ExpectedError {
    const { name, bytes } = this.#source;
    const seconds = Math.round(silenceLimit(bytes));
    return new ExpectedError('badInput', `${name} could not be read within ${seconds} seconds`, {
      file: name,
      hint: 'It may be damaged. Save it as .xlsx, .csv or .parquet and import that.',
    });
  }
}
