import { missingDay } from '../../workspace/types.ts';
import { scratchRows } from '../csv/kernel/scratch.ts';
import type { ColumnType } from '../csv/scanPlan.ts';
import { type PackedPart, packPart, unpackPart, type Values } from './packedPart.ts';

/** Address space a column may come to fill; memory is taken only as it does. */
const mostBytes = 2 ** 31;
const stepBytes = 1 << 20;

/** A column as threads hand it to one another: parts in order of the file, and the bytes of all. */
export interface PackedValues {
  type: ColumnType;
  rows: number;
  parts: PackedPart[];
  bytes: ArrayBuffer;
}

/** What stands for a missing value. */
export function missingOf(type: ColumnType): number {
  if (type === 'number') return Number.NaN;
  return type === 'day' ? missingDay : -1;
}

/**
 * A column of a file that grows row by row and keeps each value in as few bytes as its neighbours need: a quarter to a
 * half of what typed arrays would take. Every value comes back bit for bit.
 */
export class PackedColumn {
  readonly #type: ColumnType;
  #parts: PackedPart[] = [];
  #bytes = new ArrayBuffer(0, { maxByteLength: mostBytes });
  #used = 0;
  #rows = 0;

  constructor(type: ColumnType) {
    this.#type = type;
  }

  get type(): ColumnType {
    return this.#type;
  }

  get rows(): number {
    return this.#rows;
  }

  /** `more` is added to whole numbers, none of which is missing. */
  append(values: Values, more = 0): void {
    for (let from = 0; from < values.length; from += scratchRows) {
      const piece = values.subarray(from, from + scratchRows);
      this.#reserve(piece.length * 8);
      const part = packPart(piece, missingOf(this.#type), this.#bytes, this.#used);
      this.#parts.push(more === 0 ? part : { ...part, base: part.base + more });
      this.#used += Math.ceil((part.rows * part.width) / 8) * 8;
    }
    this.#rows += values.length;
  }

  #reserve(more: number): void {
    const needed = this.#used + more;
    if (needed <= this.#bytes.byteLength) return;
    const steps = Math.ceil((needed + this.#used / 8) / stepBytes);
    this.#bytes.resize(Math.min(mostBytes, Math.max(needed, steps * stepBytes)));
  }

  /** The values part by part, in memory that the next part is read into; only those parts that reach `least`. */
  pieces(least?: () => number): Generator<Values, undefined> {
    const packed = { type: this.#type, rows: this.#rows, parts: this.#parts, bytes: this.#bytes };
    return piecesOf(packed, least);
  }

  /** All values. */
  all(): Values {
    const all = this.#type === 'number' ? new Float64Array(this.#rows) : new Int32Array(this.#rows);
    let at = 0;
    for (const piece of this.pieces()) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  /** Changes the values, piece by piece. */
  rewrite(edit: (values: Values) => void): void {
    const pieces = this.pieces();
    this.release();
    for (const piece of pieces) {
      edit(piece);
      this.append(piece);
    }
  }

  /** Hands the memory over; the column is empty afterwards. */
  release(): PackedValues {
    const packed = { type: this.#type, rows: this.#rows, parts: this.#parts, bytes: this.#bytes };
    this.#parts = [];
    this.#bytes = new ArrayBuffer(0, { maxByteLength: mostBytes });
    this.#used = this.#rows = 0;
    return packed;
  }
}

function* piecesOf(
  { type, parts, bytes }: PackedValues,
  least: (() => number) | undefined,
): Generator<Values, undefined> {
  const near = type === 'number' ? new Float64Array(scratchRows) : new Int32Array(scratchRows);
  for (const part of parts)
    if (least === undefined || part.base + part.range >= least())
      yield unpackPart(part, bytes, missingOf(type), near);
}

/** The pieces of columns that grew together, row beside row. */
export function* besideOneAnother(columns: PackedColumn[]): Generator<Values[]> {
  const readers = columns.map((column) => column.pieces());
  for (;;) {
    const pieces = readers.map((reader) => reader.next().value);
    if (pieces.some((piece) => piece === undefined)) return;
    yield pieces as Values[];
  }
}
