import type { ExploreFilter, ExploreView } from '../../../../shared/contract/explore.ts';
import { conditionOf } from '../../../../shared/domain/cubeFilter.ts';
import type { Condition } from '../../../../shared/domain/slice.ts';
import { findField } from '../fields.ts';
import { selectSteps } from '../selection.ts';
import { sharedUint16 } from '../shared.ts';
import { inBunches, type Steps } from '../steps.ts';
import type { Book } from '../types.ts';
import { type Base, BookCache, everyDay } from './base.ts';

/** Per row one bit for each filter that it fails: bit 0 the base, then the charts with a filter, in their order. */
export interface Fails {
  bits: Uint16Array;
  /** Bit of each chart's filter; 0 for a chart without. */
  own: Map<string, number>;
}

const cache = new BookCache<Uint16Array>(4);

/** The conditions that a chart's filter means. */
export function filterConditions(book: Book, view: ExploreView, id: string): Condition[] {
  const chart = view.charts.find((one) => one.id === id);
  const filter = view.filters[id] as ExploreFilter | undefined;
  if (!chart || !filter) return [];
  if ('members' in filter) {
    return chart.kind === 'scatter' ? [{ field: chart.of, in: filter.members }] : [];
  }
  if (chart.kind === 'scatter' || chart.kind === 'table') return [];
  const conditions: Condition[] = [];
  if (filter.x) conditions.push(conditionOf(fieldOf(book, chart.x.field), filter.x));
  if (chart.kind === 'heat' && filter.y) {
    conditions.push(conditionOf(fieldOf(book, chart.y.field), filter.y));
  }
  return conditions;
}

function fieldOf(book: Book, name: string) {
  const field = findField(book, name);
  const type = field.level === 'time' ? 'date' : field.level === 'row' ? field.type : field.attribute.type;
  return { name, type, decimals: null } as const;
}

/** The conditions of all filters but that of one chart. */
export function otherConditions(book: Book, view: ExploreView, id: string): Condition[] {
  return view.charts.flatMap((chart) => (chart.id === id ? [] : filterConditions(book, view, chart.id)));
}

/** Which filters does each row fail? */
export function* failsOf(book: Book, base: Base, view: ExploreView): Steps<Fails> {
  const own = new Map<string, number>();
  const wheres: Condition[][] = [];
  for (const { id } of view.charts) {
    const where = filterConditions(book, view, id);
    own.set(id, where.length === 0 ? 0 : 1 << (wheres.length + 1));
    if (where.length > 0) wheres.push(where);
  }
  const key = JSON.stringify([base.key, wheres]);
  const bits = cache.has(book, key) ? cache.get(book, key) : yield* failBits(book, base, wheres);
  return { bits: cache.keep(book, key, bits), own };
}

function* failBits(book: Book, base: Base, wheres: readonly Condition[][]): Steps<Uint16Array> {
  const fails = sharedUint16(book.n);
  const { keep } = base.selection;
  yield* inBunches(fails.length, (from, to) => {
    for (let row = from; row < to; row++) fails[row] = 1 - keep[row]!;
  });
  for (const [index, where] of wheres.entries()) {
    const { keep: passing } = yield* selectSteps(book, { where, basis: 'all' }, everyDay);
    const bit = 1 << (index + 1);
    yield* inBunches(fails.length, (from, to) => {
      for (let row = from; row < to; row++) if (passing[row] === 0) fails[row]! |= bit;
    });
  }
  return fails;
}

/** 1 for every row that fails nothing. */
export function keptRows({ bits }: Fails): Uint8Array {
  const keep = new Uint8Array(bits.length);
  for (let row = 0; row < bits.length; row++) keep[row] = bits[row] === 0 ? 1 : 0;
  return keep;
}
