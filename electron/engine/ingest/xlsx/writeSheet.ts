import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { RecordWriter } from '../tables/recordWriter.ts';
import { asNumber, paddedText, serialText, zeroPadded } from '../tables/serialDate.ts';
import { type CellRange, columnLetters } from './cellRange.ts';
import { writeCell, writeStringItem } from './cellText.ts';
import {
  booleanCell,
  dateCell,
  inlineCell,
  numberCell,
  sharedCell,
  textCell,
  uncalculatedCell,
} from './kernel/fields.ts';
import { MergeFill } from './mergeFill.ts';
import type { SharedStrings } from './sharedStrings.ts';
import { SheetRegion } from './sheetRegion.ts';
import { type SharingSink, SheetScanner } from './sheetScanner.ts';

export interface SheetContent {
  file: string;
  blocks: AsyncIterable<Uint8Array>;
  strings: SharedStrings;
  meanings: Uint8Array;
  from1904: boolean;
  /** The cells to write; the first record is its top row, and every row down to its bottom is a record. */
  area: CellRange;
  merges: CellRange[];
  /** Columns to leave out, and whether hidden rows are written as blank records. */
  withoutColumns: ReadonlySet<number>;
  withoutHiddenRows: boolean;
}

const cachedDates = 1 << 15;
const longNumber = 17;

/** A sheet as delimited text, a record for each of its rows. Throws what the scanner does. */
export async function* writeSheet(content: SheetContent): AsyncGenerator<Uint8Array> {
  const region = SheetRegion.of(content.strings.memory);
  try {
    const sink = new WriteSink(content, region);
    const scanner = new SheetScanner(sink, content.file);
    for await (const block of content.blocks) {
      scanner.feed(block);
      yield* sink.out.take();
      if (sink.done) break;
    }
    if (!sink.done) scanner.finish();
    yield* sink.out.take(true);
  } finally {
    region.release();
  }
}

export class WriteSink implements SharingSink {
  readonly out = new RecordWriter();
  readonly region: SheetRegion;
  done = false;
  readonly #content: SheetContent;
  readonly #values: ValueWriter;
  readonly #fill: MergeFill;
  /** Column of the sheet → its place in a record, −1 where it is left out. */
  readonly #places: Int16Array;

  constructor(content: SheetContent, region: SheetRegion) {
    this.#content = content;
    this.region = region;
    this.#values = new ValueWriter(content, region);
    const { left, right, top, bottom } = content.area;
    this.#places = new Int16Array(Math.max(right + 2, 2)).fill(-1);
    let place = 0;
    for (let column = left; column <= right; column++)
      if (!content.withoutColumns.has(column)) this.#places[column] = place++;
    this.#fill = new MergeFill(content.merges, content.area, this.#places);
    region.useValues(content.strings, content.meanings);
    region.usePlaces(this.#places);
    region.set('writes', 1);
    region.set('areaTop', top);
    region.set('areaBottom', bottom);
    region.set('next', top);
    if (this.#fill.any) region.set('mergedFrom', 0);
  }

  flush(): boolean {
    return this.region.flush(this.out);
  }

  row(row: number, hidden: boolean): void {
    const { area, withoutHiddenRows } = this.#content;
    const { region } = this;
    region.set('written', -1);
    region.set('begun', 0);
    if (row > area.bottom) this.done = true;
    const taken = row >= area.top && row <= area.bottom && !(hidden && withoutHiddenRows);
    region.set('taken', Number(taken));
    if (!this.#fill.any) return;
    if (taken) this.#fill.begin(row);
    region.set('mergedFrom', this.#fill.plainBefore(row));
  }

  /** Rows without anything in them are blank records, up to the last row with something. */
  #beginRecord(): void {
    const { region } = this;
    region.set('begun', 1);
    const row = region.get('row');
    for (let next = region.get('next'); next < row; next++) this.out.endRecord();
    region.set('next', row);
  }

  cell(column: number, kind: number, style: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.region.get('taken') === 0 || kind === uncalculatedCell) return;
    const place = this.#places[column];
    if (place === undefined || place < 0) return;
    if (this.#fill.active) this.#writeFills(place);
    this.#moveTo(place);
    if (!this.#fill.isOrigin(column)) {
      if (kind === numberCell) this.#fill.sawNumber();
      this.#values.write(this.out, this.region.get('row'), column, kind, style, bytes, from, to);
      return;
    }
    const scratch = new RecordWriter();
    this.#values.write(scratch, this.region.get('row'), column, kind, style, bytes, from, to);
    const value = scratch.bytes.slice(0, scratch.at);
    const isText = kind === sharedCell || kind === textCell || kind === inlineCell;
    this.#fill.remember(column, value, isText);
    this.out.copy(value, 0, value.length);
  }

  value(kind: number, style: number, bytes: Uint8Array, from: number, to: number): void {
    const { region } = this;
    this.#values.write(this.out, region.get('row'), region.get('column'), kind, style, bytes, from, to);
  }

  #moveTo(place: number): void {
    const { region } = this;
    if (region.get('begun') === 0) this.#beginRecord();
    const from = Math.max(0, region.get('written'));
    if (place > from) this.out.next(place - from);
    region.set('written', place);
  }

  /** Cells of merged ranges to the left of this place that the sheet leaves empty. */
  #writeFills(before: number): void {
    for (const { place, value } of this.#fill.take(this.region.get('written'), before)) {
      this.#moveTo(place);
      this.out.copy(value, 0, value.length);
    }
  }

  endRow(): void {
    const { region } = this;
    if (region.get('taken') === 0) return;
    if (this.#fill.active) this.#writeFills(1 << 20);
    region.set('taken', 0);
    if (region.get('begun') === 0) return;
    this.out.endRecord();
    region.set('next', region.get('row') + 1);
  }

  merge(): void {}
  hiddenColumns(): void {}
  dimension(): void {}
}

/** Writes single values, whatever their kind. */
class ValueWriter {
  readonly #content: SheetContent;
  readonly #region: SheetRegion;
  readonly #dates = new Map<number, Uint8Array | null>();

  constructor(content: SheetContent, region: SheetRegion) {
    this.#content = content;
    this.#region = region;
  }

  write(
    out: RecordWriter,
    row: number,
    column: number,
    kind: number,
    style: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): void {
    if (kind === sharedCell) this.#shared(out, row, column, bytes, from, to);
    else if (kind === numberCell)
      this.#number(out, this.#content.meanings[style] ?? asNumber, bytes, from, to);
    else if (kind === inlineCell) writeStringItem(out, bytes, from, to);
    else if (kind === booleanCell) out.ascii(bytes[from] === 49 || bytes[from] === 116 ? 'TRUE' : 'FALSE');
    else if (kind === dateCell) out.text(isoText(latin(bytes, from, to)));
    else writeCell(out, bytes, from, to);
  }

  #shared(out: RecordWriter, row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    let index = 0;
    for (let at = from; at < to; at++) index = index * 10 + bytes[at]! - 48;
    const { strings, file } = this.#content;
    if (index >= 0 && index < strings.count) {
      strings.copyTo(out, index);
      return;
    }
    const cell = `${columnLetters(column)}${row}`;
    throw new ExpectedError(
      'badInput',
      `${file} is damaged: cell ${cell} refers to a text that is not there`,
      {
        file,
        row,
        column: columnLetters(column),
        hint: 'Open the workbook in a spreadsheet program and save it again.',
      },
    );
  }

  #number(out: RecordWriter, meaning: number, bytes: Uint8Array, from: number, to: number): void {
    if (meaning === asNumber && to - from < longNumber) {
      if (!copyNumber(out, bytes, from, to)) writeCell(out, bytes, from, to);
    } else if (!isPlainNumber(bytes, from, to)) writeCell(out, bytes, from, to);
    else if (meaning === asNumber) out.ascii(shortest(latin(bytes, from, to)));
    else if (meaning >= zeroPadded) out.ascii(padded(latin(bytes, from, to), meaning));
    else this.#dated(out, meaning, bytes, from, to);
  }

  #dated(out: RecordWriter, meaning: number, bytes: Uint8Array, from: number, to: number): void {
    const day = wholeDay(bytes, from, to);
    const date = this.#date(day < 0 ? Number(latin(bytes, from, to)) : day, meaning);
    if (date && day >= 0) this.#region.learnDay(day, meaning, date);
    if (date) out.copy(date, 0, date.length);
    else out.ascii(latin(bytes, from, to));
  }

  #date(serial: number, meaning: number): Uint8Array | null {
    const key = serial * 4 + meaning;
    const known = this.#dates.get(key);
    if (known !== undefined) return known;
    const text = serialText(serial, meaning, this.#content.from1904);
    const date = text === null ? null : Buffer.from(text, 'latin1');
    if (this.#dates.size >= cachedDates) this.#dates.clear();
    this.#dates.set(key, date);
    return date;
  }
}

function padded(written: string, meaning: number): string {
  return paddedText(written, meaning) ?? written;
}

/** A serial that is a day without a time; −1 for all others. */
function wholeDay(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 7 || to === from) return -1;
  let day = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    day = day * 10 + digit;
  }
  return day;
}

/** Fractions are saved with 17 digits: `5.0999999999999996` is the number that everybody writes as 5.1. */
function shortest(written: string): string {
  return written.includes('.') ? String(Number(written)) : written;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset).toString('latin1', from, to);
}

/** Copies a number; false, with nothing written, where the bytes are none. */
function copyNumber(out: RecordWriter, bytes: Uint8Array, from: number, to: number): boolean {
  out.ensure(longNumber);
  const target = out.bytes;
  let place = out.at;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (!isNumberPart(byte)) return false;
    target[place++] = byte;
  }
  out.at = place;
  return true;
}

function isNumberPart(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 46 || byte === 45 || byte === 43 || (byte | 32) === 101;
}

function isPlainNumber(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isNumberPart(bytes[at]!)) return false;
  return true;
}

/** `2024-05-17T00:00:00` → `2024-05-17`. */
function isoText(text: string): string {
  return text.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
}
