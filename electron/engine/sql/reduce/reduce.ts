import { type Table, texts } from '../../../../shared/domain/table.ts';
import { runStepsBeside, type Steps } from '../../book/steps.ts';
import { quoteName } from '../databaseImage.ts';
import { spanOf } from '../farTables.ts';
import { textCount } from '../sqlTexts.ts';
import type { SqlColumnData, SqlTableData } from '../tableData.ts';
import { groupRows } from './groupRows.ts';
import { lanesOf, type Told, upTo } from './lanes.ts';
import type { ReadColumn } from './numbers.ts';
import type { Distinction, Reduction } from './plan.ts';

/** Expressions are not evaluated for more values than this. */
const mostEvaluated = 2 ** 20;

export interface ReduceContext {
  signal: AbortSignal;
  /** Answers a statement over one table; null where it fails. */
  evaluate(table: SqlTableData, sql: string): Promise<Table | null>;
  /** Told of rows that have been read. */
  onRows(rows: number): void;
}

/**
 * The groups of a table's rows that a statement is answered from. Null where the rows have too many kinds to be worth
 * it. Throws CancelledError.
 */
export async function reduceTable(
  plan: Reduction,
  table: SqlTableData,
  { signal, evaluate, onRows }: ReduceContext,
): Promise<SqlTableData | null> {
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  const told: Told[] = [];
  for (const distinction of plan.distinctions) {
    const column = columns.get(distinction.column)!;
    const one = await tell(table.name, plan.qualifier, distinction, column, { signal, evaluate });
    if (!one) return null;
    told.push(one);
  }
  function* reduce(): Steps<SqlTableData | null> {
    const lanes = yield* lanesOf(told);
    return lanes && (yield* groupRows(table.name, table.n, lanes, plan, readerOf(columns), onRows));
  }
  return runStepsBeside(reduce(), { signal });
}

async function tell(
  name: string,
  qualifier: string,
  { whole, expressions, thresholds }: Distinction,
  column: SqlColumnData,
  { signal, evaluate }: Pick<ReduceContext, 'signal' | 'evaluate'>,
): Promise<Told | null> {
  const byRow = column.type === 'number' && !column.index;
  if (byRow) return { column, classes: null, thresholds: whole ? null : thresholds };
  const all: Told = { column, classes: null, thresholds: null };
  if (whole || column.type === 'number' || (column.type === 'day' && column.index)) return all;
  const values = await valuesOf(name, column, signal);
  if (values.n > mostEvaluated) return null;
  const keys = expressions.map((expression) => `quote(${expression})`).join(`||','||`);
  const from = `${quoteName(name)} AS ${quoteName(qualifier)}`;
  const answer = await evaluate(values, `SELECT ${keys} AS k FROM ${from}`);
  if (answer?.n !== values.n) return null;
  const found = texts(answer, 'k');
  const numbers = new Map<string, number>();
  const classes = Int32Array.from(found, (key) => {
    const known = numbers.get(key!) ?? numbers.size;
    numbers.set(key!, known);
    return known;
  });
  return { ...all, classes };
}

/** Every value of a column once, in the order of its codes or days. */
async function valuesOf(
  name: string,
  column: Exclude<SqlColumnData, { type: 'number' }>,
  signal: AbortSignal,
): Promise<SqlTableData> {
  if (column.type === 'text') {
    const n = textCount(column.texts);
    const codes = upTo(n);
    return { name, n, columns: [{ name: column.name, type: 'text', codes, texts: column.texts }] };
  }
  const { first, last } = await runStepsBeside(spanOf(column.values), { signal });
  const values = upTo(last - first + 1).map((at) => first + at);
  return {
    name,
    n: values.length,
    columns: [{ name: column.name, type: 'day', values, grain: column.grain }],
  };
}

function readerOf(columns: Map<string, SqlColumnData>): ReadColumn {
  return (name, from, to, into) => {
    const column = columns.get(name)!;
    const { index } = column;
    const values = (column as Extract<SqlColumnData, { type: 'number' }>).values;
    if (!index) {
      for (let row = from; row < to; row++) into[row - from] = values[row]!;
      return;
    }
    for (let row = from; row < to; row++) {
      const member = index[row]!;
      into[row - from] = member < 0 || member >= values.length ? Number.NaN : values[member]!;
    }
  };
}
