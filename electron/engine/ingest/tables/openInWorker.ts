import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { CancelledError, ExpectedError, fromWireError } from '../../../../shared/errors/errors.ts';
import type { Source } from '../source/openSource.ts';
import type { ReadContext } from '../tableReader.ts';
import type { OpenedTable } from './openedTable.ts';
import { type StartHost, startTableProcess, startTableThread, type TableHost } from './tableHost.ts';
import type { TableAnswer, TableRequest, TableTask } from './tableWorker.ts';

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
export function openInWorker(
  source: Source,
  options: ReadOptions,
  context: ReadContext,
  megabytes = memoryLimitMegabytes,
): Promise<OpenedTable> {
  return open(source, options, context, megabytes, startTableThread);
}

/** The same in a process of its own, for a library in native code, which no thread can be taken out of. */
export function openInProcess(
  source: Source,
  options: ReadOptions,
  context: ReadContext,
  megabytes = memoryLimitMegabytes,
): Promise<OpenedTable> {
  return open(source, options, context, megabytes, startTableProcess);
}

async function open(
  source: Source,
  options: ReadOptions,
  { signal }: ReadContext,
  megabytes: number,
  startHost: StartHost,
): Promise<OpenedTable> {
  const reading = new HostedTable(source, options, signal, megabytes, startHost);
  await reading.start();
  return { ...reading.opened, text: () => reading.text() };
}

class HostedTable {
  readonly #source: Source;
  readonly #options: ReadOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #megabytes: number;
  readonly #startHost: StartHost;
  readonly #readings = new Map<number, Reading>();
  #host: TableHost | null = null;
  #idle: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;
  #next = 0;
  #failure: Error | null = null;
  #start: { resolve(): void; reject(error: Error): void } | null = null;
  opened!: Omit<OpenedTable, 'text'>;

  constructor(
    source: Source,
    options: ReadOptions,
    signal: AbortSignal | undefined,
    megabytes: number,
    startHost: StartHost,
  ) {
    this.#source = source;
    this.#options = options;
    this.#signal = signal;
    this.#megabytes = megabytes;
    this.#startHost = startHost;
  }

  /** Opens it. It is ended when whoever reads gives up, at whatever point. */
  async start(): Promise<void> {
    this.#signal?.addEventListener('abort', () => this.#fail(new CancelledError()), { once: true });
    await this.#run();
  }

  async #run(): Promise<void> {
    if (this.#signal?.aborted) throw new CancelledError();
    const { path, name, bytes, format, content: packed } = this.#source;
    const content = packed ? await packed.read(0, packed.size) : null;
    const task: TableTask = { path, name, bytes, format, content, options: this.#options };
    this.#failure = null;
    const fail = (error: Error) => this.#host === host && this.#fail(error);
    const host = this.#startHost(task, this.#megabytes, {
      answer: (answer) => this.#host === host && this.#take(answer),
      tooLarge: (cause) => fail(this.#tooLarge(cause)),
      broken: (cause) => fail(this.#broken(cause)),
    });
    this.#host = host;
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

  /** Ends the reading if nothing comes while something is waited for. Seconds are counted, for the machine may sleep. */
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
    this.#end();
  }

  #end(): void {
    const host = this.#host;
    this.#host = null;
    if (this.#idle) clearTimeout(this.#idle);
    if (this.#silence) clearInterval(this.#silence);
    host?.end();
  }

  /** Nothing is being read: it keeps no process alive, and ends by itself. */
  #rest(): void {
    this.#start = null;
    this.#host?.unref();
    this.#idle = setTimeout(() => this.#end(), idleMilliseconds);
    this.#idle.unref();
  }

  async *text(): AsyncGenerator<Uint8Array> {
    if (this.#idle) clearTimeout(this.#idle);
    if (!this.#host) await this.#run();
    if (this.#idle) clearTimeout(this.#idle);
    this.#host?.ref();
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
    this.#host?.post(request);
  }

  /** Libraries say what they found wrong in their own words. */
  #broken(cause?: Error): Error {
    if (cause instanceof ExpectedError || cause instanceof CancelledError) return cause;
    const { name } = this.#source;
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
