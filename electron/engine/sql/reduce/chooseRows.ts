import { numbers } from '../../../../shared/domain/table.ts';
import { inBunches, runStepsBeside, type Steps } from '../../book/steps.ts';
import { missingDay } from '../../workspace/types.ts';
import { quoteName } from '../databaseImage.ts';
import { onlyUsed } from '../sqlTexts.ts';
import type { SqlColumnData, SqlTableData } from '../tableData.ts';
import { type Lane, lanesOf, upTo } from './lanes.ts';
import type { RowChoice } from './plan.ts';
import type { ReduceContext } from './reduce.ts';

/** Conditions are not evaluated for more values of a column than this. */
const mostEvaluated = 2 ** 23;
/** What a class is called while conditions are evaluated. */
const classColumn = '#class';

interface Kept {
  lane: Lane;
  /** By class of the lane. */
  keep: Uint8Array;
}

/**
 * The rows of a table that a statement can need. Null where they are most of them, or a condition is on a column with
 * too many values. Throws CancelledError.
 */
export async function chooseRows(
  { qualifier, filters, first }: RowChoice,
  table: SqlTableData,
  { signal, evaluate, onRows }: ReduceContext,
): Promise<SqlTableData | null> {
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  const kept: Kept[] = [];
  for (const { column, expressions, thresholds } of filters) {
    const told = { column: columns.get(column)!, classes: null, thresholds };
    const [lane] = (await runStepsBeside(lanesOf([told]), { signal })) ?? [];
    if (!lane || lane.count > mostEvaluated) return null;
    const classes = upTo(lane.count);
    const values = lane.columns(classes);
    values.push({ name: classColumn, type: 'number', values: classes });
    const condition = expressions.map((expression) => `(${expression})`).join(' AND ');
    const sql = `SELECT "${classColumn}" FROM ${quoteName(table.name)} AS ${quoteName(qualifier)} WHERE ${condition}`;
    const found = await evaluate({ name: table.name, n: lane.count, columns: values }, sql);
    if (!found) return null;
    const keep = new Uint8Array(lane.count);
    for (const code of found.n > 0 ? numbers(found, classColumn) : []) keep[code] = 1;
    kept.push({ lane, keep });
  }
  function* choose(): Steps<SqlTableData | null> {
    const orders = first?.by
      ? new BestRows(columns.get(first.by.column)!, first.by.descending, first.count)
      : null;
    const few = first && !orders;
    const most = few ? first.count : Math.floor(table.n / 2);
    const rows = yield* rowsKept(table.n, kept, most, orders, onRows);
    if (!few && rows.length > most) return null;
    const chosen = Int32Array.from(rows.slice(0, most));
    return { name: table.name, n: chosen.length, columns: table.columns.map((one) => atRows(one, chosen)) };
  }
  return runStepsBeside(choose(), { signal });
}

const bunch = 2 ** 15;

/** Rows that are kept by all, in their order; not many more than `most`. */
function* rowsKept(
  n: number,
  kept: Kept[],
  most: number,
  best: BestRows | null,
  onRows: (rows: number) => void,
): Steps<number[]> {
  const rows: number[] = [];
  const classes = new Int32Array(bunch);
  const keeps = new Uint8Array(bunch);
  const steps = inBunches(
    n,
    (from, to) => {
      keeps.fill(1);
      for (const { lane, keep } of kept) {
        classes.fill(0);
        lane.add(from, to, 1, classes);
        for (let at = 0; at < to - from; at++) keeps[at]! &= keep[classes[at]!]!;
      }
      for (let at = 0; at < to - from; at++) {
        if (keeps[at] === 0) continue;
        if (best) best.add(from + at);
        else rows.push(from + at);
      }
      onRows(to - from);
    },
    bunch,
  );
  for (let next = steps.next(); !next.done; next = steps.next(yield next.value))
    if (rows.length > most) break;
  return best ? best.rows() : rows;
}

/** The rows with the greatest or least values, ties with the last of them included. */
class BestRows {
  readonly #value: (row: number) => number;
  readonly #count: number;
  #rows: number[] = [];
  #bound = Number.NEGATIVE_INFINITY;
  #kept = 0;

  constructor(column: SqlColumnData, descending: boolean, count: number) {
    const value = numberIn(column);
    this.#value = descending ? value : (row) => -value(row);
    this.#count = count;
  }

  add(row: number): void {
    if (this.#value(row) < this.#bound) return;
    this.#rows.push(row);
    if (this.#rows.length > 2 * Math.max(this.#kept, this.#count) + bunch) this.#cut();
  }

  rows(): number[] {
    this.#cut();
    return this.#rows;
  }

  #cut(): void {
    if (this.#rows.length > this.#count) {
      const values = Float64Array.from(this.#rows, this.#value).sort();
      this.#bound = this.#count === 0 ? Number.POSITIVE_INFINITY : values[values.length - this.#count]!;
      this.#rows = this.#rows.filter((row) => this.#value(row) >= this.#bound);
    }
    this.#kept = this.#rows.length;
  }
}

/** NULL is less than anything. */
function numberIn(column: SqlColumnData): (row: number) => number {
  const { index } = column;
  const values = column.type === 'text' ? column.codes : column.values;
  return (row) => {
    const at = index ? index[row]! : row;
    const value = values[at];
    const isMissing =
      value === undefined || Number.isNaN(value) || (column.type === 'day' && value === missingDay);
    return isMissing ? Number.NEGATIVE_INFINITY : value;
  };
}

/** A column at some rows, as one of its own. */
function atRows(column: SqlColumnData, rows: Int32Array): SqlColumnData {
  const { name, index } = column;
  const place = index ? (row: number) => index[row]! : (row: number) => row;
  if (column.type === 'number') {
    const values = Float64Array.from(rows, (row) => column.values[place(row)] ?? Number.NaN);
    return { name, type: 'number', values };
  }
  if (column.type === 'day') {
    const { values, grain } = column;
    return { name, type: 'day', values: rows.map((row) => values[place(row)] ?? missingDay), grain };
  }
  return {
    name,
    type: 'text',
    ...onlyUsed(
      rows.map((row) => column.codes[place(row)] ?? -1),
      column.texts,
    ),
  };
}
