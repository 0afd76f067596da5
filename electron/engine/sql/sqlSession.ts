import { Worker } from 'node:worker_threads';
import type { CallContext } from '../../../shared/contract/method.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import type { Book } from '../book/types.ts';
import { siblingModule } from '../module.ts';
import type { Workspace } from '../workspace/types.ts';
import { describeFailure } from './failure.ts';
import type { SqlReply, SqlRequest, SqlShared } from './protocol.ts';
import { readStatement, type SqlStatement } from './statement.ts';
import type { SqlTableData } from './tableData.ts';
import { type SqlSource, sqlSources } from './tables.ts';

/** What a statement may take. Above that it ends with `sqlLimit`. */
const limits = { seconds: 600, bytes: 6 * 2 ** 30 };
/** A thread that does not end by itself within this is ended. */
const patience = 400;
const pollInterval = 100;

export interface SqlAnswer {
  table: Table;
  more: boolean;
  took: number;
}

interface Running {
  stop(error: Error): void;
}

/** Statements over one workspace, one at a time: a newer one ends the one before. */
export class SqlSession {
  #worker: Worker | null = null;
  #running: Running | null = null;
  #book: Book | null = null;
  #sources: SqlSource[] = [];
  /** Columns that the thread has, by table. */
  #held = new Map<string, Set<string>>();

  sources(book: Book, workspace: Workspace): SqlSource[] {
    if (this.#book !== book) {
      this.#book = book;
      this.#sources = sqlSources(book, workspace);
      this.#held.clear();
    }
    return this.#sources;
  }

  /**
   * Runs one statement. Throws `sqlRefused` for anything but a statement that reads, `sqlFailed` with SQLite's words
   * and the place, `sqlLimit` where it takes too long or too much; rejects with CancelledError.
   */
  async run(
    book: Book,
    workspace: Workspace,
    text: string,
    limit: number,
    { signal, progress }: CallContext<AbortSignal>,
  ): Promise<SqlAnswer> {
    this.#running?.stop(new CancelledError());
    if (signal.aborted) throw new CancelledError();
    const statement = readStatement(text);
    const sources = this.sources(book, workspace);
    const started = performance.now();
    const tables = this.#missing(statement, sources);
    const shared: SqlShared = {
      counts: new Float64Array(new SharedArrayBuffer(16)),
      stop: new Int32Array(new SharedArrayBuffer(4)),
    };
    const total = tables?.reduce((sum, { n }) => sum + n, 0) ?? 0;
    const report = () => {
      const [brought = 0, seen = 0] = shared.counts;
      if (seen > 0 || total === 0) progress({ phase: 'sqlScan', done: 0, total: 0, rows: seen });
      else progress({ phase: 'sqlLoad', done: brought, total, rows: brought });
    };
    const request: SqlRequest = { tables, sql: statement.sql, limit, shared };
    const reply = await this.#ask(request, signal, report);
    if ('error' in reply) {
      if (tables) this.#held.clear();
      if (reply.error.kind === 'stopped') throw new CancelledError();
      throw describeFailure(reply.error, text, statement, sources);
    }
    return { ...reply, took: performance.now() - started };
  }

  close(): void {
    this.#running?.stop(new CancelledError());
    void this.#worker?.terminate();
    this.#worker = null;
    this.#held.clear();
  }

  /** What the statement can touch and the thread lacks, with what it has; null where it has all. */
  #missing(statement: SqlStatement, sources: SqlSource[]): SqlTableData[] | null {
    const wanted = new Map<string, Set<string>>();
    for (const source of sources) {
      if (!statement.mentions.has(source.name)) continue;
      const named = source.columns.filter(
        ({ name }) => statement.everything || statement.mentions.has(name.toLowerCase()),
      );
      wanted.set(source.name, new Set(named.map(({ name }) => name)));
    }
    const isHeld = [...wanted].every(([table, columns]) => {
      const held = this.#held.get(table);
      return held && [...columns].every((column) => held.has(column));
    });
    if (isHeld && this.#worker && this.#held.size > 0) return null;
    for (const [table, columns] of this.#held) {
      wanted.set(table, new Set([...columns, ...(wanted.get(table) ?? [])]));
    }
    this.#held = wanted;
    return sources.flatMap(({ name, n, columns }) => {
      const names = wanted.get(name);
      if (!names) return [];
      const chosen = columns.filter((column) => names.has(column.name));
      return [{ name, n, columns: chosen.map((column) => ({ ...column.data(), name: column.name })) }];
    });
  }

  #ask(request: SqlRequest, signal: AbortSignal, report: () => void): Promise<SqlReply> {
    const { promise, resolve, reject } = Promise.withResolvers<SqlReply>();
    const worker = this.#worker ?? this.#open();
    const started = performance.now();
    const before = process.memoryUsage.rss();
    const poll = setInterval(() => {
      report();
      const limit = limitReached(started, before);
      if (limit) stop(limit);
    }, pollInterval);
    const abort = () => stop(new CancelledError());
    const running: Running = { stop };
    const finish = () => {
      clearInterval(poll);
      signal.removeEventListener('abort', abort);
      worker.off('message', answer);
      worker.off('error', fail);
      worker.unref();
      if (this.#running === running) this.#running = null;
    };
    function answer(reply: SqlReply): void {
      finish();
      resolve(reply);
    }
    const fail = (error: Error) => {
      finish();
      this.#forget(worker);
      reject(error);
    };
    const leave = () => this.#leave(worker, request);
    function stop(error: Error): void {
      finish();
      leave();
      reject(error);
    }
    signal.addEventListener('abort', abort, { once: true });
    worker.on('message', answer);
    worker.on('error', fail);
    worker.ref();
    this.#running = running;
    worker.postMessage(request);
    return promise;
  }

  #open(): Worker {
    const worker = new Worker(siblingModule(import.meta.url, './sqlWorker'), {
      resourceLimits: { maxOldGenerationSizeMb: 4096 },
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /**
   * Asks the thread to end its statement. One that comes back in time stays, with what it holds, unless another has
   * been opened; any other is ended as soon as it comes back from SQLite.
   */
  #leave(worker: Worker, { tables, shared }: SqlRequest): void {
    Atomics.store(shared.stop, 0, 1);
    const held = this.#held;
    this.#worker = null;
    this.#held = new Map();
    const timer = setTimeout(() => this.#forget(worker), patience);
    worker.once('message', () => {
      clearTimeout(timer);
      if (this.#worker || tables) this.#forget(worker);
      else {
        this.#worker = worker;
        this.#held = held;
      }
    });
  }

  #forget(worker: Worker): void {
    worker.on('error', () => undefined);
    void worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#held.clear();
  }
}

function limitReached(started: number, before: number): ExpectedError | null {
  const seconds = (performance.now() - started) / 1000;
  if (seconds > limits.seconds) {
    return new ExpectedError('sqlLimit', `The statement ran for more than ${limits.seconds} seconds`, {
      hint: 'Filter earlier, or group by fewer columns',
      params: { what: 'time', limit: limits.seconds },
    });
  }
  if (process.memoryUsage.rss() - before > limits.bytes) {
    return new ExpectedError(
      'sqlLimit',
      `The statement took more than ${limits.bytes / 2 ** 30} GB of memory`,
      {
        hint: 'Filter earlier, or group by fewer columns',
        params: { what: 'memory', limit: limits.bytes / 2 ** 30 },
      },
    );
  }
  return null;
}
