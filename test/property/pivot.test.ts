import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { openPivot } from '../../electron/engine/book/pivot/pivot.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import { query } from '../../shared/contract/analyse.ts';
import { pivotSpec } from '../../shared/contract/pivot.ts';
import { isoMonth, monthOfDay } from '../../shared/domain/calendar.ts';
import type { MeasureName } from '../../shared/domain/measures.ts';
import type { PivotPath, PivotSpec } from '../../shared/domain/pivot.ts';
import { memoryWorkspace, type SaleRow, salesBatch } from '../electron/engine/book/memoryWorkspace.ts';
import { seed } from './seed.ts';

const row = fc.record({
  account: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { freq: 6 }),
  day: fc.integer({ min: 14_900, max: 15_700 }),
  revenue: fc.option(
    fc.integer({ min: -500, max: 1000 }).map((cents) => cents / 4),
    { freq: 9, nil: Number.NaN },
  ),
  quantity: fc.integer({ min: -3, max: 9 }),
  price: fc.integer({ min: 0, max: 5 }),
  product: fc.option(fc.constantFrom('p', 'q', 'r'), { freq: 5 }),
  order: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  market: fc.constantFrom('UK', 'FR', 'DE'),
});

const fields: Record<string, (one: SaleRow) => string | null> = {
  account: (one) => one.account,
  product: (one) => one.product ?? null,
  market: (one) => one.market ?? null,
  month: (one) => isoMonth(monthOfDay(one.day)),
  year: (one) => isoMonth(monthOfDay(one.day)).slice(0, 4),
  order: (one) => one.order ?? null,
};

const measures = ['revenue', 'lines', 'orders', 'active_accounts', 'price', 'order_value'] as const;

/** The measure over some rows, straight from its definition; NaN where there is none. */
function naive(measure: MeasureName, rows: SaleRow[]): number {
  if (rows.length === 0) return Number.NaN;
  const valued = rows.filter((one) => !Number.isNaN(one.revenue));
  const sum = (name: 'revenue' | 'quantity') => valued.reduce((all, one) => all + (one[name] ?? 0), 0);
  const ordersOf = (some: SaleRow[]) => new Set(some.map((one) => one.order)).size;
  if (measure === 'lines') return rows.length;
  if (measure === 'orders') return ordersOf(rows);
  if (measure === 'order_value') return sum('revenue') / ordersOf(valued);
  if (measure === 'price') return sum('quantity') === 0 ? Number.NaN : sum('revenue') / sum('quantity');
  if (measure === 'revenue') return sum('revenue');
  const perAccount = new Map<string, number>();
  for (const one of valued) {
    if (one.account) perAccount.set(one.account, (perAccount.get(one.account) ?? 0) + one.revenue);
  }
  return [...perAccount.values()].filter((value) => value > 0).length;
}

function expectClose(value: number, expected: number): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(expected, 8);
}

const chosenFields = fc
  .shuffledSubarray(Object.keys(fields), { minLength: 0, maxLength: 5 })
  .chain((names) =>
    fc.nat(Math.min(3, names.length)).map((cut) => [names.slice(0, cut), names.slice(cut)] as const),
  )
  .filter(([rows, columns]) => rows.length <= 3 && columns.length <= 3);

const batches = fc.array(fc.array(row, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 });

function kept(rows: SaleRow[], basis: string): SaleRow[] {
  return rows.filter(
    (one) =>
      (basis === 'all' || one.account !== null) &&
      (basis !== 'gross' || (one.quantity! > 0 && one.price! > 0)),
  );
}

function inside(one: SaleRow, names: string[], path: PivotPath): boolean {
  return path.every((step, index) => fields[names[index]!]!(one) === step);
}

test('every cell of every level is the measure over exactly its own rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      batches,
      chosenFields,
      fc.constantFrom('net', 'gross', 'all'),
      async (data, [rowFields, columnFields], basis) => {
        const book = loadBook(memoryWorkspace(data.map((rows) => salesBatch(rows))));
        const spec = pivotSpec.parse({
          rows: rowFields.map((field) => ({ field })),
          columns: columnFields.map((field) => ({ field })),
          measures: measures.map((measure) => ({ measure })),
          basis,
        }) as PivotSpec;
        const all = kept(data.flat(), basis);
        const pivot = await openPivot(book, spec, 'en', new AbortController().signal);
        const paths = new Set<string>();
        for (let at = 0; at < pivot.rows.length; at++) {
          const rowPath = pivot.rowHead(at).path;
          paths.add(JSON.stringify(rowPath));
          for (let across = 0; across < pivot.columns.length; across++) {
            const columnPath = pivot.columnHead(across).path;
            const own = all.filter(
              (one) => inside(one, rowFields, rowPath) && inside(one, columnFields, columnPath),
            );
            measures.forEach((measure, index) => {
              expectClose(pivot.figure(at, across, index), naive(measure, own));
            });
          }
        }
        const wanted = new Set<string>(['[]']);
        for (const one of all)
          for (let depth = 1; depth <= rowFields.length; depth++)
            wanted.add(JSON.stringify(rowFields.slice(0, depth).map((name) => fields[name]!(one))));
        expect(paths).toEqual(wanted);
      },
    ),
    { seed: seed(), numRuns: 80 },
  );
});

const shown = fc.constantFrom(
  'grandPercent',
  'rowPercent',
  'columnPercent',
  'parentRowPercent',
  'parentColumnPercent',
  'rank',
  'running',
  'difference',
  'yearChange',
  'change',
);

function ratio(a: number, b: number): number {
  return b === 0 ? Number.NaN : a / b;
}

test('shares, ranks, running totals and comparisons follow from the values', async () => {
  await fc.assert(
    fc.asyncProperty(batches, shown, fc.constantFrom('revenue', 'orders'), async (data, as, measure) => {
      if (as === 'running' && measure === 'orders') return;
      const book = loadBook(memoryWorkspace(data.map((rows) => salesBatch(rows))));
      const spec = pivotSpec.parse({
        rows: [{ field: 'market' }, { field: 'product' }],
        columns: [{ field: 'year' }, { field: 'month' }],
        measures: [{ measure, as }],
        basis: 'all',
      }) as PivotSpec;
      const all = data.flat();
      const of = (rowPath: PivotPath, columnPath: PivotPath, amount = false) => {
        const value = naive(
          measure as MeasureName,
          all.filter(
            (one) =>
              inside(one, ['market', 'product'], rowPath) && inside(one, ['year', 'month'], columnPath),
          ),
        );
        return amount && Number.isNaN(value) ? 0 : value;
      };
      const pivot = await openPivot(book, spec, 'en', new AbortController().signal);
      const heads = Array.from({ length: pivot.rows.length }, (_, at) => pivot.rowHead(at).path);
      const months = Array.from({ length: pivot.columns.length }, (_, at) => pivot.columnHead(at).path);
      heads.forEach((r, at) => {
        months.forEach((c, across) => {
          const value = of(r, c);
          const figure = pivot.figure(at, across, 0);
          if (as === 'grandPercent') expectClose(figure, ratio(value, of([], [])));
          if (as === 'rowPercent') expectClose(figure, ratio(value, of(r, [])));
          if (as === 'columnPercent') expectClose(figure, ratio(value, of([], c)));
          if (as === 'parentRowPercent') expectClose(figure, ratio(value, of(r.slice(0, -1), c)));
          if (as === 'parentColumnPercent') expectClose(figure, ratio(value, of(r, c.slice(0, -1))));
          if (as === 'rank' && r.length > 0) {
            const siblings = heads.filter(
              (one) => one.length === r.length && one.slice(0, -1).join() === r.slice(0, -1).join(),
            );
            const larger = siblings.filter((one) => of(one, c) > value).length;
            expectClose(figure, Number.isNaN(value) ? Number.NaN : larger + 1);
          }
          if (as === 'running' && c.length > 0) {
            const before = months.filter(
              (one) =>
                one.length === c.length &&
                (c.length === 1 || one[0] === c[0]) &&
                String(one.at(-1)) <= String(c.at(-1)),
            );
            expectClose(
              figure,
              before.reduce((sum, one) => sum + of(r, one, true), 0),
            );
          }
          if (c.length < 2) return;
          const [year, month] = String(c[1]).split('-').map(Number) as [number, number];
          const key = (y: number, m: number): PivotPath => [String(y), `${y}-${String(m).padStart(2, '0')}`];
          const coverage = pivot.coverage;
          const covered = (path: PivotPath) => {
            const [y, m] = String(path[1]).split('-').map(Number) as [number, number];
            const from = Date.UTC(y, m - 1, 1) / 86_400_000;
            const to = Date.UTC(y, m, 1) / 86_400_000 - 1;
            return from >= coverage.from && to <= coverage.to;
          };
          const before = month === 1 ? key(year - 1, 12) : key(year, month - 1);
          const base = of(r, before, covered(before));
          if (as === 'difference') expectClose(figure, of(r, c, true) - base);
          if (as === 'change') expectClose(figure, base > 0 ? of(r, c, true) / base - 1 : Number.NaN);
          const yearBefore = key(year - 1, month);
          const then = of(r, yearBefore, covered(yearBefore));
          if (as === 'yearChange') expectClose(figure, then > 0 ? of(r, c, true) / then - 1 : Number.NaN);
        });
      });
    }),
    { seed: seed(), numRuns: 80 },
  );
});

test('the top values and the others together are the whole, and sorting goes by the figure asked for', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (data, top, descending) => {
      const book = loadBook(memoryWorkspace(data.map((rows) => salesBatch(rows))));
      const spec = pivotSpec.parse({
        rows: [{ field: 'account', top, by: 'revenue' }],
        columns: [{ field: 'market' }],
        measures: [{ measure: 'revenue' }, { measure: 'orders' }],
        basis: 'all',
        rowSort: { by: 'value', measure: 1, at: ['UK'], descending },
      }) as PivotSpec;
      const all = data.flat();
      const pivot = await openPivot(book, spec, 'en', new AbortController().signal);
      const heads = Array.from({ length: pivot.rows.length - 1 }, (_, at) => pivot.rowHead(at).path[0]!);
      const named = heads.filter((step) => step !== true);
      const revenueOf = (account: string | null) =>
        naive(
          'revenue',
          all.filter((one) => one.account === account),
        );
      const everyone = [...new Set(all.map((one) => one.account))];
      expect(named).toHaveLength(Math.min(top, everyone.length));
      const least = Math.min(...named.map((step) => revenueOf(step as string | null)));
      for (const account of everyone)
        if (!named.includes(account as never)) expect(revenueOf(account)).toBeLessThanOrEqual(least);
      if (everyone.length > top) {
        expect(heads.at(-1)).toBe(true);
        const others = all.filter((one) => !named.includes(one.account as never));
        const last = pivot.columns.length - 1;
        expectClose(pivot.figure(heads.length - 1, last, 0), naive('revenue', others));
        expectClose(pivot.figure(heads.length - 1, last, 1), naive('orders', others));
      }
      const uk = Array.from({ length: pivot.columns.length }, (_, at) => at).find(
        (at) => pivot.columnHead(at).path[0] === 'UK',
      );
      if (uk === undefined) return;
      const figures = named.map((_, at) => pivot.figure(at, uk, 1)).filter((value) => !Number.isNaN(value));
      expect(figures).toEqual([...figures].sort((a, b) => (descending ? b - a : a - b)));
    }),
    { seed: seed(), numRuns: 80 },
  );
});

test('the rows behind a cell are as many as it counts', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 3 }), fc.boolean(), async (data, top, byMonth) => {
      const book = loadBook(memoryWorkspace(data.map((rows) => salesBatch(rows))));
      const spec = pivotSpec.parse({
        rows: [{ field: 'product', top, by: 'lines' }, { field: 'market' }],
        columns: [{ field: byMonth ? 'month' : 'account', ...(byMonth ? {} : { top: 2 }) }],
        measures: [{ measure: 'lines' }],
        basis: 'all',
      }) as PivotSpec;
      const pivot = await openPivot(book, spec, 'en', new AbortController().signal);
      for (let row = 0; row < pivot.rows.length; row += 2) {
        for (let column = 0; column < pivot.columns.length; column++) {
          const where = pivot.conditions(row, column);
          expect(where).not.toBeNull();
          const { total } = await runQuery(
            book,
            query.parse({ measures: ['lines'], where: where!, basis: 'all' }),
          );
          const figure = pivot.figure(row, column, 0);
          expect(total.lines ?? 0).toBe(Number.isNaN(figure) ? 0 : figure);
        }
      }
    }),
    { seed: seed(), numRuns: 25 },
  );
});
