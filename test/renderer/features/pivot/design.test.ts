import { expect, test } from 'vitest';
import {
  decodeDesign,
  encodeDesign,
  nextSort,
  type PivotDesign,
  withAs,
  withItem,
  withoutItem,
  withTop,
} from '../../../../renderer/features/pivot/design.ts';
import { headerCells } from '../../../../renderer/features/pivot/headers.ts';
import { movePivotCell, selectionOf } from '../../../../renderer/features/pivot/pivotKeys.ts';
import { newPivot, type PivotHead } from '../../../../shared/domain/pivot.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';

const {
  where: _where,
  basis: _basis,
  ...base
} = newPivot(['market', 'product'], ['year'], ['revenue'], {
  where: [],
  basis: 'net',
});
const design: PivotDesign = { ...base, period: null };
const fields = ({ rows, columns }: PivotDesign) => [
  rows.map(({ field }) => field),
  columns.map(({ field }) => field),
];

test('a field dragged from the list, within a well and across lands where it is dropped, once', () => {
  const listed = (name: string) => ({ name, well: null, index: 0 });
  expect(fields(withItem(design, listed('region'), 'rows', 1))).toEqual([
    ['market', 'region', 'product'],
    ['year'],
  ]);
  expect(fields(withItem(design, listed('market'), 'columns', 1))).toEqual([['product'], ['year', 'market']]);
  const market = { name: 'market', well: 'rows', index: 0 } as const;
  expect(fields(withItem(design, market, 'rows', 2))).toEqual([['product', 'market'], ['year']]);
  expect(fields(withItem(design, market, 'columns', 0))).toEqual([['product'], ['market', 'year']]);
  expect(withItem(design, market, 'measures', 0)).toBe(design);
});

test('a measure may stand twice, each shown its own way; taking one out ends the sort by it', () => {
  const twice = withAs(withItem(design, { name: 'revenue', well: null, index: 0 }, 'measures', 1), 1, 'rank');
  expect(twice.measures).toEqual([
    { measure: 'revenue', as: 'value' },
    { measure: 'revenue', as: 'rank' },
  ]);
  const sorted: PivotDesign = { ...twice, rowSort: { by: 'value', measure: 1, at: [], descending: true } };
  expect(withoutItem(sorted, 'measures', 1).rowSort.by).toBe('label');
});

test('other fields close what was open; the top of a field is kept when it moves', () => {
  const open = { ...design, rowsOpen: { depth: 0, except: [['UK']] } };
  const top = withTop(open, 'rows', 0, 5, 'revenue');
  expect(top.rowsOpen.except).toEqual([]);
  const moved = withItem(top, { name: 'market', well: 'rows', index: 0 }, 'columns', 0);
  expect(moved.columns[0]).toEqual({ field: 'market', top: 5, by: 'revenue' });
});

test('a design reads back from the address as it was; anything else is none', () => {
  expect(decodeDesign(encodeDesign(design))).toEqual(design);
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"rows":1}',
    JSON.stringify({ ...design, measures: [{ measure: 1 }] }),
  ])
    expect(decodeDesign(text)).toBeNull();
});

test('a column header sorts down, then up, then by label again', () => {
  const down = nextSort({ by: 'label', descending: false }, 0, ['2011']);
  expect(down).toEqual({ by: 'value', measure: 0, at: ['2011'], descending: true });
  const up = nextSort(down, 0, ['2011']);
  expect(up.descending).toBe(false);
  expect(nextSort(up, 0, ['2011'])).toEqual({ by: 'label', descending: false });
});

test('keys move as in a spreadsheet and stop at the edges', () => {
  const limits = { rows: 10, columns: 4 };
  expect(movePivotCell({ row: 0, column: 0 }, 'ArrowLeft', false, 5, limits)).toEqual({ row: 0, column: -1 });
  expect(movePivotCell({ row: 0, column: -1 }, 'ArrowLeft', false, 5, limits)).toEqual({
    row: 0,
    column: -1,
  });
  expect(movePivotCell({ row: 8, column: 1 }, 'PageDown', false, 5, limits)).toEqual({ row: 9, column: 1 });
  expect(movePivotCell({ row: 3, column: 1 }, 'End', true, 5, limits)).toEqual({ row: 9, column: 3 });
  expect(movePivotCell({ row: 3, column: 1 }, 'x', false, 5, limits)).toBeNull();
  expect(selectionOf({ anchor: { row: 5, column: 2 }, head: { row: 99, column: -1 } }, limits)).toMatchObject(
    { top: 5, bottom: 9, left: -1, right: 2 },
  );
});

test('a group’s header stands over its parts and its total', () => {
  const head = (path: string[], total = false, open = false): PivotHead => ({
    path,
    total,
    group: path.length < 2,
    open: total || open,
    partial: false,
  });
  const columns = [
    head(['2010']),
    head(['2011', 'Q1']),
    head(['2011', 'Q2']),
    head(['2011'], true),
    head([], true),
  ];
  const cells = headerCells(columns, 2, createTranslate('en'));
  expect(cells.filter(({ depth }) => depth === 0).map(({ text, from, to }) => [text, from, to])).toEqual([
    ['2010', 0, 0],
    ['2011', 1, 3],
    ['Grand total', 4, 4],
  ]);
  expect(cells.filter(({ depth, text }) => depth === 1 && text).map(({ text }) => text)).toEqual([
    'Q1',
    'Q2',
    'Total',
  ]);
});
