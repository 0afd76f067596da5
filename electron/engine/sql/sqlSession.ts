import type { CallContext, Progress } from '../../../shared/contract/method.ts';
import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { hold, makeRoom, noLongerHeld, noteElsewhere, roomLeft } from '../background/memory.ts';
import { runStepsBeside } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import { arrowToTable } from '../exhibit/arrow.ts';
import type { Workspace } from '../workspace/types.ts';
import { mostImageBytes } from './databaseImage.ts';
import { describeFailure } from './failure.ts';
import { type FarTables, farTables } from './farTables.ts';
import type { SqlRequest, Values } from './protocol.ts';
import { chooseRows } from './reduce/chooseRows.ts';
import { planFewerRows } from './reduce/plan.ts';
import { type ReduceContext, reduceTable } from './reduce/reduce.ts';
import type { SqlSource } from './source.ts';
import { type SqlCall, type SqlOutcome, SqlProcess } from './sqlProcess.ts';
import { readStatement } from './statement.ts';
import type { SqlTableData } from './tableData.ts';
import { factKinds, sqlSources } from './tables.ts';
import {
  columnsNamed,
  includes,
  scanWhatIsTooLarge,
  sumOfBytes,
  tablesOf,
  united,
  type Wanted,
} from './wantedTables.ts';

/** A statement that takes longer ends with `sqlLimit`. */
const mostSeconds = 600;
/** What it may take beside the columns it reads: what there is room for, between these. */
const [leastBytes, mostBytes] = [2 ** 29, 2 ** 31];
/** The process is ended when nobody has asked for so long. */
const idle = 60_000;
const pollInterval = 100;
/** While a table is copied, its bytes are there twice. */
const copies = 2;
/** What a process takes before it has any table. */
const bareBytes = 90 * 2 ** 20;

export interface SqlAnswer {
  /** The rows as Arrow IPC. */
  arrow: Uint8Array;
  rows: number;
  /** There are more than were asked for. */
  more: boolean;
  /** In milliseconds. */
  took: number;
}

interface Asking extends CallContext<AbortSignal> {
  /** Throws CancelledError where another statement has begun. */
  expectNewest(): void;
}

type Answered = Exclude<SqlOutcome, { error: object }>;

/** Beside groups of rows, tables of up to so many rows are brought. */
const mostBeside = 2 ** 20;
/** While rows are grouped, it is told whenever so many are done. */
const reportedRows = 2 ** 20;

interface Running {
  stop(error: Error): void;
}

/** Statements over one workspace, one at a time, in a process of their own: a newer one ends the one before. */
export class SqlSession {
  #process: SqlProcess | null = null;
  #running: Running | null = null;
  /** Settles when a statement that was stopped is out of the way. */
  #leaving: Promise<void> | null = null;
  #book: Book | null = null;
  #sources: SqlSource[] = [];
  /** Columns that the process has copies of, by table. */
  #held: Wanted = new Map();
  #heldBytes = 0;
  #idle: NodeJS.Timeout | undefined;
  /** Counts statements: only the newest goes on. */
  #turn = 0;
  /** Statements that have not settled. */
  #pending = 0;
  readonly #groupFrom: number;

  /** Rows of tables with `groupFrom` and more are grouped before a statement gets them, where it allows that. */
  constructor(groupFrom = 100_000) {
    this.#groupFrom = groupFrom;
  }

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

  /** Starts the process, which a statement is likely to need soon. */
  warm(): void {
    this.#open();
    this.#rest();
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
    this.#pending++;
    const turn = ++this.#turn;
    const expectNewest = () => {
      if (turn !== this.#turn || signal.aborted) throw new CancelledError();
    };
    try {
      await this.#leaving;
      expectNewest();
      this.#open();
      const sources = await this.sources(book, workspace, signal);
      expectNewest();
      const wanted = columnsNamed(statement, sources);
      const request = { spill: !workspace.encrypted, sql: statement.sql, text, limit };
      const context = { signal, progress, expectNewest };
      const fewer = await this.#fromFewer(request, wanted, sources, book, context);
      if (fewer) return { ...fewer, took: performance.now() - started };
      const loaded = await this.#missing(wanted, sources, book, { signal, expectNewest });
      const call = {
        request: { ...request, tables: loaded?.tables ?? null },
        arrays: loaded?.arrays ?? [],
        columnBytes: loaded ? copies * this.#heldBytes + scannedBytes(loaded) : 0,
        statementBytes: statementBytes(book),
      };
      const outcome = await this.#ask(call, signal, progress);
      if (!('error' in outcome)) return { ...outcome, took: performance.now() - started };
      if (loaded) this.#held.clear();
      if (outcome.error.kind === 'stopped') throw new CancelledError();
      throw describeFailure(outcome.error, text, statement, sources);
    } finally {
      this.#pending--;
      this.#rest();
    }
  }

  close(): void {
    this.#turn++;
    clearTimeout(this.#idle);
    noLongerHeld(this);
    this.#running?.stop(new CancelledError());
    this.#end();
  }

  /** Between two statements: the process goes when it is not asked, or when memory is needed. */
  #rest(): void {
    if (this.#pending > 0 || !this.#process) return;
    clearTimeout(this.#idle);
    noteElsewhere(this, bareBytes + this.#heldBytes);
    hold(this, this.#heldBytes + bareBytes, () => this.close());
    this.#idle = setTimeout(() => this.close(), idle).unref();
  }

  /**
   * What the statement can touch and the process lacks, with what it has; null where it has all. Tables that there is no
   * room to copy are read row by row.
   */
  async #missing(
    wanted: Wanted,
    sources: SqlSource[],
    book: Book,
    { signal, expectNewest }: { signal: AbortSignal; expectNewest(): void },
  ): Promise<FarTables | null> {
    this.#open();
    if (includes(this.#held, wanted) && this.#held.size > 0) return null;
    const make = async (columns: Wanted) => {
      const made = await tablesOf(sources, columns, book, signal);
      expectNewest();
      return made;
    };
    let tables = await make(united(wanted, this.#held));
    if (this.#held.size > 0 && sumOfBytes(tables) > this.#room(sumOfBytes(tables), book)) {
      tables = await make(wanted);
    }
    const bytes = scanWhatIsTooLarge(tables, this.#room(sumOfBytes(tables), book));
    const far = await runStepsBeside(farTables(tables.map(({ table }) => table)), { signal });
    expectNewest();
    this.#open();
    this.#heldBytes = bytes;
    noteElsewhere(this, bareBytes + copies * bytes);
    const copied = tables.flatMap(({ table }) => (table.scanned ? [] : [table]));
    this.#held = new Map(copied.map(({ name, columns }) => [name, new Set(columns.map((one) => one.name))]));
    return far;
  }

  /** The answer from groups of the rows of the largest table, or from some of them, where that is enough. */
  async #fromFewer(
    request: { spill: boolean; sql: string; text: string; limit: number },
    wanted: Wanted,
    sources: SqlSource[],
    book: Book,
    asking: Asking,
  ): Promise<Answered | null> {
    const plan = planFewerRows(request.sql, sources, { least: this.#groupFrom, most: request.limit });
    if (!plan) return null;
    const { signal, progress, expectNewest } = asking;
    const schema = sources
      .filter(({ name }) => wanted.has(name))
      .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
    const ask = (tables: SqlTableData[], sql: string) =>
      this.#askOwn(tables, { ...request, sql, own: { schema } }, book, asking);
    let rows = 0;
    const context: ReduceContext = {
      signal,
      evaluate: async (values, sql) => {
        const found = await this.#askOwn(
          [values],
          { ...request, sql, text: sql, limit: values.n },
          book,
          asking,
        );
        return found && arrowToTable(found.arrow);
      },
      onRows: (count) => {
        rows += count;
        if (rows % reportedRows < count) progress({ phase: 'sqlScan', done: 0, total: 0, rows });
      },
    };
    const bring = async (columns: ReadonlySet<string>) => {
      const own = new Map(wanted).set(plan.table, new Set(columns));
      const brought = (await tablesOf(sources, own, book, signal)).map(({ table }) => table);
      expectNewest();
      const table = brought.find(({ name }) => name === plan.table)!;
      return { table, others: brought.filter((other) => other !== table) };
    };
    if (plan.groups) {
      const { table, others } = await bring(plan.groups.columns);
      const small = others.every(({ n }) => n <= mostBeside);
      const groups = small ? await reduceTable(plan.groups, table, context) : null;
      const found = groups && (await ask([groups, ...others], plan.groups.sql));
      if (found) return found;
    }
    if (!plan.rows) return null;
    const { table, others } = await bring(wanted.get(plan.table)!);
    const chosen = await chooseRows(plan.rows, table, context);
    return chosen && ask([chosen, ...others], request.sql);
  }

  /** Runs a statement over tables that are there for it alone; null where SQLite finds fault with it. */
  async #askOwn(
    given: SqlTableData[],
    request: Omit<SqlRequest, 'tables' | 'own'> & { own?: SqlRequest['own'] },
    book: Book,
    { signal, progress, expectNewest }: Asking,
  ): Promise<Answered | null> {
    const { tables, arrays } = await runStepsBeside(farTables(given), { signal });
    expectNewest();
    this.#open();
    const call = {
      request: { own: {}, ...request, tables },
      arrays,
      columnBytes: copies * (this.#heldBytes + bytesOfAll(arrays)),
      statementBytes: statementBytes(book),
    };
    const outcome = await this.#ask(call, signal, progress);
    expectNewest();
    if (!('error' in outcome)) return outcome;
    if (outcome.error.kind === 'stopped') throw new CancelledError();
    return null;
  }

  /** Bytes that copies of tables may take; what the process holds goes for them. */
  #room(bytes: number, book: Book): number {
    const free = makeRoom(copies * bytes - this.#heldBytes, book.n) + this.#heldBytes;
    return Math.min(mostImageBytes, free / copies);
  }

  #ask(call: SqlCall, signal: AbortSignal, progress: (told: Progress) => void): Promise<SqlOutcome> {
    const { promise, resolve, reject } = Promise.withResolvers<SqlOutcome>();
    const process = this.#open();
    const total = call.request.tables?.reduce((sum, { n, scanned }) => sum + (scanned ? 0 : n), 0) ?? 0;
    const report = () => {
      const { brought, seen } = process;
      if (brought >= total) progress({ phase: 'sqlScan', done: 0, total: 0, rows: seen });
      else progress({ phase: 'sqlLoad', done: brought, total, rows: brought });
    };
    const poll = setInterval(report, pollInterval);
    const limit = setTimeout(() => stop(tookTooLong()), 1000 * mostSeconds);
    const abort = () => stop(new CancelledError());
    const finish = () => {
      clearInterval(poll);
      clearTimeout(limit);
      signal.removeEventListener('abort', abort);
      if (this.#running === running) this.#running = null;
    };
    const stop = (error: Error) => {
      finish();
      if (call.request.tables && !call.request.own) this.#held.clear();
      this.#leave(process);
      reject(error);
    };
    const running: Running = { stop };
    this.#running = running;
    signal.addEventListener('abort', abort, { once: true });
    process.ask(call).then(resolve, reject).finally(finish);
    return promise;
  }

  /** The process, without any table where it was not there. */
  #open(): SqlProcess {
    if (this.#process && !this.#process.over) return this.#process;
    this.#end();
    this.#process = new SqlProcess();
    noteElsewhere(this, bareBytes);
    return this.#process;
  }

  /** Waits a moment for a statement to stop; else there is a new process for the next one. */
  #leave(process: SqlProcess): void {
    const leaving = process.stop().then(() => {
      if (this.#leaving === leaving) this.#leaving = null;
      if (process.over && this.#process === process) this.#open();
    });
    this.#leaving = leaving;
  }

  #end(): void {
    this.#process?.end();
    this.#process = null;
    this.#held.clear();
    this.#heldBytes = 0;
    noteElsewhere(this, 0);
  }
}

/** What the process has of tables that it does not copy: all but the values of their rows. */
function scannedBytes({ tables, arrays }: FarTables): number {
  const columns = tables.flatMap((table) => (table.scanned ? table.columns : []));
  const whole = columns.flatMap((column) => [
    ...(column.type === 'text' ? [column.texts.bytes, column.texts.offsets] : []),
    ...(column.index ? [column.type === 'text' ? column.codes : column.values] : []),
  ]);
  const numbers = new Set(whole.map(({ array }) => array));
  return [...numbers].reduce((sum, array) => sum + arrays[array]!.byteLength, 0);
}

function bytesOfAll(arrays: readonly Values[]): number {
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function statementBytes(book: Book): number {
  return Math.min(mostBytes, Math.max(leastBytes, roomLeft(book.n)));
}

function tookTooLong(): ExpectedError {
  return new ExpectedError('sqlLimit', `The statement ran for more than ${mostSeconds} seconds`, {
    hint: 'Filter earlier, or group by fewer columns',
    params: { what: 'time', limit: mostSeconds },
  });
}
