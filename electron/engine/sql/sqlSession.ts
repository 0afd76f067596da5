import { Worker } from 'node:worker_threads';
import type { CallContext } from '../../../shared/contract/method.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { hold, makeRoom, noLongerHeld } from '../background/memory.ts';
import { breath, runStepsBeside, type Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import { siblingModule } from '../module.ts';
import type { Workspace } from '../workspace/types.ts';
import { mostImageBytes } from './databaseImage.ts';
import { describeFailure } from './failure.ts';
import { imageBytes } from './imageBytes.ts';
import type { SqlReply, SqlRequest, SqlShared } from './protocol.ts';
import type { SqlSource } from './source.ts';
import { readStatement, type SqlStatement } from './statement.ts';
import type { SqlColumnData, SqlTableData } from './tableData.ts';
import { factKinds, sqlSources } from './tables.ts';

/** What a statement may take, beside the columns it reads. Above that it ends with `sqlLimit`. */
const limits = { seconds: 600, bytes: 2 ** 31 };
/** The columns are let go when nobody has asked for so long. */
const idle = 60_000;
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
  /** Columns that the thread has copies of, by table. */
  #held = new Map<string, Set<string>>();
  #heldBytes = 0;
  #idle: NodeJS.Timeout | undefined;
  /** Counts statements: only the newest goes on. */
  #turn = 0;
  /** Counts closings: a thread that was left before one does not come back. */
  #closings = 0;

  /** What statements can read. Throws CancelledError. */
  async sources(book: Book, workspace: Workspace, signal?: AbortSignal): Promise<SqlSource[]> {
    if (this.#book === book) return this.#sources;
    for (const kind of factKinds) await book.prefetchFacts(kind, signal);
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
    const started = performance.now();
    clearTimeout(this.#idle);
    noLongerHeld(this);
    const turn = ++this.#turn;
    const expectNewest = () => {
      if (turn !== this.#turn) throw new CancelledError();
    };
    const sources = await this.sources(book, workspace, signal);
    expectNewest();
    const wanted = columnsNamed(statement, sources);
    const tables = await this.#missing(wanted, sources, book, { signal, expectNewest });
    const shared: SqlShared = {
      counts: new Float64Array(new SharedArrayBuffer(16)),
      stop: new Int32Array(new SharedArrayBuffer(4)),
    };
    const total = tables?.reduce((sum, { n, scanned }) => sum + (scanned ? 0 : n), 0) ?? 0;
    const report = () => {
      const [brought = 0, seen = 0] = shared.counts;
      if (seen > 0 || total === 0) progress({ phase: 'sqlScan', done: 0, total: 0, rows: seen });
      else progress({ phase: 'sqlLoad', done: brought, total, rows: brought });
    };
    const spill = !workspace.encrypted;
    const request: SqlRequest = { tables, spill, sql: statement.sql, text, limit, shared };
    const reply = await this.#ask(request, signal, report).finally(() => {
      if (turn === this.#turn) this.#rest();
    });
    if ('error' in reply) {
      if (tables) this.#held.clear();
      if (reply.error.kind === 'stopped') throw new CancelledError();
      throw describeFailure(reply.error, text, statement, sources);
    }
    return { ...reply, took: performance.now() - started };
  }

  close(): void {
    this.#turn++;
    clearTimeout(this.#idle);
    noLongerHeld(this);
    this.#running?.stop(new CancelledError());
    this.#closings++;
    void this.#worker?.terminate();
    this.#worker = null;
    this.#held.clear();
  }

  /** Between two statements: what the thread holds goes when it is not asked for, or when memory is needed. */
  #rest(): void {
    hold(this, this.#heldBytes, () => this.close());
    this.#idle = setTimeout(() => this.close(), idle).unref();
  }

  /**
   * What the statement can touch and the thread lacks, with what it has; null where it has all. Tables that there is no
   * room to copy are read row by row.
   */
  async #missing(
    wanted: Map<string, Set<string>>,
    sources: SqlSource[],
    book: Book,
    { signal, expectNewest }: { signal: AbortSignal; expectNewest(): void },
  ): Promise<SqlTableData[] | null> {
    const isHeld = [...wanted].every(([table, columns]) => {
      const held = this.#held.get(table);
      return held && [...columns].every((column) => held.has(column));
    });
    if (isHeld && this.#worker && this.#held.size > 0) return null;
    const make = async (columns: Map<string, Set<string>>) => {
      const made = await tablesOf(sources, columns, book, signal);
      expectNewest();
      return made;
    };
    let tables = await make(united(wanted, this.#held));
    if (this.#held.size > 0 && sumOfBytes(tables) > this.#room(sumOfBytes(tables), book)) {
      tables = await make(wanted);
    }
    this.#heldBytes = scanWhatIsTooLarge(tables, this.#room(sumOfBytes(tables), book));
    const copied = tables.flatMap(({ table }) => (table.scanned ? [] : [table]));
    this.#held = new Map(copied.map(({ name, columns }) => [name, new Set(columns.map((one) => one.name))]));
    return tables.map(({ table }) => table);
  }

  /** Bytes that copies of tables may take; what the thread holds goes for them. */
  #room(bytes: number, book: Book): number {
    const free = makeRoom(copies * bytes - this.#heldBytes, book.n) + this.#heldBytes;
    return Math.min(mostImageBytes, free / copies);
  }

  #ask(request: SqlRequest, signal: AbortSignal, report: () => void): Promise<SqlReply> {
    const { promise, resolve, reject } = Promise.withResolvers<SqlReply>();
    const worker = this.#worker ?? this.#open();
    const started = performance.now();
    const before = process.memoryUsage.rss() + (request.tables ? copies * this.#heldBytes : 0);
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
    worker.on('error', () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  /**
   * Asks the thread to end its statement. It stays, with what it holds, unless another has been opened before it comes
   * back; else it is ended then, and not sooner: the whole process falls with a thread that is ended inside SQLite.
   */
  #leave(worker: Worker, { tables, shared }: SqlRequest): void {
    Atomics.store(shared.stop, 0, 1);
    const held = this.#held;
    const closings = this.#closings;
    this.#worker = null;
    this.#held = new Map();
    worker.once('message', () => {
      if (this.#worker || tables || closings !== this.#closings) this.#forget(worker);
      else {
        this.#worker = worker;
        this.#held = held;
      }
    });
  }

  #forget(worker: Worker): void {
    void worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#held.clear();
  }
}

/** The columns of each table that a statement can touch. */
function columnsNamed(statement: SqlStatement, sources: SqlSource[]): Map<string, Set<string>> {
  const named = sources
    .filter(({ name }) => statement.mentions.has(name))
    .map(({ name, columns }): [string, Set<string>] => {
      const names = columns.map((column) => column.name);
      const isNamed = (column: string) =>
        statement.everything || statement.mentions.has(column.toLowerCase());
      return [name, new Set(names.filter(isNamed))];
    });
  return new Map(named);
}

function united(one: Map<string, Set<string>>, other: Map<string, Set<string>>): Map<string, Set<string>> {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    Array.from(names, (name) => [name, new Set([...(one.get(name) ?? []), ...(other.get(name) ?? [])])]),
  );
}

interface SizedTable {
  table: SqlTableData;
  bytes: number;
}

/** The tables with these columns, brought beside other work. Throws CancelledError. */
async function tablesOf(
  sources: SqlSource[],
  wanted: Map<string, Set<string>>,
  book: Book,
  signal: AbortSignal,
): Promise<SizedTable[]> {
  const chosen = sources.flatMap(({ name, n, columns }): SqlSource[] => {
    const names = wanted.get(name);
    return names ? [{ name, n, columns: columns.filter((column) => names.has(column.name)) }] : [];
  });
  const reads = chosen.flatMap(({ columns }) => columns.flatMap((column) => column.reads ?? []));
  await book.prefetch(reads, signal);
  return runStepsBeside(sizedTables(chosen), { signal });
}

function* sizedTables(sources: SqlSource[]): Steps<SizedTable[]> {
  const tables: SizedTable[] = [];
  for (const { name, n, columns } of sources) {
    const brought: SqlColumnData[] = [];
    for (const column of columns) {
      brought.push({ ...(yield* column.data()), name: column.name });
      yield breath;
    }
    const table = { name, n, columns: brought };
    tables.push({ table, bytes: yield* imageBytes(table) });
  }
  return tables;
}

function sumOfBytes(tables: SizedTable[]): number {
  return tables.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** While a table is copied, its bytes are there twice. */
const copies = 2;
/** Copied in any case: what is joined is read once for every row of another table. */
const smallTable = 32 * 2 ** 20;

/** Marks the largest tables until the copies of the others have room; gives the bytes that these take. */
function scanWhatIsTooLarge(tables: SizedTable[], room: number): number {
  let bytes = sumOfBytes(tables);
  for (const one of tables.toSorted((a, b) => b.bytes - a.bytes)) {
    if (bytes <= room || one.bytes <= smallTable) break;
    one.table.scanned = true;
    bytes -= one.bytes;
  }
  return bytes;
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
