import { breath, type Steps } from '../../book/steps.ts';
import type { SqlColumnData, SqlTableData } from '../tableData.ts';
import { groupColumns } from './aggregates.ts';
import type { Lane } from './lanes.ts';
import { bunch, numberingOf } from './numbering.ts';
import type { ReadColumn } from './numbers.ts';
import type { Measure, Reduction } from './plan.ts';

type AddValues = (values: Float64Array, n: number, slots: Int32Array) => void;

/** What is known of a measure in every slot: as much of it as is read. */
class Tally {
  readonly #measure: Measure;
  readonly #values = new Float64Array(bunch);
  readonly #counts: Float64Array;
  readonly #columns: [name: string, values: Float64Array, missing: number][] = [];
  readonly #adds: AddValues[] = [];

  constructor(measure: Measure, slots: number, read: ReadonlySet<string>) {
    this.#measure = measure;
    this.#counts = new Float64Array(slots);
    const { id } = measure;
    this.#keep(groupColumns.count(id), read, this.#counts, 0);
    this.#adds.push(counting(this.#counts));
    if (read.has(groupColumns.sum(id))) {
      const [sums, rests] = [new Float64Array(slots), new Float64Array(slots)];
      this.#keep(groupColumns.sum(id), read, sums);
      this.#keep(groupColumns.rest(id), read, rests);
      this.#adds.push(adding(sums, rests));
    }
    const extremes = [
      [groupColumns.least(id), 1],
      [groupColumns.greatest(id), -1],
    ] as const;
    for (const [name, sign] of extremes) {
      if (!read.has(name)) continue;
      const found = new Float64Array(slots).fill(Number.NaN);
      this.#keep(name, read, found);
      this.#adds.push(comparing(found, sign));
    }
  }

  #keep(name: string, read: ReadonlySet<string>, values: Float64Array, missing = Number.NaN): void {
    if (read.has(name)) this.#columns.push([name, values, missing]);
  }

  add(read: ReadColumn, from: number, to: number, slots: Int32Array): void {
    this.#measure.arithmetic.fill(read, from, to, this.#values);
    for (const add of this.#adds) add(this.#values, to - from, slots);
  }

  columns(used: Int32Array): SqlColumnData[] {
    const counts = this.#counts;
    return this.#columns.map(([name, all, missing]) => {
      const values = new Float64Array(used.length);
      for (let at = 0; at < used.length; at++)
        values[at] = counts[used[at]!]! > 0 ? all[used[at]!]! : missing;
      return { name, type: 'number', values };
    });
  }
}

function counting(counts: Float64Array): AddValues {
  return (values, n, slots) => {
    for (let at = 0; at < n; at++) if (!Number.isNaN(values[at]!)) counts[slots[at]!]!++;
  };
}

/** Sums are compensated (Kahan, Babuška and Neumaier), as SQLite's are. */
function adding(sums: Float64Array, rests: Float64Array): AddValues {
  return (values, n, slots) => {
    for (let at = 0; at < n; at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      const slot = slots[at]!;
      const before = sums[slot]!;
      const sum = before + value;
      if (Math.abs(sum) < Number.POSITIVE_INFINITY)
        rests[slot]! += Math.abs(before) > Math.abs(value) ? before - sum + value : value - sum + before;
      sums[slot] = sum;
    }
  };
}

/** Keeps the least, or with the sign −1 the greatest. */
function comparing(found: Float64Array, sign: 1 | -1): AddValues {
  return (values, n, slots) => {
    for (let at = 0; at < n; at++) {
      const value = values[at]!;
      const known = found[slots[at]!]!;
      if (sign * value < sign * known || (Number.isNaN(known) && !Number.isNaN(value)))
        found[slots[at]!] = value;
    }
  };
}

/**
 * One row per group of rows that are in the same class of every lane, with how many they are and what is known of each
 * measure. Null where there are too many groups.
 */
export function* groupRows(
  name: string,
  n: number,
  lanes: Lane[],
  { measures, read: wanted }: Pick<Reduction, 'measures' | 'read'>,
  read: ReadColumn,
  onRows: (rows: number) => void,
): Steps<SqlTableData | null> {
  const numbering = numberingOf(lanes);
  const rows = new Float64Array(numbering.capacity);
  const tallies = measures.map((measure) => new Tally(measure, numbering.capacity, wanted));
  const slots = new Int32Array(bunch);
  for (let from = 0; from < n; from += bunch) {
    const to = Math.min(n, from + bunch);
    if (!numbering.number(from, to, slots)) return null;
    for (let at = 0; at < to - from; at++) rows[slots[at]!]!++;
    for (const tally of tallies) tally.add(read, from, to, slots);
    onRows(to - from);
    yield breath;
  }
  const used = usedOf(rows);
  const columns = numbering.classes(used).flatMap((classes, lane) => lanes[lane]!.columns(classes));
  columns.push({
    name: groupColumns.rows,
    type: 'number',
    values: Float64Array.from(used.map((slot) => rows[slot]!)),
  });
  return {
    name,
    n: used.length,
    columns: [...columns, ...tallies.flatMap((tally) => tally.columns(used))],
  };
}

/** The slots that have rows. */
function usedOf(rows: Float64Array): Int32Array {
  const used = new Int32Array(rows.length);
  let count = 0;
  for (let slot = 0; slot < rows.length; slot++) if (rows[slot]! > 0) used[count++] = slot;
  return used.slice(0, count);
}
