import { encodeBlocks } from '../../workspace/blockEncode.ts';
import { segmentRows } from '../../workspace/blockFormat.ts';
import { sha256Hex } from '../../workspace/digest.ts';
import type { WholeNumbers } from '../../workspace/wholeNumbers.ts';
import { threadScratch } from '../csv/kernel/scratch.ts';
import { gathered, type PackedValues } from './packedColumn.ts';
import { type PackedPart, storedOf, unpackPart, widthOf } from './packedPart.ts';
import { Sum } from './sum.ts';

/** A column in order of the file, and where each of its rows goes; null: they stay as they are. */
export interface Arrangement {
  packed: PackedValues;
  places: Int32Array | null;
}

/** Some rows of a column as a workspace keeps them, with the hash of the bytes. */
export interface Encoded {
  rows: number;
  data: Uint8Array<ArrayBuffer>;
  hash: string;
}

/** A column in order: as segments where all of its values can be written as whole numbers. */
export interface Arranged {
  values: Encoded[] | Float64Array;
  /** Sum of the numbers, row by row; of codes and days 0. */
  sum: number;
}

const highest = 0xffffffff;

/** The rows of a column, which is let go, each where `places` says: written in order of the file, an account's rows side by side. */
export function arrange({ packed, places }: Arrangement): Arranged {
  const source = { type: packed.type, rows: packed.rows, ...gathered(packed) };
  const form = commonForm(source.parts);
  const arranged = form ? arrangeWhole(source, places, form) : arrangePlain(source, places);
  source.bytes.transfer(0);
  return arranged;
}

type Source = Pick<PackedValues, 'type' | 'rows' | 'parts' | 'bytes'>;

/** How whole numbers of a column are written. */
type Form = Pick<WholeNumbers, 'base' | 'scale' | 'gap'> & { width: 1 | 2 | 4 };

/** How all parts can be written as one; null where some are no whole numbers, or too far apart. */
function commonForm(parts: readonly PackedPart[]): Form | null {
  if (parts.some(({ scale }) => scale === 0)) return null;
  const scale = parts.reduce((most, part) => Math.max(most, part.scale), 1);
  const present = parts.filter(({ range }) => range >= 0);
  const low = present.reduce(
    (least, { base, ...part }) => Math.min(least, base * (scale / part.scale)),
    Infinity,
  );
  const high = present.reduce(
    (most, { base, range, ...part }) => Math.max(most, (base + range) * (scale / part.scale)),
    -Infinity,
  );
  const lacks = parts.some(({ gap }) => gap !== null);
  if (present.length === 0) return { base: 0, scale: 1, gap: lacks ? 0 : null, width: 1 };
  const most = high - low + (lacks ? 1 : 0);
  if (!(most <= highest && Math.max(Math.abs(low), Math.abs(high)) < 2 ** 53)) return null;
  return { base: low, scale, gap: lacks ? most : null, width: widthOf(most) };
}

/** Bytes of the target that are filled at a time, some segments: rows are gone through once for each such window. */
const windowBytes = 1 << 24;

/** A stretch of the target in the memory of the kernels. */
interface Window {
  at: number;
  from: number;
  rows: number;
}

/** Fills a target of `rows` rows window by window; `fill` puts the rows of one there, `done` takes them out. */
function inWindows(
  rows: number,
  width: number,
  fill: (window: Window) => void,
  done: (window: Window) => void,
): void {
  const { heap } = threadScratch();
  const most = Math.min(rows, windowBytes / width);
  const at = heap.allocate(most * width);
  for (let from = 0; from < rows; from += most) {
    const window = { at, from, rows: Math.min(most, rows - from) };
    fill(window);
    done(window);
  }
  heap.free(at, most * width);
}

/** Where the rows of a part go, as kernels are told: an address, or 0 where they stay, and the first of the rows. */
function placesOf(places: Int32Array | null, row: number, rows: number): [number, number] {
  const scratch = threadScratch();
  if (places) scratch.put(scratch.second, places.subarray(row, row + rows));
  return [places ? scratch.second : 0, row];
}

function arrangeWhole({ type, rows, parts, bytes }: Source, places: Int32Array | null, form: Form): Arranged {
  const { base, scale, gap, width } = form;
  const values: Encoded[] = [];
  const scratch = threadScratch();
  const { heap } = scratch;
  const sum = new Sum();
  const fill = ({ at, from, rows: limit }: Window) => {
    let row = 0;
    for (const part of parts) {
      const times = scale / part.scale;
      const more = part.range < 0 ? 0 : part.base * times - base;
      const end = scratch.put(scratch.first, storedOf(part, bytes));
      const own = [scratch.first, end, part.width, times, more, part.gap === null ? 0 : 1, part.gap ?? 0];
      const where = placesOf(places, row, part.rows);
      heap.kernels.placeWhole(...own, gap ?? 0, ...where, from, limit, at, width);
      row += part.rows;
    }
  };
  inWindows(rows, width, fill, (window) => {
    if (type === 'number') sum.addWhole(window.at, window.rows, form);
    for (let from = 0; from < window.rows; from += segmentRows) {
      const count = Math.min(segmentRows, window.rows - from);
      const at = window.at + from * width;
      values.push(
        encoded({ base, scale, gap, stored: storedOf({ at, rows: count, width }, heap.bytes.buffer) }),
      );
    }
  });
  return { values, sum: sum.total };
}

function encoded(whole: WholeNumbers): Encoded {
  const data = encodeBlocks(whole);
  return { rows: whole.stored.length, data, hash: sha256Hex(data) };
}

function arrangePlain({ rows, parts, bytes }: Source, places: Int32Array | null): Arranged {
  const values = new Float64Array(rows);
  const scratch = threadScratch();
  const near = new Float64Array(parts.reduce((most, part) => Math.max(most, part.rows), 0));
  const sum = new Sum();
  const fill = ({ at, from, rows: limit }: Window) => {
    let row = 0;
    for (const part of parts) {
      const end = scratch.put(scratch.first, unpackPart(part, bytes, Number.NaN, near));
      const where = placesOf(places, row, part.rows);
      scratch.heap.kernels.placeNumbers(scratch.first, end, ...where, from, limit, at);
      row += part.rows;
    }
  };
  inWindows(rows, 8, fill, (window) => {
    sum.addAt(window.at, window.rows);
    scratch.take(window.at, values.subarray(window.from, window.from + window.rows));
  });
  return { values, sum: sum.total };
}
