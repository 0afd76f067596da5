import { quoteName } from '../databaseImage.ts';
import { bare, type CallNode, type SqlNode, Unreadable } from './expressions.ts';

/*
 * Aggregates over rows as aggregates over groups of them. A group's columns: how many rows it has, and of each measure the
 * sum in two parts (what was added up and what rounding left over), how many are known, the least and the greatest.
 */

export const groupColumns = {
  rows: '#rows',
  sum: (id: number) => `#sum${id}`,
  rest: (id: number) => `#rest${id}`,
  count: (id: number) => `#count${id}`,
  least: (id: number) => `#least${id}`,
  greatest: (id: number) => `#greatest${id}`,
};

/** An aggregate of the statement's process: adds up sums in two parts as SQLite's own adds up doubles. */
export const sumOfParts = 'sum_of_parts';

export interface Aggregates {
  qualifier: string;
  /** The columns of groups that the statement reads. */
  read: Set<string>;
  slice(node: { from: number; to: number }): string;
  measure(node: SqlNode): number | null;
  /** For what only tells groups apart. */
  visit(node: SqlNode): void;
}

const aggregates = new Set(['count', 'sum', 'avg', 'total', 'min', 'max']);

export function isAggregate({ name, star, args }: CallNode): boolean {
  return aggregates.has(name) && (star || args.length === 1);
}

export function rewriteAggregate(call: CallNode, context: Aggregates): string {
  const { name, star, distinct, filterAt } = call;
  const filter = filterAt ? ` ${context.slice(filterAt)}` : '';
  const column = (own: string) => {
    context.read.add(own);
    return `${quoteName(context.qualifier)}.${quoteName(own)}`;
  };
  // A row that a left join adds has no group, and counts as one.
  const weight = () => `ifnull(cast(${column(groupColumns.rows)} as integer),1)`;
  const whole = (value: string) => `ifnull(sum(${value})${filter},0)`;
  if (star) {
    if (name !== 'count') throw new Unreadable(`${name}(*)`);
    return whole(weight());
  }
  const value = call.args[0]!;
  const id = distinct ? null : context.measure(value);
  if (id !== null) return ofMeasure(name, id, column, filter);
  const conditional = distinct || (name !== 'sum' && name !== 'total') ? null : branchesOf(value, context);
  if (conditional) {
    const part = (own: (id: number) => string) => conditional((measure) => column(own(measure)));
    const sum = `${sumOfParts}(${part(groupColumns.sum)},${part(groupColumns.rest)})${filter}`;
    return name === 'total' ? `ifnull(${sum},0.0)` : sum;
  }
  context.visit(value);
  const text = context.slice(value);
  if (distinct || name === 'min' || name === 'max') return context.slice(call);
  const count = () => `case when (${text}) is not null then ${weight()} end`;
  if (name === 'count') return whole(count());
  if (name === 'avg') return `(total((${text})*${weight()})${filter}/sum(${count()})${filter})`;
  return `${name}((${text})*${weight()})${filter}`;
}

function ofMeasure(name: string, id: number, column: (own: string) => string, filter: string): string {
  const sum = () =>
    `${sumOfParts}(${column(groupColumns.sum(id))},${column(groupColumns.rest(id))})${filter}`;
  const count = () => `sum(cast(${column(groupColumns.count(id))} as integer))${filter}`;
  if (name === 'sum') return sum();
  if (name === 'total') return `ifnull(${sum()},0.0)`;
  if (name === 'count') return `ifnull(${count()},0)`;
  if (name === 'avg') return `(${sum()}/${count()})`;
  return `${name}(${column(name === 'min' ? groupColumns.least(id) : groupColumns.greatest(id))})${filter}`;
}

/** A measure under conditions: how it is written with a column in place of each measure. Null for anything else. */
function branchesOf(node: SqlNode, context: Aggregates): ((column: (id: number) => string) => string) | null {
  const inner = bare(node);
  const [conditions, values] = branches(inner);
  if (values.length === 0) return null;
  const places: { from: number; to: number; id: number }[] = [];
  for (const value of values) {
    const plain = bare(value);
    if (
      (plain.kind === 'number' && plain.value === 0) ||
      (plain.kind === 'constant' && plain.text === 'NULL')
    )
      continue;
    const id = context.measure(value);
    if (id === null) return null;
    places.push({ from: value.from, to: value.to, id });
  }
  if (places.length === 0) return null;
  for (const condition of conditions) context.visit(condition);
  return (column) => {
    let text = '';
    let from = inner.from;
    for (const place of places.sort((a, b) => a.from - b.from)) {
      text += context.slice({ from, to: place.from }) + column(place.id);
      from = place.to;
    }
    return text + context.slice({ from, to: inner.to });
  };
}

function branches(node: SqlNode): [conditions: SqlNode[], values: SqlNode[]] {
  if (node.kind === 'call' && (node.name === 'iif' || node.name === 'if') && node.args.length === 3)
    return [[node.args[0]!], node.args.slice(1)];
  if (node.kind !== 'case') return [[], []];
  const conditions = node.whens.map(([condition]) => condition);
  const values = node.whens.map(([, value]) => value);
  return [
    node.base ? [node.base, ...conditions] : conditions,
    node.otherwise ? [...values, node.otherwise] : values,
  ];
}
