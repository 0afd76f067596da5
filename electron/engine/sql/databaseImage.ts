import { FarReader, type Supply } from './columnReader.ts';
import { type FieldWriter, nothing, numberWriter, textWriter, writerOf } from './fieldWriters.ts';
import type { FarTable } from './protocol.ts';
import { textsNow } from './sqlTexts.ts';

/*
 * Tables as the bytes of an SQLite database (https://www.sqlite.org/fileformat2.html), made straight from columns: many
 * times faster than inserting rows one by one through a binding, and read afterwards at SQLite's own speed. Only what a
 * read-only database needs is written: a schema page, and per table a tree of rows by rowid, 1 … n.
 */

const pageSize = 65_536;
const cellRoom = pageSize - 35;
const leastLocal = Math.floor(((pageSize - 12) * 32) / 255) - 23;
const overflowRoom = pageSize - 4;

/** More than this is refused: the bytes exist twice for a moment. */
export const mostImageBytes = 3 * 2 ** 30;

/** Told how many rows have been written; may throw to stop. */
export type OnRows = (rows: number) => void;

/** Pages in memory that grow in place. */
class Pages {
  readonly #buffer = new ArrayBuffer(0, { maxByteLength: mostImageBytes });
  bytes = new Uint8Array(this.#buffer);
  count = 0;

  /** Starts a page and gives its number, from 1. */
  add(): number {
    const needed = (this.count + 1) * pageSize;
    if (needed > mostImageBytes) throw new RangeError('image');
    if (needed > this.#buffer.byteLength) {
      this.#buffer.resize(
        Math.min(mostImageBytes, Math.max(needed, Math.ceil(this.#buffer.byteLength * 1.5), 2 ** 22)),
      );
    }
    this.count++;
    return this.count;
  }

  finish(): Buffer {
    return Buffer.from(this.#buffer, 0, this.count * pageSize);
  }

  start(page: number): number {
    return (page - 1) * pageSize;
  }

  write16(at: number, value: number): void {
    this.bytes[at] = (value >>> 8) & 255;
    this.bytes[at + 1] = value & 255;
  }

  write32(at: number, value: number): void {
    this.bytes[at] = (value >>> 24) & 255;
    this.bytes[at + 1] = (value >>> 16) & 255;
    this.bytes[at + 2] = (value >>> 8) & 255;
    this.bytes[at + 3] = value & 255;
  }
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Values below 2^49, which row numbers and lengths are. */
function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  const length = varintLength(value);
  let rest = value;
  for (let place = at + length - 1; place >= at; place--) {
    bytes[place] = (rest % 128) | (place === at + length - 1 ? 0 : 128);
    rest = Math.floor(rest / 128);
  }
  return at + length;
}

/** The rows of a table as leaf pages: the number of each page and its last rowid. */
function writeLeaves(
  pages: Pages,
  table: FarTable,
  supply: Supply,
  onRows: OnRows,
): { page: number; last: number }[] {
  const { columns, blocks } = new FarReader(table, supply).open();
  const writers = columns.length > 0 ? columns.map(writerOf) : [nothing];
  const leaves: { page: number; last: number }[] = [];
  let leaf = new Leaf(pages, pages.add());
  const types = new Float64Array(writers.length);
  for (const { from, to } of blocks) {
    for (let row = from; row < to; row++) {
      const record = measured(row, writers, types);
      if (!leaf.fits(row + 1, record.header + record.body)) {
        leaf.finish();
        leaves.push({ page: leaf.page, last: row });
        leaf = new Leaf(pages, pages.add());
      }
      leaf.add(row + 1, record);
    }
    onRows(to - from);
  }
  leaf.finish();
  leaves.push({ page: leaf.page, last: table.n });
  return leaves;
}

function measured(row: number, writers: FieldWriter[], types: Float64Array): SqlRecord {
  let header = 1;
  let body = 0;
  for (let index = 0; index < writers.length; index++) {
    const writer = writers[index]!;
    const type = writer.type(row);
    types[index] = type;
    header += type < 128 ? 1 : varintLength(type);
    body += writer.length();
  }
  if (header > 127) header += varintLength(header + 1) - 1;
  return { header, body, types, writers };
}

interface SqlRecord {
  header: number;
  body: number;
  types: Float64Array;
  writers: FieldWriter[];
}

/** One leaf of a table: cells from the end of the page down, their places from its start up. */
class Leaf {
  readonly page: number;
  readonly #pages: Pages;
  #cells = 0;
  #low = pageSize;

  constructor(pages: Pages, page: number) {
    this.#pages = pages;
    this.page = page;
  }

  fits(rowid: number, payload: number): boolean {
    const local = payload <= cellRoom ? payload : localBytes(payload) + 4;
    const size = varintLength(payload) + varintLength(rowid) + local;
    return this.#low - size >= 8 + 2 * (this.#cells + 1);
  }

  add(rowid: number, { header, body, types, writers }: SqlRecord): void {
    const payload = header + body;
    if (payload > cellRoom) {
      this.#addLong(rowid, encodeRecord({ header, body, types, writers }));
      return;
    }
    const size = varintLength(payload) + varintLength(rowid) + payload;
    this.#low -= size;
    const { bytes } = this.#pages;
    const start = this.#pages.start(this.page);
    let at = writeVarint(bytes, start + this.#low, payload);
    at = writeVarint(bytes, at, rowid);
    writeRecord(bytes, at, header, types, writers);
    this.#pages.write16(start + 8 + 2 * this.#cells++, this.#low);
  }

  #addLong(rowid: number, record: Uint8Array): void {
    const local = localBytes(record.length);
    this.#low -= varintLength(record.length) + varintLength(rowid) + local + 4;
    const overflow = writeOverflow(this.#pages, record.subarray(local));
    const { bytes } = this.#pages;
    const start = this.#pages.start(this.page);
    let at = writeVarint(bytes, start + this.#low, record.length);
    at = writeVarint(bytes, at, rowid);
    bytes.set(record.subarray(0, local), at);
    this.#pages.write32(at + local, overflow);
    this.#pages.write16(start + 8 + 2 * this.#cells++, this.#low);
  }

  finish(): void {
    writePageHead(this.#pages, this.#pages.start(this.page), 13, this.#cells, this.#low);
  }
}

function localBytes(payload: number): number {
  const wanted = leastLocal + ((payload - leastLocal) % overflowRoom);
  return wanted <= cellRoom ? wanted : leastLocal;
}

function writeOverflow(pages: Pages, rest: Uint8Array): number {
  const parts = Math.ceil(rest.length / overflowRoom);
  const numbers = Array.from({ length: parts }, () => pages.add());
  numbers.forEach((page, index) => {
    const start = pages.start(page);
    pages.write32(start, numbers[index + 1] ?? 0);
    pages.bytes.set(rest.subarray(index * overflowRoom, (index + 1) * overflowRoom), start + 4);
  });
  return numbers[0]!;
}

function encodeRecord({ header, body, types, writers }: SqlRecord): Uint8Array {
  const bytes = new Uint8Array(header + body);
  writeRecord(bytes, 0, header, types, writers);
  return bytes;
}

function writeRecord(
  bytes: Uint8Array,
  start: number,
  header: number,
  types: Float64Array,
  writers: FieldWriter[],
): void {
  let at = writeVarint(bytes, start, header);
  for (let index = 0; index < writers.length; index++) {
    const type = types[index]!;
    if (type < 128) bytes[at++] = type;
    else at = writeVarint(bytes, at, type);
  }
  for (let index = 0; index < writers.length; index++) {
    const writer = writers[index]!;
    writer.write(bytes, at);
    at += writer.length();
  }
}

function writePageHead(pages: Pages, at: number, type: 5 | 13, cells: number, low: number): void {
  pages.bytes[at] = type;
  pages.write16(at + 3, cells);
  pages.write16(at + 5, low === pageSize ? 0 : low);
}

/** Children that an inner page holds: 4 bytes of page, up to 9 of rowid, 2 of place. */
const mostChildren = Math.floor((pageSize - 12) / 15);

/** Joins pages under inner pages until one is left: the root. */
function writeTree(pages: Pages, leaves: { page: number; last: number }[]): number {
  let level = leaves;
  while (level.length > 1) {
    const above: { page: number; last: number }[] = [];
    for (let first = 0; first < level.length; first += mostChildren) {
      above.push(writeInner(pages, level.slice(first, first + mostChildren)));
    }
    level = above;
  }
  return level[0]!.page;
}

function writeInner(
  pages: Pages,
  children: { page: number; last: number }[],
): { page: number; last: number } {
  const page = pages.add();
  const start = pages.start(page);
  const rightmost = children.at(-1)!;
  let low = pageSize;
  children.slice(0, -1).forEach((child, index) => {
    low -= 4 + varintLength(child.last);
    pages.write32(start + low, child.page);
    writeVarint(pages.bytes, start + low + 4, child.last);
    pages.write16(start + 12 + 2 * index, low);
  });
  writePageHead(pages, start, 5, children.length - 1, low);
  pages.write32(start + 8, rightmost.page);
  return { page, last: rightmost.last };
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function createStatement({ name, columns }: FarTable): string {
  const defined = columns.map(
    (column) => `${quoteName(column.name)} ${column.type === 'number' ? 'REAL' : 'TEXT'}`,
  );
  return `CREATE TABLE ${quoteName(name)}(${defined.length > 0 ? defined.join(', ') : '"nothing"'})`;
}

/** The schema as the first page; its header is 100 bytes further down. */
function writeSchema(pages: Pages, tables: { table: FarTable; root: number }[]): void {
  const { bytes } = pages;
  let low = pageSize;
  tables.forEach(({ table, root }, index) => {
    const texts = ['table', table.name, table.name, null, createStatement(table)];
    const writers = texts.map((text) =>
      text === null ? numberWriter(() => root) : textWriter(textsNow([text]), () => 0),
    );
    const types = Float64Array.from(writers, (writer) => writer.type(0));
    let header = 1;
    for (const type of types) header += varintLength(type);
    if (header > 127) header++;
    const body = writers.reduce((sum, writer) => sum + writer.length(), 0);
    const payload = header + body;
    low -= varintLength(payload) + varintLength(index + 1) + payload;
    if (low < 108 + 2 * tables.length) throw new RangeError('schema');
    const at = writeVarint(bytes, writeVarint(bytes, low, payload), index + 1);
    writeRecord(bytes, at, header, types, writers);
    pages.write16(108 + 2 * index, low);
  });
  writePageHead(pages, 100, 13, tables.length, low);
  bytes.set(Buffer.from('SQLite format 3\0', 'latin1'));
  pages.write16(16, 1);
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  pages.write32(24, 1);
  pages.write32(28, pages.count);
  pages.write32(40, 1);
  pages.write32(44, 4);
  pages.write32(56, 1);
  pages.write32(92, 1);
  pages.write32(96, 3_045_000);
}

/** The bytes of a database that holds these tables. Throws RangeError where they would be more than `mostImageBytes`. */
export function databaseImage(tables: FarTable[], supply: Supply, onRows: OnRows): Buffer {
  const pages = new Pages();
  pages.add();
  const roots = tables.map((table) => ({
    table,
    root: writeTree(pages, writeLeaves(pages, table, supply, onRows)),
  }));
  writeSchema(pages, roots);
  return pages.finish();
}
