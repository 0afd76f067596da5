import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { dayOf } from '../../../shared/domain/calendar.ts';
import { periodOfDay } from '../../../shared/domain/period.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import { tableToArrow } from '../exhibit/arrow.ts';
import { FarReader, spelled } from './columnReader.ts';
import { databaseImage, quoteName } from './databaseImage.ts';
import { EngineSupply, Stopped } from './engineSupply.ts';
import type { FarTable, SqlOrder, SqlReply, SqlRequest, SqlSchema } from './protocol.ts';
import { sumOfParts } from './reduce/aggregates.ts';
import { sqlTokens } from './tokens.ts';

/*
 * The thread that statements run on, in a process of its own. Its database is in memory, holds nothing but copies, and can
 * only be read: `query_only` is on, and a statement runs only where SQLite itself says that it reads. Every table is a view
 * that goes through the rows in steps, so that each step can tell how far it is and be stopped; what SQLite does without
 * such steps ends with the process.
 */

const stepRows = 16_384;

let database: InstanceType<typeof Database> | null = null;
/** Of the statement that runs; the tables that are scanned ask it for rows. */
let engine: EngineSupply;

/** A database of these tables. */
function open(tables: FarTable[], spill: boolean): InstanceType<typeof Database> {
  const copied = tables.filter(({ scanned }) => !scanned);
  const image = imageOf(copied);
  const opened = new Database(image);
  // SQLite has its own copy: the memory is given back now, not when garbage is collected.
  (image.buffer as ArrayBuffer).resize(0);
  opened.table('row_steps', {
    columns: ['first_row', 'last_row'],
    parameters: ['row_count'],
    *rows(...args: unknown[]) {
      const count = Number(args[0]);
      for (let first = 1; first <= count; first += stepRows) {
        engine.breathe();
        const last = Math.min(count, first + stepRows - 1);
        yield [first, last];
        engine.seen += last - first + 1;
      }
    },
  });
  addFunctions(opened);
  for (const table of tables.filter(({ scanned }) => scanned)) opened.table(scanName(table), scan(table));
  opened.exec(`PRAGMA temp_store = ${spill ? 'FILE' : 'MEMORY'}; PRAGMA trusted_schema = OFF`);
  opened.exec(
    tables.map((table) => (table.scanned ? scanStatement(table) : viewStatement(table))).join(';\n'),
  );
  opened.exec('PRAGMA query_only = ON');
  return opened;
}

function addFunctions(opened: InstanceType<typeof Database>): void {
  opened.function('quarter', { deterministic: true }, (date: unknown) => partOfYear(date, 'Q', 3));
  opened.function('half', { deterministic: true }, (date: unknown) => partOfYear(date, 'H', 6));
  // A statement runs with these in SQLite's own terms; its columns and errors are named after how it was written.
  opened.function('month', { deterministic: true }, (date: unknown) => beginning(date, 7));
  opened.function('year', { deterministic: true }, (date: unknown) => beginning(date, 4));
  opened.function('week', { deterministic: true }, weekOf);
  opened.aggregate(sumOfParts, {
    start: (): PartSum | null => null,
    step: addParts,
    result: (all) => all && all.sum + (Number.isFinite(all.sum) ? all.rest : 0),
    varargs: true,
    deterministic: true,
  });
}

interface PartSum {
  sum: number;
  rest: number;
}

/** Adds a sum in two parts, each with what rounding leaves over, as SQLite's own sum does. */
function addParts(all: PartSum | null, ...parts: unknown[]): PartSum | null {
  if (parts.includes(null)) return all;
  const added = all ?? { sum: 0, rest: 0 };
  for (const value of parts.map(Number)) {
    const { sum: before } = added;
    added.sum += value;
    if (Number.isFinite(added.sum))
      added.rest +=
        Math.abs(before) > Math.abs(value) ? before - added.sum + value : value - added.sum + before;
  }
  return added;
}

class ImageError extends Error {}

function imageOf(tables: FarTable[]): Buffer {
  try {
    return databaseImage(tables, engine, (rows) => {
      engine.brought += rows;
      engine.breathe();
    });
  } catch (error) {
    if (error instanceof RangeError) throw new ImageError(error.message, { cause: error });
    throw error;
  }
}

function viewStatement({ name, n, columns }: FarTable): string {
  const shown = columns.map((column) => `d.${quoteName(column.name)}`).join(', ') || 'NULL AS "nothing"';
  const steps = `row_steps(${n}) s CROSS JOIN main.${quoteName(name)} d`;
  return `CREATE TEMP VIEW ${quoteName(name)} AS SELECT ${shown} FROM ${steps} WHERE d.rowid BETWEEN s.first_row AND s.last_row`;
}

function scanName({ name }: FarTable): string {
  return `scanned_${name}`;
}

/** Cast, so that values compare and calculate as those of a column that has a type. */
function scanStatement(table: FarTable): string {
  const shown = table.columns.map(
    ({ name, type }, at) => `CAST(c${at} AS ${type === 'number' ? 'REAL' : 'TEXT'}) AS ${quoteName(name)}`,
  );
  const list = shown.join(', ') || 'NULL AS "nothing"';
  return `CREATE TEMP VIEW ${quoteName(table.name)} AS SELECT ${list} FROM ${scanName(table)}`;
}

/** The rows of a table, straight from the engine. */
function scan(table: FarTable) {
  const reader = new FarReader(table, { ask: (...asked) => engine.ask(...asked), take, drop });
  return {
    columns: table.columns.length > 0 ? table.columns.map((_, at) => `c${at}`) : ['nothing'],
    *rows() {
      const { columns, blocks } = reader.open();
      const values = columns.map(spelled);
      const cells: unknown[] = [null];
      for (const { from, to } of blocks) {
        for (let row = from; row < to; row++) {
          for (let at = 0; at < values.length; at++) cells[at] = values[at]!(row);
          yield cells;
          if (row % stepRows === 0) engine.breathe();
        }
        engine.seen += to - from;
      }
    },
  };
}

const take = (part: number) => engine.take(part);
const drop = (part: number) => engine.drop(part);

function beginning(date: unknown, length: number): string | null {
  return date === null ? null : String(date).slice(0, length);
}

function weekOf(date: unknown): string | null {
  const match = typeof date === 'string' ? /^(\d{4})-(\d{2})-(\d{2})/.exec(date) : null;
  return match && periodOfDay(dayOf(Number(match[1]), Number(match[2]), Number(match[3])), 'week').text;
}

/** `2011-05-17` or `2011-05` to `2011-Q2`; null for anything else. */
function partOfYear(date: unknown, letter: string, months: number): string | null {
  const match = typeof date === 'string' ? /^(\d{4})-(\d{2})/.exec(date) : null;
  return match ? `${match[1]}-${letter}${Math.ceil(Number(match[2]) / months)}` : null;
}

/** Runs a statement that reads, up to a row more than asked for. */
function run(
  on: InstanceType<typeof Database>,
  names: string[],
  { sql, limit }: SqlRequest,
): { table: Table; more: boolean } {
  const statement = on.prepare(sql);
  if (!statement.readonly || !statement.reader) throw new WritesError('It does not only read');
  const cells: unknown[][] = names.map(() => []);
  let rows = 0;
  let more = false;
  for (const row of statement.raw(true).safeIntegers(true).iterate() as Iterable<unknown[]>) {
    if (rows >= limit) {
      more = true;
      break;
    }
    for (let index = 0; index < cells.length; index++) cells[index]!.push(numberOf(row[index]));
    rows++;
    engine.breathe();
  }
  return { table: makeTable(uniqueNames(names).map((name, index) => columnOf(name, cells[index]!))), more };
}

/** What the columns of a statement are called. Throws what SQLite finds wrong with it. */
function namesOf(on: InstanceType<typeof Database>, text: string): string[] {
  return on
    .prepare(text)
    .columns()
    .map(({ name }) => name);
}

/** The same, over tables of which only the columns are known. */
function namesBySchema(schema: SqlSchema, text: string): string[] {
  const empty = new Database(':memory:');
  try {
    addFunctions(empty);
    for (const { name, columns } of schema)
      empty.exec(`CREATE TABLE ${quoteName(name)}(${columns.map(quoteName).join(', ') || '"nothing"'})`);
    return namesOf(empty, text);
  } finally {
    empty.close();
  }
}

class WritesError extends Error {}

/** Whole numbers come as bigint; one that no number holds exactly stays one, and is told as text. */
function numberOf(cell: unknown): unknown {
  if (typeof cell !== 'bigint') return cell;
  const value = Number(cell);
  return Number.isSafeInteger(value) ? value : cell;
}

/** A result may bear a name twice; a table may not. */
function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let number = 2; taken.has(own); number++) own = `${name} (${number})`;
    taken.add(own);
    return own;
  });
}

/** Numbers where there is nothing else, whole ones where all are whole; else texts as SQLite would write them. */
function columnOf(name: string, cells: unknown[]): Column {
  const isNumber = cells.every((cell) => cell === null || Number.isFinite(cell));
  const isKnown = cells.some((cell) => cell !== null);
  if (!isNumber || !isKnown) return textColumn(name, cells.map(textOf));
  const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : (cell as number)));
  const isWhole = values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value));
  return numberColumn(name, 'none', values, isWhole ? 'integer' : 'number');
}

const shownBytes = 1000;

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number' && !Number.isFinite(cell)) return cell > 0 ? 'Inf' : '-Inf';
  if (!(cell instanceof Uint8Array)) return String(cell);
  const hex = Buffer.from(cell.subarray(0, shownBytes)).toString('hex');
  return `x'${hex}${cell.length > shownBytes ? `… (${cell.length})` : ''}'`;
}

/** Where a syntax error is: the first token up to which SQLite finds fault in the text. */
function faultAt(sql: string, message: string): number | undefined {
  if (message === 'incomplete input') return sql.trimEnd().length;
  const unknown = /^unrecognized token: "([\s\S]*)"$/.exec(message)?.[1];
  if (unknown !== undefined) return sqlTokens(sql).find((token) => token.text.startsWith(unknown))?.at;
  const near = /^near "([\s\S]*)": syntax error$/.exec(message)?.[1];
  if (near === undefined || !database) return undefined;
  for (const token of sqlTokens(sql)) {
    try {
      database.prepare(sql.slice(0, token.at + token.text.length));
    } catch (error) {
      if ((error as Error).message === message) return token.at;
    }
  }
  return undefined;
}

function failed(error: unknown, text: string): SqlReply {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Stopped) return { error: { kind: 'stopped', message } };
  if (error instanceof WritesError) return { error: { kind: 'writes', message } };
  if (error instanceof ImageError) return { error: { kind: 'tooLarge', message } };
  if (error instanceof Database.SqliteError) {
    const near = faultAt(text, message);
    return { error: { kind: 'sqlite', message, ...(near === undefined ? {} : { near }) } };
  }
  // better-sqlite3 says in a TypeError of its own what a statement must not be.
  if (error instanceof TypeError) return { error: { kind: 'writes', message } };
  return { error: { kind: 'bug', message } };
}

/** Bytes of an answer that are sent at once. */
const pieceBytes = 2 ** 20;

function answer(on: InstanceType<typeof Database>, names: string[], request: SqlRequest): void {
  const { table, more } = run(on, names, request);
  const bytes = tableToArrow(table);
  engine.tell({ reply: { rows: table.n, more, bytes: bytes.length } });
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = bytes.slice(from, from + pieceBytes);
    engine.tell({ piece }, [piece.buffer]);
  }
}

function answerFromKept(request: SqlRequest): void {
  if (request.tables) {
    database?.close();
    database = null;
    database = open(request.tables, request.spill);
  }
  if (!database) throw new Error('No tables are there');
  engine.tell({ brought: engine.brought, seen: 0 });
  answer(database, namesOf(database, request.text), request);
}

function answerFromOwn(request: SqlRequest, schema: SqlSchema | undefined): void {
  const known = schema && namesBySchema(schema, request.text);
  const own = open(request.tables ?? [], request.spill);
  try {
    answer(own, known ?? namesOf(own, request.text), request);
  } finally {
    own.close();
  }
}

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread');
const { wake } = workerData as { wake: Int32Array };
port.on('message', (order: SqlOrder) => {
  // Meant for a statement that has ended.
  if (!('request' in order)) return;
  const { request } = order;
  engine = new EngineSupply(port, wake, order.run);
  try {
    if (request.own) answerFromOwn(request, request.own.schema);
    else answerFromKept(request);
  } catch (error) {
    engine.tell({ reply: failed(error, request.text) });
  }
});
