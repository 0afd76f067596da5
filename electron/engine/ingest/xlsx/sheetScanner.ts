import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { damaged } from '../source/zipArchive.ts';
import { columnLetters, mostColumns, mostRows } from './cellRange.ts';
import { textEnd } from './cellText.ts';
import {
  booleanCell,
  dateCell,
  errorCell,
  full,
  inlineCell,
  numberCell,
  oddValue,
  sharedCell,
  textCell,
  uncalculatedCell,
} from './kernel/fields.ts';
import { SheetMemory } from './kernel/sheetMemory.ts';
import { SheetRegion } from './sheetRegion.ts';
import { attribute, columnOf, isLetter, isRow, nameAt, prefixLength, wholeNumber } from './sheetTags.ts';
import { isTrue, refuseDeclarations } from './xmlPart.ts';

export { booleanCell, numberCell, uncalculatedCell } from './kernel/fields.ts';

/** Takes the content of a sheet as it is scanned. Bytes are only good during the call. */
export interface SheetSink {
  row(row: number, hidden: boolean): void;
  /** The value lies in `bytes` from `from` to `to`, as XML; of an inline cell it is a string item. */
  cell(column: number, kind: number, style: number, bytes: Buffer, from: number, to: number): void;
  endRow(): void;
  merge(range: string): void;
  hiddenColumns(first: number, last: number): void;
  dimension(range: string): void;
}

/** A sink that shares a region with the kernel, which takes usual rows and cells in its place. */
export interface SharingSink extends SheetSink {
  readonly region: SheetRegion;
  /** Takes over what the kernel has written; false where that is nothing. */
  flush(): boolean;
  /** Writes a value whose cell the kernel has taken. */
  value(kind: number, style: number, bytes: Buffer, from: number, to: number): void;
}

const elementLimit = 4 << 20;
const less = 60;
const greater = 62;
const slash = 47;

/**
 * Scans the XML of a worksheet byte by byte, in blocks of any size; memory is a block and the largest cell. Takes what
 * real writers write: any prefix, cells and rows without `r`, no dimension. Throws `badInput` where rows or cells are
 * out of order or the sheet ends early, `cellTooLarge`, and `unsupportedFormat` for a document type.
 */
export class SheetScanner {
  readonly #sink: SheetSink;
  readonly #file: string;
  /** What is being scanned lies in its input; the first `#left` bytes of it were not whole the last time. */
  readonly #region: SheetRegion;
  readonly #sharing: SharingSink | null;
  #left = 0;
  #prefix = -1;
  #inData = false;
  #closed = false;

  constructor(sink: SheetSink | SharingSink, file: string) {
    this.#sink = sink;
    this.#file = file;
    this.#sharing = 'region' in sink ? sink : null;
    this.#region = this.#sharing?.region ?? SheetRegion.of(new SheetMemory());
  }

  feed(block: Uint8Array): void {
    const end = this.#left + block.length;
    const bytes = this.#region.input(end, this.#left);
    bytes.set(block, this.#left);
    const taken = this.#scan(bytes, end);
    bytes.copyWithin(0, taken, end);
    this.#left = end - taken;
    if (this.#left > elementLimit) throw this.#tooLarge();
  }

  /** Call when all bytes are fed. */
  finish(): void {
    if (!this.#closed) throw damaged(this.#file);
  }

  /** Scans whole elements; returns where the first that is not whole starts. */
  #scan(bytes: Buffer, end: number): number {
    let at = 0;
    for (;;) {
      if (at < end && bytes[at] !== less) at = nextTag(bytes, at, end);
      if (at + 2 >= end) return Math.min(at, end);
      if (this.#inData && this.#prefix === 0 && this.#sharing) {
        at = this.#usual(this.#sharing, bytes, at, end);
        if (bytes[at] !== less) continue;
      }
      if (at + 2 >= end) return Math.min(at, end);
      const next =
        this.#inRow && isCell(bytes, at + this.#prefix)
          ? this.#cell(bytes, at, end)
          : this.#tag(bytes, at, end);
      if (next < 0) return at;
      at = next;
    }
  }

  /** Has the kernel take rows and cells that are written as nearly all are; returns where the first other tag starts. */
  #usual(sink: SharingSink, bytes: Buffer, start: number, end: number): number {
    for (let at = start; ; ) {
      at = this.#region.take(at, end);
      const outcome = this.#region.get('outcome');
      const flushed = sink.flush();
      if (outcome === oddValue) {
        const { kind, style, from, to } = this.#region.oddValue();
        sink.value(kind, style, bytes, from, to);
      } else if (outcome !== full || !flushed) return at;
    }
  }

  /** Reads `<c …>…</c>` from its `<`; −1 where it is not whole. */
  #cell(bytes: Buffer, start: number, end: number): number {
    let at = start + 2 + this.#prefix;
    let column = 0;
    let style = 0;
    let kind = numberCell;
    for (;;) {
      while (at < end && bytes[at]! <= 32) at++;
      if (at >= end) return -1;
      const byte = bytes[at]!;
      if (byte === greater || byte === slash) break;
      const name = at;
      while (at < end && bytes[at] !== 61) at++;
      const length = at - name;
      do at++;
      while (at < end && bytes[at] !== 34 && bytes[at] !== 39);
      const mark = bytes[at];
      const value = ++at;
      while (at < end && bytes[at] !== mark) at++;
      if (at >= end) return -1;
      if (length === 1) {
        if (byte === 114) column = columnOf(bytes, value);
        else if (byte === 115) style = wholeNumber(bytes, value, at);
        else if (byte === 116) kind = kindOf(bytes, value, at);
      }
      at++;
    }
    if (bytes[at] === slash) {
      this.#place(column);
      return at + 2 > end ? -1 : at + 2;
    }
    return this.#content(bytes, at + 1, end, column, kind, style);
  }

  /** Reads what stands between `<c …>` and `</c>`, and the closing tag. */
  #content(bytes: Buffer, from: number, end: number, column: number, kind: number, style: number): number {
    let at = from;
    let valueFrom = 0;
    let valueTo = -1;
    let formula = false;
    let found = kind;
    for (;;) {
      while (at < end && bytes[at] !== less) at++;
      if (at + 2 >= end) return -1;
      if (bytes[at + 1] === 33 || bytes[at + 1] === 63) {
        at = this.#skip(bytes, at, end);
        if (at < 0) return -1;
        continue;
      }
      const closing = bytes[at + 1] === slash;
      const name = at + 1 + this.#prefix + (closing ? 1 : 0);
      const first = bytes[name]!;
      const second = bytes[name + 1]!;
      let close = name;
      while (close < end && bytes[close] !== greater) {
        if (bytes[close] === 34) for (close++; close < end && bytes[close] !== 34; ) close++;
        close++;
      }
      if (close >= end) return -1;
      at = close + 1;
      if (closing) {
        if (first === 99 && !isLetter(second)) break;
        continue;
      }
      if (bytes[close - 1] === slash) {
        if (first === 102) formula = true;
        continue;
      }
      if (first === 118 && !isLetter(second)) {
        valueFrom = at;
        valueTo = at = textEnd(bytes, at, end);
      } else if (first === 102 && !isLetter(second)) {
        formula = true;
        at = textEnd(bytes, at, end);
      } else if (first === 105 && second === 115) {
        const last = this.#closingTag(bytes, at, end);
        if (last < 0) return -1;
        valueFrom = at;
        valueTo = at = last;
        found = inlineCell;
      }
    }
    this.#place(column);
    if (valueTo > valueFrom) this.#sink.cell(this.#column, found, style, bytes, valueFrom, valueTo);
    else if (formula && kind !== textCell)
      this.#sink.cell(this.#column, uncalculatedCell, style, bytes, 0, 0);
    return at;
  }

  /** Where `</is>` starts. */
  #closingTag(bytes: Buffer, from: number, end: number): number {
    for (let at = from; at < end; at++) {
      if (bytes[at] !== less || bytes[at + 1] !== slash) continue;
      const name = at + 2 + this.#prefix;
      if (bytes[name] === 105 && bytes[name + 1] === 115 && bytes[name + 2] === greater) return at;
    }
    return -1;
  }

  get #inRow(): boolean {
    return this.#region.get('inRow') === 1;
  }

  get #row(): number {
    return this.#region.get('row');
  }

  get #column(): number {
    return this.#region.get('column');
  }

  #place(column: number): void {
    const place = column === 0 ? this.#column + 1 : column;
    if (place <= this.#column) throw this.#disorder(`cell ${columnLetters(place)}${this.#row}`);
    if (place > mostColumns) throw this.#disorder(`a cell beyond column XFD in row ${this.#row}`);
    this.#region.set('column', place);
  }

  /** Reads any other tag from its `<`; returns where it ends, −1 where it is not whole. */
  #tag(bytes: Buffer, start: number, end: number): number {
    if (bytes[start + 1] === 33 || bytes[start + 1] === 63) return this.#skip(bytes, start, end);
    let close = start;
    while (close < end && bytes[close] !== greater) {
      const byte = bytes[close]!;
      if (byte === 34 || byte === 39) for (close++; close < end && bytes[close] !== byte; ) close++;
      close++;
    }
    if (close >= end) return -1;
    if (this.#prefix < 0) this.#prefix = prefixLength(bytes, start + 1, close);
    if (isRow(bytes, start + 1 + this.#prefix) && this.#inData) {
      this.#openRow(bytes, start, close);
      if (bytes[close - 1] === slash) this.#closeRow();
      return close + 1;
    }
    if (this.#inRow && bytes[start + 1] === slash && isRow(bytes, start + 2 + this.#prefix)) {
      this.#closeRow();
      return close + 1;
    }
    const closing = bytes[start + 1] === slash;
    const name = nameAt(bytes, start + 1 + this.#prefix + (closing ? 1 : 0), close);
    const empty = bytes[close - 1] === slash;
    if (closing) this.#closeTag(name);
    else this.#openTag(name, bytes, start, close, empty);
    return close + 1;
  }

  #skip(bytes: Buffer, start: number, end: number): number {
    if (end - start < 9) return -1;
    refuseDeclarations(bytes, start, this.#file);
    const comment = bytes.toString('latin1', start, start + 4) === '<!--';
    const close = bytes.indexOf(comment ? '-->' : '>', start);
    return close < 0 || close >= end ? -1 : close + (comment ? 3 : 1);
  }

  #openTag(name: string, bytes: Buffer, start: number, close: number, empty: boolean): void {
    if (name === 'sheetData') this.#inData = !empty;
    else if (name === 'mergeCell')
      this.#sink.merge(attribute(bytes.toString('latin1', start, close), 'ref') ?? '');
    else if (name === 'dimension')
      this.#sink.dimension(attribute(bytes.toString('latin1', start, close), 'ref') ?? '');
    else if (name === 'col') this.#columns(bytes.toString('latin1', start, close));
    else if (name === 'worksheet' && empty) this.#closed = true;
  }

  #columns(tag: string): void {
    if (!isTrue(attribute(tag, 'hidden'))) return;
    const first = Number(attribute(tag, 'min'));
    const last = Number(attribute(tag, 'max'));
    if (first >= 1 && last >= first && last <= mostColumns) this.#sink.hiddenColumns(first, last);
  }

  #closeTag(name: string): void {
    if (name === 'sheetData' && this.#inRow) throw damaged(this.#file);
    else if (name === 'sheetData') this.#inData = false;
    else if (name === 'worksheet') this.#closed = true;
  }

  #openRow(bytes: Buffer, start: number, close: number): void {
    if (this.#inRow) throw damaged(this.#file);
    let row = this.#row + 1;
    let hidden = false;
    for (let at = start; at < close; at++) {
      if (bytes[at] !== 61) continue;
      const value = bytes[at + 1] === 34 || bytes[at + 1] === 39 ? at + 2 : at + 1;
      const mark = bytes[value - 1];
      let last = value;
      while (last < close && bytes[last] !== mark) last++;
      const name = bytes[at - 1];
      if (name === 114 && bytes[at - 2]! <= 32) row = wholeNumber(bytes, value, last);
      else if (name === 110 && bytes[at - 6] === 104 && bytes[at - 7]! <= 32)
        hidden = isTrue(bytes.toString('latin1', value, last));
      at = last;
    }
    if (row <= this.#row || row > mostRows) throw this.#disorder(`row ${row}`);
    this.#region.set('row', row);
    this.#region.set('column', 0);
    this.#region.set('inRow', 1);
    this.#sink.row(row, hidden);
  }

  #closeRow(): void {
    this.#region.set('inRow', 0);
    this.#sink.endRow();
  }

  #disorder(what: string): ExpectedError {
    return new ExpectedError('badInput', `${this.#file}: ${what} is out of order or out of bounds`, {
      file: this.#file,
      row: this.#row,
      hint: 'Open the workbook in a spreadsheet program and save it again.',
    });
  }

  #tooLarge(): ExpectedError {
    return new ExpectedError('cellTooLarge', `${this.#file}, row ${this.#row}: a cell is larger than 4 MiB`, {
      file: this.#file,
      row: this.#row,
      hint: 'A cell of a sheet holds at most 32,767 characters. Save the workbook again, or as CSV.',
    });
  }
}

/** Where the next tag starts; `end` where none does. */
function nextTag(bytes: Buffer, from: number, end: number): number {
  const at = bytes.indexOf(less, from);
  return at < 0 || at > end ? end : at;
}

/** By the first letters of `t`: n, s, str, b, e, d, inlineStr. */
function kindOf(bytes: Buffer, from: number, to: number): number {
  const letter = bytes[from];
  if (letter === 115) return to - from === 1 ? sharedCell : textCell;
  if (letter === 98) return booleanCell;
  if (letter === 101) return errorCell;
  if (letter === 100) return dateCell;
  return letter === 105 ? inlineCell : numberCell;
}

/** Whether the tag whose name starts behind `at` is a cell. */
function isCell(bytes: Buffer, at: number): boolean {
  const after = bytes[at + 2]!;
  return bytes[at + 1] === 99 && (after === 32 || after === greater || after === slash || after < 32);
}
