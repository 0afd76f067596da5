import { expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { openPivot } from '../../../../electron/engine/book/pivot/pivot.ts';
import { pivotSpec } from '../../../../shared/contract/pivot.ts';
import { dayOf } from '../../../../shared/domain/calendar.ts';
import { isOpen, type PivotSpec, toggled } from '../../../../shared/domain/pivot.ts';
import { memoryWorkspace, salesBatch } from './memoryWorkspace.ts';

const sale = (account: string, year: number, month: number, revenue: number, market = 'UK') => ({
  account,
  day: dayOf(year, month, 10),
  revenue,
  market,
});

const book = loadBook(
  memoryWorkspace([
    salesBatch([
      sale('a', 2023, 1, 100),
      sale('a', 2023, 6, 40),
      sale('b', 2023, 7, 60, 'FR'),
      sale('a', 2024, 1, 150),
      sale('b', 2024, 6, 20, 'FR'),
      sale('a', 2024, 12, 10),
    ]),
  ]),
);

const signal = new AbortController().signal;

function open(spec: object) {
  return openPivot(book, pivotSpec.parse(spec) as PivotSpec, 'en', signal);
}

test('opening one group shows its parts and nothing else; closing all leaves the outer level', async () => {
  const closed = await open({
    rows: [{ field: 'market' }, { field: 'account' }],
    measures: [{ measure: 'revenue' }],
    rowsOpen: { depth: 0, except: [['UK']] },
  });
  const paths = Array.from({ length: closed.rows.length }, (_, row) => closed.rowHead(row).path.join('/'));
  expect(paths).toEqual(['FR', 'UK', 'UK/a', '']);
  expect(closed.rowHead(1)).toMatchObject({ group: true, open: true });
  expect(closed.rowHead(0)).toMatchObject({ group: true, open: false });
});

test('a year before lies outside the chosen days and is still found; the months before them too', async () => {
  const pivot = await open({
    rows: [{ field: 'account' }],
    columns: [{ field: 'month' }],
    measures: [
      { measure: 'revenue' },
      { measure: 'revenue', as: 'yearChange' },
      { measure: 'revenue', as: 'difference' },
    ],
    from: '2024-01',
    to: '2024-12',
  });
  expect(pivot.columnHead(0).path).toEqual(['2024-01']);
  expect(pivot.figure(0, 0, 1)).toBeCloseTo(0.5);
  expect(pivot.figure(0, 0, 2)).toBe(150);
  const total = pivot.columns.length - 1;
  expect(pivot.figure(0, total, 0)).toBe(160);
  expect(pivot.figure(0, total, 1)).toBeCloseTo(160 / 140 - 1);
});

test('periods cut by the data or the chosen days are marked', async () => {
  const pivot = await open({
    columns: [{ field: 'quarter' }],
    measures: [{ measure: 'revenue' }],
    from: '2023-02',
  });
  const heads = Array.from({ length: pivot.columns.length }, (_, column) => pivot.columnHead(column));
  expect(heads.filter((head) => head.partial).map((head) => head.path[0])).not.toContain('2023-Q3');
  const whole = await open({
    columns: [{ field: 'half' }],
    measures: [{ measure: 'revenue' }],
    from: '2023-02',
  });
  expect(whole.columnHead(0)).toMatchObject({ path: ['2023-H1'], partial: true });
});

test('a running total of what does not add up is refused, and so are unknown names', async () => {
  await expect(open({ measures: [{ measure: 'active_accounts', as: 'running' }] })).rejects.toMatchObject({
    code: 'badRequest',
  });
  await expect(open({ measures: [{ measure: 'profit' }] })).rejects.toMatchObject({ code: 'unknownMeasure' });
  await expect(open({ rows: [{ field: 'planet' }], measures: [{ measure: 'lines' }] })).rejects.toMatchObject(
    {
      code: 'unknownField',
    },
  );
  await expect(
    open({ measures: [{ measure: 'lines' }], rowSort: { by: 'value', measure: 3 } }),
  ).rejects.toMatchObject({ code: 'badRequest' });
});

test('a slice without rows is an empty pivot with its totals blank', async () => {
  const pivot = await open({
    rows: [{ field: 'market' }],
    columns: [{ field: 'year' }],
    measures: [{ measure: 'revenue' }, { measure: 'active_accounts' }],
    where: [{ field: 'market', in: ['nowhere'] }],
  });
  expect([pivot.rows.length, pivot.columns.length, pivot.rowsIn]).toEqual([1, 1, 0]);
  expect(pivot.figure(0, 0, 0)).toBeNaN();
});

test('toggling twice is no change', () => {
  const start = { depth: 1, except: [] };
  const once = toggled(start, ['UK']);
  expect(isOpen(once, ['UK'])).toBe(false);
  expect(toggled(once, ['UK'])).toEqual(start);
});

test('an aborted pivot ends with CancelledError', async () => {
  const controller = new AbortController();
  controller.abort();
  const spec = pivotSpec.parse({ rows: [{ field: 'day' }], measures: [{ measure: 'lines' }] }) as PivotSpec;
  await expect(openPivot(book, spec, 'en', controller.signal)).rejects.toMatchObject({
    name: 'CancelledError',
  });
});
