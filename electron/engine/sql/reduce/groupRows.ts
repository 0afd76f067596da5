import { inBunches, type Steps } from '../../book/steps.ts';
import type { SqlColumnData, SqlTableData } from '../tableData.ts';
import { groupColumns } from './aggregates.ts';
import type { Lane } from './lanes.ts';
import type { ReadColumn } from './numbers.ts';
import type { Measure } from './plan.ts';

/** More groups than this are not told apart: the statement then gets its rows. */
const mostSlots = 2 ** 22;
/** Rows between two breaths. */
const bunch = 2 ** 15;

/** What is known of a measure in every slot. */
class Tally {
  readonly #measure: Measure;
  readonly #values = new Float64Array(bunch);
  readonly #sum: Float64Array;
  readonly #rest: Float64Array;
  readonly #count: Float64Array;
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(measure: Measure, slots: number) {
    this.#measure = measure;
    const numbers = (value: number) => new Float64Array(slots).fill(value);
    [this.#sum, this.#rest, this.#count] = [numbers(0), numbers(0), numbers(0)];
    [this.#least, this.#greatest] = [numbers(Number.NaN), numbers(Number.NaN)];
  }

  /** Sums are compensated (Kahan, Babuška and Neumaier), as SQLite's are. */
  add(read: ReadColumn, from: number, to: number, slots: Int32Array): void {
    const values = this.#values;
    const [sums, rests, counts] = [this.#sum, this.#rest, this.#count];
    const [leasts, greatests] = [this.#least, this.#greatest];
    this.#measure.arithmetic.fill(read, from, to, values);
    for (let at = 0; at < to - from; at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      const slot = slots[at]!;
      const before = sums[slot]!;
      const sum = before + value;
      if (Math.abs(sum) < Number.POSITIVE_INFINITY)
        rests[slot]! += Math.abs(before) > Math.abs(value) ? before - sum + value : value - sum + before;
      sums[slot] = sum;
      if (counts[slot]!++ === 0) leasts[slot] = greatests[slot] = value;
      else if (value < leasts[slot]!) leasts[slot] = value;
      else if (value > greatests[slot]!) greatests[slot] = value;
    }
  }

  columns(used: Int32Array): SqlColumnData[] {
    const { id } = this.#measure;
    const counts = this.#count;
    const column = (name: string, all: Float64Array, missing = Number.NaN): SqlColumnData => {
      const values = new Float64Array(used.length);
      for (let at = 0; at < used.length; at++)
        values[at] = counts[used[at]!]! > 0 ? all[used[at]!]! : missing;
      return { name, type: 'number', values };
    };
    return [
      column(groupColumns.sum(id), this.#sum),
      column(groupColumns.rest(id), this.#rest),
      column(groupColumns.count(id), this.#count, 0),
      column(groupColumns.least(id), this.#least),
      column(groupColumns.greatest(id), this.#greatest),
    ];
  }
}

/** The slots that have rows. */
function usedOf(rows: Float64Array): Int32Array {
  const used = new Int32Array(rows.length);
  let count = 0;
  for (let slot = 0; slot < rows.length; slot++) if (rows[slot]! > 0) used[count++] = slot;
  return used.slice(0, count);
}

/**
 * One row per group of rows that are in the same class of every lane, with how many they are and what is known of each
 * measure. Null where there may be too many groups.
 */
export function* groupRows(
  name: string,
  n: number,
  lanes: Lane[],
  measures: Measure[],
  read: ReadColumn,
  onRows: (rows: number) => void,
): Steps<SqlTableData | null> {
  const count = lanes.reduce((product, lane) => product * lane.count, 1);
  if (count > mostSlots) return null;
  const rows = new Float64Array(count);
  const tallies = measures.map((measure) => new Tally(measure, count));
  const slots = new Int32Array(bunch);
  yield* inBunches(
    n,
    (from, to) => {
      slots.fill(0);
      let stride = 1;
      for (const lane of lanes) {
        lane.add(from, to, stride, slots);
        stride *= lane.count;
      }
      for (let at = 0; at < to - from; at++) rows[slots[at]!]!++;
      for (const tally of tallies) tally.add(read, from, to, slots);
      onRows(to - from);
    },
    bunch,
  );
  const used = usedOf(rows);
  const columns: SqlColumnData[] = [];
  let stride = 1;
  for (const lane of lanes) {
    const [below, own] = [stride, lane.count];
    columns.push(...lane.columns(used.map((slot) => Math.floor(slot / below) % own)));
    stride *= own;
  }
  const own = {
    name: groupColumns.rows,
    type: 'number',
    values: Float64Array.from(used.map((slot) => rows[slot]!)),
  } as const;
  columns.push(own, ...tallies.flatMap((tally) => tally.columns(used)));
  return { name, n: used.length, columns };
}
