import { valueCount } from './codedColumn.ts';
import { activeAccountsPerGroup, distinctPerGroup } from './distinct.ts';
import type { GroupDimension } from './groups.ts';
import { groupRows, groupSums, type RowGroups } from './kernels.ts';
import {
  type CountedName,
  type MeasuredGroups,
  measuredTotals,
  nonEmpty,
  type Parts,
  valuesOf,
  type Wanted,
  wantedOf,
} from './measureParts.ts';
import { type RowFrame, rowFrame } from './rowFrame.ts';
import type { Selection } from './selection.ts';
import type { Book } from './types.ts';
import { isAllValued, sumColumn, valuedOrders } from './valuedRows.ts';

/** Above this many cells a dense result would be mostly empty: groups are then found by hashing. */
const denseCells = 4_000_000;

/** Groups that are too many for a slot each: numbered as they are met, on the calling thread. */
export function measureNumbered(
  book: Book,
  selection: Selection,
  dimensions: GroupDimension[],
  names: readonly CountedName[],
): MeasuredGroups {
  const wanted = wantedOf(names, isAllValued(book));
  const frame = rowFrame(book, selection);
  const rows = groupRows(frame, dimensions, denseCells);
  const { lines, sums } = groupSums(
    frame,
    [idDimension(rows)],
    wanted.sums.map((name) => sumColumn(book, name)),
  );
  const parts: Parts = new Map([['lines', lines.subarray(1)]]);
  wanted.sums.forEach((name, index) => {
    parts.set(name, sums[index]!.subarray(1));
  });
  for (const name of wanted.counts) parts.set(name, countParts(book, frame, rows, name));
  const groups = inCellOrder(nonEmpty(parts.get('lines')!), rows);
  return {
    cells: Float64Array.from(groups, (group) => rows.cellOf(group)),
    values: new Map(names.map((name) => [name, valuesOf(name, parts, groups)])),
    total: totals(book, frame, rows, wanted, parts, names),
    rows: selection.rows,
  };
}

function countParts(
  book: Book,
  frame: RowFrame,
  rows: RowGroups,
  name: Wanted['counts'][number],
): Float64Array {
  const { ids, groups } = rows;
  if (name === 'active_accounts') return activeAccountsPerGroup(frame, ids, groups, book.number('revenue')!);
  if (name === 'products') return distinctPerGroup(ids, groups, frame.product, book.products.count);
  const order = book.text('order')!;
  const codes = name === 'orders' ? order.codes : valuedOrders(book);
  return distinctPerGroup(ids, groups, codes, valueCount(order));
}

/** Group ids are -1 for rows not kept; slot 0 takes those. */
function idDimension({ ids, groups }: RowGroups): GroupDimension {
  const codes = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row++) codes[row] = ids[row]! + 1;
  return { name: 'group', by: 'row', codes, values: { length: groups + 1 } as never, type: 'text' };
}

function inCellOrder(slots: Int32Array, rows: RowGroups): Int32Array {
  const numberedAsMet = rows.groups > 1 && rows.cellOf(rows.groups - 1) !== rows.groups - 1;
  return numberedAsMet ? slots.sort((a, b) => rows.cellOf(a) - rows.cellOf(b)) : slots;
}

/** Sums over all groups; what cannot be summed (distinct counts) is counted again over all rows. */
function totals(
  book: Book,
  frame: RowFrame,
  rows: RowGroups,
  wanted: Wanted,
  parts: Parts,
  names: readonly CountedName[],
): Map<CountedName, number | null> {
  const whole: Parts = new Map();
  for (const name of ['lines', ...wanted.sums]) {
    whole.set(name, Float64Array.of(parts.get(name)!.reduce((sum, value) => sum + value, 0)));
  }
  if (wanted.counts.length > 0) {
    const ids = rows.ids.map((id) => (id < 0 ? -1 : 0));
    for (const name of wanted.counts)
      whole.set(name, countParts(book, frame, { ids, groups: 1, cellOf: () => 0 }, name));
  }
  return measuredTotals(whole, names);
}
