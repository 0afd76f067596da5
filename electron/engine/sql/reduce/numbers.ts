import { bare, type NameNode, type SqlNode } from './expressions.ts';

/** A number of a row, from columns of numbers; NaN stands for NULL, as which SQLite takes what is no number. */
export interface Arithmetic {
  /** The same for the same calculation. */
  key: string;
  columns: string[];
  /** Calculates rows `from` to `to` of the columns' values into `into`, from its start. */
  fill(read: ReadColumn, from: number, to: number, into: Float64Array): void;
}

/** Writes values `from` to `to` of a column into an array, from its start. */
export type ReadColumn = (column: string, from: number, to: number, into: Float64Array) => void;

const operators: Record<string, (a: Float64Array, b: Float64Array, n: number) => void> = {
  '+': (a, b, n) => {
    for (let at = 0; at < n; at++) a[at] = a[at]! + b[at]!;
  },
  '-': (a, b, n) => {
    for (let at = 0; at < n; at++) a[at] = a[at]! - b[at]!;
  },
  '*': (a, b, n) => {
    for (let at = 0; at < n; at++) a[at] = a[at]! * b[at]!;
  },
  '/': (a, b, n) => {
    for (let at = 0; at < n; at++) a[at] = b[at] === 0 ? Number.NaN : a[at]! / b[at]!;
  },
};

/** The arithmetic of an expression of columns and numbers; null for anything else, and for what is of numbers alone. */
export function arithmeticOf(node: SqlNode, columnOf: (name: NameNode) => string | null): Arithmetic | null {
  const inner = bare(node);
  if (inner.kind === 'name') {
    const column = columnOf(inner);
    if (column === null) return null;
    return {
      key: JSON.stringify(column),
      columns: [column],
      fill: (read, from, to, into) => read(column, from, to, into),
    };
  }
  if (inner.kind !== 'operator') return null;
  const [left, right] = inner.args;
  if (inner.operator === '-1') {
    const value = arithmeticOf(left!, columnOf);
    return value && combined('*', value, constantOf(-1));
  }
  if (!(inner.operator in operators)) return null;
  const [a, b] = [left!, right!].map((side) => {
    const number = literalOf(side);
    return number === null ? arithmeticOf(side, columnOf) : constantOf(number);
  });
  // Whole numbers divide otherwise, so that numbers alone are left to SQLite.
  if (!a || !b || a.columns.length + b.columns.length === 0) return null;
  return combined(inner.operator, a, b);
}

function constantOf(value: number): Arithmetic {
  return {
    key: String(value),
    columns: [],
    fill: (_read, from, to, into) => into.fill(value, 0, to - from),
  };
}

function combined(operator: string, a: Arithmetic, b: Arithmetic): Arithmetic {
  let scratch = new Float64Array(0);
  return {
    key: `(${a.key}${operator}${b.key})`,
    columns: [...a.columns, ...b.columns],
    fill(read, from, to, into) {
      if (scratch.length < to - from) scratch = new Float64Array(to - from);
      a.fill(read, from, to, into);
      b.fill(read, from, to, scratch);
      operators[operator]!(into, scratch, to - from);
    },
  };
}

/** A number as it is written, with its sign. */
function literalOf(node: SqlNode): number | null {
  const inner = bare(node);
  if (inner.kind === 'number') return Number.isNaN(inner.value) ? null : inner.value;
  if (inner.kind !== 'operator' || !/^[+-]1$/.test(inner.operator)) return null;
  const value = literalOf(inner.args[0]!);
  return value === null ? null : inner.operator === '-1' ? -value : value;
}

const comparisons = new Set(['=', '==', '!=', '<>', '<', '<=', '>', '>=', 'IS', 'IS NOT']);
const joins = new Set(['AND', 'OR', 'NOT', '()']);

/** The numbers that a condition compares its only column with; null where it asks anything else of it. */
export function thresholdsOf(node: SqlNode): number[] | null {
  if (node.kind !== 'operator') return null;
  const { operator, args } = node;
  if (joins.has(operator)) {
    const all = args.map(thresholdsOf);
    return all.some((one) => one === null) ? null : all.flatMap((one) => one!);
  }
  if (operator === 'ISNULL' || operator === 'NOTNULL') return bare(args[0]!).kind === 'name' ? [] : null;
  const [first, ...others] = args;
  if (comparisons.has(operator))
    return thresholdsBeside(first!, others) ?? thresholdsBeside(others[0]!, [first!]);
  return /^(NOT )?(BETWEEN|IN)$/.test(operator) ? thresholdsBeside(first!, others) : null;
}

function thresholdsBeside(column: SqlNode, others: SqlNode[]): number[] | null {
  if (bare(column).kind !== 'name') return null;
  const numbers = others.map((other) => {
    const plain = bare(other);
    return plain.kind === 'constant' && plain.text === 'NULL' ? [] : literalOf(other);
  });
  return numbers.some((one) => one === null) ? null : (numbers.flat() as number[]);
}
