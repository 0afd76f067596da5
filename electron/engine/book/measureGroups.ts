import type { MeasureName } from '../../../shared/domain/measures.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { activeAccountsPerGroup, distinctPerGroup } from './distinct.ts';
import type { GroupDimension } from './groups.ts';
import { cellCount, groupRows, groupSums, type RowGroups } from './kernels.ts';
import type { RowFrame } from './rowFrame.ts';
import type { Book } from './types.ts';

/** Above this many cells a dense result would be mostly empty: groups are then found by hashing. */
const denseCells = 4_000_000;

export interface MeasuredGroups {
  /** Cell of each group that has a kept row, ascending: the natural order of the fields. */
  cells: Float64Array;
  values: Map<MeasureName, Float64Array>;
  /** Over all groups together; null where there is none. */
  total: Map<MeasureName, number | null>;
}

/** Basic columns that measures are made of, one value per slot; `lines` is always among them. */
type Parts = Map<string, Float64Array>;

interface Plan {
  sums: string[];
  counts: ('orders' | 'products' | 'active_accounts')[];
}

function planOf(names: readonly MeasureName[]): Plan {
  const used = (...users: MeasureName[]) => users.some((user) => names.includes(user));
  return {
    sums: [
      ...(used('revenue', 'margin', 'price', 'order_value') ? ['revenue'] : []),
      ...(used('quantity', 'price') ? ['quantity'] : []),
      ...(used('cost', 'margin') ? ['cost'] : []),
      ...(used('gmv') ? ['gmv'] : []),
    ],
    counts: [
      ...(used('orders', 'order_value') ? (['orders'] as const) : []),
      ...(used('products') ? (['products'] as const) : []),
      ...(used('active_accounts') ? (['active_accounts'] as const) : []),
    ],
  };
}

/** Measures of every group of kept rows. Throws `badRequest` for more combinations than can be numbered. */
export function measureGroups(
  book: Book,
  frame: RowFrame,
  dimensions: GroupDimension[],
  names: readonly MeasureName[],
): MeasuredGroups {
  const cells = cellCount(dimensions);
  if (!Number.isSafeInteger(cells)) {
    throw new ExpectedError(
      'badRequest',
      'These fields have too many combinations of values to group by at once',
    );
  }
  const plan = planOf(names);
  const rows = plan.counts.length > 0 || cells > denseCells ? groupRows(frame, dimensions, denseCells) : null;
  const { lines, sums } = groupSums(
    frame,
    rows ? [idDimension(rows)] : dimensions,
    plan.sums.map((name) => book.number(name)!),
  );
  const inGroups = (values: Float64Array) => (rows ? values.subarray(1) : values);
  const parts: Parts = new Map([['lines', inGroups(lines)]]);
  plan.sums.forEach((name, index) => {
    parts.set(name, inGroups(sums[index]!));
  });
  for (const name of plan.counts) parts.set(name, countParts(book, frame, rows!, name));
  const groups = nonEmpty(parts.get('lines')!, rows);
  return {
    cells: Float64Array.from(groups, (group) => (rows ? rows.cellOf(group) : group)),
    values: new Map(names.map((name) => [name, Float64Array.from(groups, measureValue(name, parts))])),
    total: totals(book, frame, rows, plan, parts, names),
  };
}

function countParts(
  book: Book,
  frame: RowFrame,
  rows: RowGroups,
  name: Plan['counts'][number],
): Float64Array {
  const { ids, groups } = rows;
  if (name === 'active_accounts') return activeAccountsPerGroup(frame, ids, groups, book.number('revenue')!);
  if (name === 'products') return distinctPerGroup(ids, groups, frame.product, book.products.count);
  const { codes, values } = book.text('order')!;
  return distinctPerGroup(ids, groups, codes, values.length);
}

function measureValue(name: MeasureName, parts: Parts): (slot: number) => number {
  const at = (part: string) => parts.get(part)!;
  if (name === 'margin') return (slot) => at('revenue')[slot]! - at('cost')[slot]!;
  if (name === 'price') return (slot) => ratio(at('revenue')[slot]!, at('quantity')[slot]!);
  if (name === 'order_value') return (slot) => ratio(at('revenue')[slot]!, at('orders')[slot]!);
  const values = at(name);
  return (slot) => values[slot]!;
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}

/** Group ids are -1 for rows not kept; slot 0 takes those. */
function idDimension({ ids, groups }: RowGroups): GroupDimension {
  const codes = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row++) codes[row] = ids[row]! + 1;
  return { name: 'group', by: 'row', codes, values: { length: groups + 1 } as never, type: 'text' };
}

/** Slots with a kept row, in the order of their cells. */
function nonEmpty(lines: Float64Array, rows: RowGroups | null): Int32Array {
  let count = 0;
  for (let slot = 0; slot < lines.length; slot++) if (lines[slot]! > 0) count++;
  const slots = new Int32Array(count);
  let next = 0;
  for (let slot = 0; slot < lines.length; slot++) if (lines[slot]! > 0) slots[next++] = slot;
  const numberedAsMet = rows !== null && count > 1 && rows.cellOf(rows.groups - 1) !== rows.groups - 1;
  return numberedAsMet ? slots.sort((a, b) => rows.cellOf(a) - rows.cellOf(b)) : slots;
}

/** Sums over all groups; what cannot be summed (distinct counts) is counted again over all rows. */
function totals(
  book: Book,
  frame: RowFrame,
  rows: RowGroups | null,
  plan: Plan,
  parts: Parts,
  names: readonly MeasureName[],
): Map<MeasureName, number | null> {
  const whole: Parts = new Map();
  for (const name of ['lines', ...plan.sums]) {
    whole.set(name, Float64Array.of(parts.get(name)!.reduce((sum, value) => sum + value, 0)));
  }
  if (rows && plan.counts.length > 0) {
    const ids = rows.ids.map((id) => (id < 0 ? -1 : 0));
    for (const name of plan.counts)
      whole.set(name, countParts(book, frame, { ids, groups: 1, cellOf: () => 0 }, name));
  }
  const empty = whole.get('lines')![0] === 0;
  return new Map(
    names.map((name) => {
      const value = empty ? Number.NaN : measureValue(name, whole)(0);
      return [name, Number.isFinite(value) ? value : null];
    }),
  );
}
