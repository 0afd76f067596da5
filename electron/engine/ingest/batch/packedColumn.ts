import { missingDay } from '../../workspace/types.ts';
import { scratchRows } from '../csv/kernel/scratch.ts';
import type { ColumnType } from '../csv/scanPlan.ts';
import { type PackedPart, packPart, unpackPart, type Values } from './packedPart.ts';
import { readSpilled, type Spill, type SpillAccess, type Spilled } from './spillFile.ts';

/** Address space a column may come to fill; memory is taken only as it does. */
const mostBytes = 2 ** 31;
const stepBytes = 1 << 20;

/** Parts whose bytes were put aside. */
interface SpilledParts {
  parts: PackedPart[];
  spilled: Spilled;
}

/**
 * A column as threads hand it to one another: parts in order of the file, those that were put aside before those that lie
 * in `bytes`.
 */
export interface PackedValues {
  type: ColumnType;
  rows: number;
  aside: SpilledParts[];
  /** Reads what was put aside; null where nothing was. */
  access: SpillAccess | null;
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
 * half of what typed arrays would take. Every value comes back bit for bit. What it keeps beyond `spill.most` bytes is put
 * aside, as long as there is room for it.
 */
export class PackedColumn {
  readonly #type: ColumnType;
  readonly #spill: Spill | null;
  #aside: SpilledParts[] = [];
  #parts: PackedPart[] = [];
  #bytes = new ArrayBuffer(0, { maxByteLength: mostBytes });
  #used = 0;
  #rows = 0;

  constructor(type: ColumnType, spill: Spill | null = null) {
    this.#type = type;
    this.#spill = spill;
  }

  /** An empty column of another type that puts aside where this one does. */
  beside(type: ColumnType): PackedColumn {
    return new PackedColumn(type, this.#spill);
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
      if (this.#spill && this.#used >= this.#spill.most) this.#putAside(this.#spill);
      this.#reserve(piece.length * 8);
      const part = packPart(piece, missingOf(this.#type), this.#bytes, this.#used);
      this.#parts.push(more === 0 ? part : { ...part, base: part.base + more });
      this.#used += Math.ceil((part.rows * part.width) / 8) * 8;
    }
    this.#rows += values.length;
  }

  #putAside({ file }: Spill): void {
    const spilled = file.write(new Uint8Array(this.#bytes, 0, this.#used));
    if (!spilled) return;
    this.#aside.push({ parts: this.#parts, spilled });
    this.#parts = [];
    this.#used = 0;
  }

  #reserve(more: number): void {
    const needed = this.#used + more;
    if (needed <= this.#bytes.byteLength) return;
    const steps = Math.ceil((needed + this.#used / 8) / stepBytes);
    this.#bytes.resize(Math.min(mostBytes, Math.max(needed, steps * stepBytes)));
  }

  /** The values part by part, in memory that the next part is read into; only those parts that reach `least`. */
  pieces(least?: () => number): Generator<Values, undefined> {
    return piecesOf(this.#packed(), least);
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

  #packed(): PackedValues {
    return {
      type: this.#type,
      rows: this.#rows,
      aside: this.#aside,
      access: this.#aside.length > 0 ? this.#spill!.file.access : null,
      parts: this.#parts,
      bytes: this.#bytes,
    };
  }

  /** Hands the memory over; the column is empty afterwards. */
  release(): PackedValues {
    const packed = this.#packed();
    this.#aside = [];
    this.#parts = [];
    this.#bytes = new ArrayBuffer(0, { maxByteLength: mostBytes });
    this.#used = this.#rows = 0;
    return packed;
  }
}

function* piecesOf(
  { type, aside, access, parts, bytes }: PackedValues,
  least: (() => number) | undefined,
): Generator<Values, undefined> {
  const near = type === 'number' ? new Float64Array(scratchRows) : new Int32Array(scratchRows);
  const reaches = ({ base, range }: PackedPart) => least === undefined || base + range >= least();
  for (const { parts: own, spilled } of aside) {
    if (!own.some(reaches)) continue;
    const room = new Uint8Array(spilled.bytes);
    readSpilled(access!, spilled, room);
    for (const part of own) if (reaches(part)) yield unpackPart(part, room.buffer, missingOf(type), near);
  }
  for (const part of parts) if (reaches(part)) yield unpackPart(part, bytes, missingOf(type), near);
}

/** Brings back what was put aside: all parts in order, and the bytes of all. */
export function gathered({
  aside,
  access,
  parts,
  bytes,
}: PackedValues): Pick<PackedValues, 'parts' | 'bytes'> {
  if (aside.length === 0) return { parts, bytes };
  const own = bytes.byteLength;
  const total = aside.reduce((sum, { spilled }) => sum + spilled.bytes, own);
  const all = new ArrayBuffer(total, { maxByteLength: total });
  const placed: PackedPart[] = [];
  let at = 0;
  for (const { parts: some, spilled } of aside) {
    readSpilled(access!, spilled, new Uint8Array(all, at, spilled.bytes));
    for (const part of some) placed.push({ ...part, at: part.at + at });
    at += spilled.bytes;
  }
  new Uint8Array(all, at).set(new Uint8Array(bytes));
  for (const part of parts) placed.push({ ...part, at: part.at + at });
  bytes.transfer(0);
  return { parts: placed, bytes: all };
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
