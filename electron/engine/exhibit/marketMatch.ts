import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type MarketFigures, marketGrowth } from '../analysis/market/marketGrowth.ts';
import type { AnalysisWarning, DaySpan } from '../analysis/types.ts';
import type { MarketGrid } from '../analysis/upsell/momentum.ts';
import { accountText } from '../book/fields.ts';
import { breath, inBunches, type Steps } from '../book/steps.ts';
import type { Book, CodedColumn } from '../book/types.ts';
import type { StoredColumn } from '../workspace/types.ts';
import { missingDay } from '../workspace/types.ts';
import { accountAttributeNames } from './accounts.ts';

/** The market as accounts and products meet it: which part of it is whose. */
interface MarketParts {
  /** Parts that accounts differ in, and parts that products differ in; cell = row × columns + column. */
  rows: number;
  columns: number;
  /** Per account and per product its part, -1 = none. */
  rowOf: Int32Array;
  columnOf: Int32Array;
  /** `region = account region`, one per column of the market that accounts or products were found by. */
  matched: string[];
  metric: string | null;
}

/** The figures of the market, each in its cell. */
export interface MatchedFigures extends MarketParts {
  figures: MarketFigures;
}

/** What each cell was in two spans. */
export interface MatchedMarket extends Omit<MarketParts, 'rows' | 'columns'> {
  grid: MarketGrid;
  warnings: AnalysisWarning[];
}

interface Figures {
  day: number[];
  value: number[];
  /** Per text column, the text of every figure. */
  texts: Map<string, (string | null)[]>;
}

/** Columns of the market that say what is measured, not of what. */
const describing = new Set(['metric', 'unit', 'currency']);

/** A column matches where at least this share of accounts (or products) has a value that it has. */
const leastShare = 0.2;

/**
 * Finds the accounts' and products' parts of the imported market: every text column of the market is matched with the
 * account or product field that shares most values with it (case, width and outer blanks do not matter); columns that
 * nothing matches are added up. One metric and unit is taken: that of option `metric`, else the one with most figures.
 * Null without market figures. Throws `unknownField` for a metric that is not there.
 */
export function* matchFigures(book: Book, metric: string): Steps<MatchedFigures | null> {
  const all = figuresOf(book.facts('market'));
  yield breath;
  if (all.day.length === 0) return null;
  const chosen = oneMetric(all, metric);
  const columns = [...chosen.figures.texts].filter(([name]) => !describing.has(name));
  const matches: Match[] = [];
  for (const [name, texts] of columns) {
    const wanted = new Set(texts.flatMap((text) => normal(text) ?? []));
    yield breath;
    matches.push(...(yield* bestMatch(book, name, wanted)));
  }
  const [byAccount, byProduct] = [
    matches.filter(({ of }) => of === 'account'),
    matches.filter(({ of }) => of === 'product'),
  ];
  const rows = keysOf(chosen.figures, byAccount);
  const lines = keysOf(chosen.figures, byProduct);
  const cell = rows.codes.map((row, at) =>
    row < 0 || lines.codes[at]! < 0 ? -1 : row * lines.keys.size + lines.codes[at]!,
  );
  yield breath;
  const { day, value } = chosen.figures;
  return {
    figures: { day, value, cell, cells: rows.keys.size * lines.keys.size },
    rows: rows.keys.size,
    columns: lines.keys.size,
    rowOf: yield* membersOf(book.accounts.count, byAccount, rows.keys),
    columnOf: yield* membersOf(book.products.count, byProduct, lines.keys),
    matched: matches.map(({ name, of, field }) => `${name} = ${of} ${field}`),
    metric: chosen.metric,
  };
}

/** The same over two spans, month against month; null where they have no figures in common. */
export function* matchMarket(
  book: Book,
  spans: { from: DaySpan; to: DaySpan },
  metric: string,
): Steps<MatchedMarket | null> {
  const found = yield* matchFigures(book, metric);
  if (!found) return null;
  const { figures, rows, columns, ...parts } = found;
  const grown = marketGrowth(figures, spans.from, spans.to);
  if (!grown.base.some((value) => value > 0)) return null;
  return {
    ...parts,
    grid: { rows, columns, base: grown.base, end: grown.end },
    warnings:
      grown.months < grown.ofMonths
        ? [{ code: 'marketMonthsMissing', params: { months: grown.months, of: grown.ofMonths } }]
        : [],
  };
}

function figuresOf(batches: readonly StoredColumn[][]): Figures {
  const found: Figures = { day: [], value: [], texts: new Map() };
  for (const columns of batches) {
    const date = columns.find(({ name, type }) => name === 'date' && type === 'day');
    const value = columns.find(({ name, type }) => name === 'value' && type === 'number');
    if (!date || !value) continue;
    const before = found.day.length;
    const rows = [...date.values.keys()].filter(
      (row) => date.values[row] !== missingDay && Number.isFinite(value.values[row]!),
    );
    for (const row of rows) {
      found.day.push(date.values[row]!);
      found.value.push(value.values[row]!);
    }
    for (const column of columns) {
      if (column.type !== 'code') continue;
      const texts = found.texts.get(column.name) ?? new Array<string | null>(before).fill(null);
      for (const row of rows) texts.push(column.dictionary[column.values[row]!] ?? null);
      found.texts.set(column.name, texts);
    }
    for (const texts of found.texts.values()) while (texts.length < found.day.length) texts.push(null);
  }
  return found;
}

/** Figures of one metric and unit: different ones cannot be added. */
function oneMetric(figures: Figures, asked: string): { figures: Figures; metric: string | null } {
  const [metrics, units] = [figures.texts.get('metric'), figures.texts.get('unit')];
  const keyOf = (at: number) => JSON.stringify([metrics?.[at] ?? null, units?.[at] ?? null]);
  const counts = new Map<string, number>();
  for (let at = 0; at < figures.day.length; at++) {
    if (asked === '' || normal(metrics?.[at]) === normal(asked))
      counts.set(keyOf(at), (counts.get(keyOf(at)) ?? 0) + 1);
  }
  const best = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))[0]?.[0];
  if (best === undefined) {
    throw new ExpectedError('unknownField', `The market has no metric "${asked}"`, {
      hint: `Metrics: ${[...new Set(metrics)].join(', ')}`,
      params: { field: asked },
    });
  }
  const rows = [...figures.day.keys()].filter((at) => keyOf(at) === best);
  const pick = <Value>(values: readonly Value[]) => rows.map((at) => values[at]!);
  return {
    figures: {
      day: pick(figures.day),
      value: pick(figures.value),
      texts: new Map([...figures.texts].map(([name, texts]) => [name, pick(texts)])),
    },
    metric: (JSON.parse(best) as [string | null])[0],
  };
}

interface Match {
  /** Column of the market, and the field it is matched with. */
  name: string;
  of: 'account' | 'product';
  field: string;
  text: CodedColumn;
  share: number;
}

function* bestMatch(book: Book, name: string, values: ReadonlySet<string>): Steps<Match[]> {
  const found: Match[] = [];
  for (const field of accountAttributeNames(book)) {
    const text = accountText(book, field);
    if (text) found.push({ name, of: 'account', field, text, share: shareIn(text, values) });
    yield breath;
  }
  for (const [field, text] of book.products.attributes) {
    if (text.type === 'text') found.push({ name, of: 'product', field, text, share: shareIn(text, values) });
    yield breath;
  }
  const own = ({ field }: { field: string }) => (field === name ? 1 : 0);
  const best = found
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share || own(b) - own(a));
  return best.slice(0, 1);
}

function shareIn({ codes, values }: CodedColumn, wanted: ReadonlySet<string>): number {
  const known = values.map((value) => wanted.has(normal(value) ?? ''));
  let hits = 0;
  for (const code of codes) if (code >= 0 && known[code]) hits++;
  return codes.length === 0 ? 0 : hits / codes.length;
}

/** The combinations of values that the figures have in the matched columns; one for all where nothing matches. */
function keysOf(
  { day, texts }: Figures,
  matches: readonly Match[],
): { keys: Map<string, number>; codes: number[] } {
  const keys = new Map<string, number>();
  const codes = day.map((_, at) => {
    const parts = matches.map(({ name }) => normal(texts.get(name)![at]));
    if (parts.includes(null)) return -1;
    const key = JSON.stringify(parts);
    if (!keys.has(key)) keys.set(key, keys.size);
    return keys.get(key)!;
  });
  return { keys, codes };
}

/** Members whose values are put together in one go. */
const membersAtOnce = 4096;

function* membersOf(
  count: number,
  matches: readonly Match[],
  keys: ReadonlyMap<string, number>,
): Steps<Int32Array> {
  const found = new Int32Array(count);
  const find = (from: number, to: number) => {
    for (let member = from; member < to; member++) {
      const parts = matches.map(({ text }) => normal(text.values[text.codes[member]!] ?? null));
      found[member] = keys.get(JSON.stringify(parts)) ?? -1;
    }
  };
  yield* inBunches(count, find, membersAtOnce);
  return found;
}

function normal(text: string | null | undefined): string | null {
  const plain = text?.normalize('NFKC').trim().toLowerCase();
  return plain ? plain : null;
}
