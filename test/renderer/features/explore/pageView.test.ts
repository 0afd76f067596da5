import { describe, expect, test } from 'vitest';
import { emptySlice } from '../../../../renderer/app/sliceAddress.ts';
import {
  decodeView,
  encodeView,
  freshId,
  type PageView,
  questionOf,
  withChanged,
  withMoved,
  withoutChart,
  withSelected,
} from '../../../../renderer/features/explore/pageView.ts';
import {
  findView,
  readSavedViews,
  withoutView,
  withView,
  writeSavedViews,
} from '../../../../renderer/features/explore/savedViews.ts';
import { exploreView } from '../../../../shared/contract/explore.ts';

const view: PageView = {
  charts: [
    { id: 'a', kind: 'time', x: { field: 'day', grain: 'month' }, measure: 'revenue', look: 'area', span: 8 },
    { id: 'b', kind: 'bars', x: { field: 'market' }, measure: 'revenue', span: 4 },
    { id: 'c', kind: 'scatter', of: 'account', measure: 'revenue', measureY: 'lines', span: 4 },
  ],
  filters: {
    a: { x: { from: 19_700, below: 19_800 } },
    b: { x: { in: ['UK', ''] } },
    c: { members: ['A1'] },
  },
};

describe('the address of a view', () => {
  test('reads back as it was written, and is what the engine takes', () => {
    expect(decodeView(encodeView(view))).toEqual(view);
    expect(decodeView(encodeView({ ...view, fit: true }))).toEqual({ ...view, fit: true });
    const question = questionOf(emptySlice, view);
    expect(exploreView.safeParse(question).success).toBe(true);
  });

  test.each([
    null,
    '',
    'x',
    'null',
    '[]',
    '{"charts":[]}',
    '{"charts":[{"id":"a","kind":"bars","measure":"revenue"}],"filters":{}}',
    '{"charts":[{"id":"a","kind":"bars","x":{"field":"f"},"measure":"toString"}],"filters":{}}',
    '{"charts":[{"id":"a","kind":"pie","x":{"field":"f"},"measure":"revenue"}],"filters":{}}',
    '{"charts":[{"id":"a","kind":"scatter","of":"market","measure":"revenue","measureY":"lines"}],"filters":{}}',
    '{"charts":[],"filters":{"a":3}}',
    '{"charts":[],"filters":{"a":{"x":"y"}}}',
    '{"charts":[],"filters":{"a":{"members":"all"}}}',
  ])('%s is none', (text) => {
    expect(decodeView(text)).toBeNull();
  });

  test('the period reaches from the first day of the one to the last of the other, up to the as-of date', () => {
    const state = { ...emptySlice, from: '2024-H1', to: '2025-H1', asOf: '2025-03-31' };
    expect(questionOf(state, view)).toMatchObject({ from: '2024-01-01', to: '2025-03-31' });
    expect(questionOf({ ...state, from: null, to: null }, view)).toMatchObject({ to: '2025-03-31' });
    expect(questionOf({ ...state, from: null, to: null, asOf: null }, view)).not.toHaveProperty('to');
  });
});

describe('changes', () => {
  test('a chart over another field loses its selection, another measure keeps it', () => {
    const [, bars] = view.charts;
    if (bars?.kind !== 'bars') throw new Error('b is a bar chart');
    expect(withChanged(view, { ...bars, measure: 'lines' }).filters).toEqual(view.filters);
    expect(Object.keys(withChanged(view, { ...bars, x: { field: 'segment' } }).filters)).toEqual(['a', 'c']);
  });

  test('charts move, go and get names of their own', () => {
    const order = (changed: PageView) => changed.charts.map(({ id }) => id).join('');
    expect(order(withMoved(view, 'c', 'a'))).toBe('cab');
    expect(order(withMoved(view, 'a', null))).toBe('bca');
    expect(order(withMoved(view, 'x', null))).toBe('abc');
    expect(order(withoutChart(view, 'b'))).toBe('ac');
    expect(withoutChart(view, 'b').filters).not.toHaveProperty('b');
    expect(withSelected(view, 'a', null).filters).not.toHaveProperty('a');
    expect(freshId([{ ...view.charts[0]!, id: 'c2' }])).toBe('c3');
  });
});

describe('saved views', () => {
  test('read back; what cannot be read is left out and said', () => {
    const text = encodeView(view);
    const views = withView(withView([], 'Zulu', text), 'alpha', text);
    expect(views.map(({ name }) => name)).toEqual(['alpha', 'Zulu']);
    expect(readSavedViews(writeSavedViews(views))).toEqual({ views, damaged: false });
    expect(findView(views, 'ZULU')?.name).toBe('Zulu');
    expect(withoutView(views, 'zulu').map(({ name }) => name)).toEqual(['alpha']);
    expect(readSavedViews(null)).toEqual({ views: [], damaged: false });
    expect(readSavedViews('nothing')).toEqual({ views: [], damaged: true });
    const broken = JSON.stringify({
      version: 1,
      views: [{ name: 'a', view: text }, { name: 'b', view: '{}' }, 3],
    });
    expect(readSavedViews(broken)).toEqual({ views: [{ name: 'a', view: text }], damaged: true });
  });
});
