import type { ReadOptions, Unpivot } from '../../../../shared/contract/ingest.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { namedCurrency, usualCurrencies, usualRate } from '../values/currencies.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { parseRateHeader, type RateHeader } from '../values/rateHeader.ts';

type Pairs = NonNullable<Unpivot['pairs']>;

/** Columns of exchange rates, one a currency or pair. */
export interface WideRates {
  headers: string[];
  /** What each figure means; null where the other currency is not known. */
  pairs: Pairs | null;
  /** 0–1, of the other currency and of the direction. */
  confidence: number;
  /** Column that names the currencies, where rates stand below each other. */
  column?: string;
}

export interface RateChoices {
  rateBase: ReadOptions['rateBase'] | undefined;
  rateFor: ReadOptions['rateFor'] | undefined;
}

export interface RateColumn extends RateHeader {
  header: string;
  /** A usual figure; NaN where there is none. */
  figure: number;
}

const fewest = 2;
const close = 0.6;

/** Are there columns of exchange rates beside a column of dates, and little else? Null where there are not. */
export function detectRates(
  profiles: ColumnProfile[],
  texts: string[],
  choices: RateChoices,
): WideRates | null {
  if (!profiles.some(({ type, dated }) => type === 'date' || dated >= 0.9)) return null;
  if (!leavesRoom(profiles)) return null;
  const columns = profiles.flatMap((profile) => rateColumn(profile) ?? []);
  const others = profiles.filter(
    (profile) => isBeside(profile) && !columns.some((one) => one.header === profile.header),
  );
  if (others.length > columns.length / 2 || others.some(namesSomething)) return null;
  return settleRates(columns, texts, choices);
}

/** What rates of these pairs and currencies mean; null where there are too few of them. */
export function settleRates(columns: RateColumn[], texts: string[], choices: RateChoices): WideRates | null {
  const singles = columns.filter(({ to }) => to === null);
  const told = choices.rateBase === undefined ? namedBase(texts) : namedCurrency(choices.rateBase);
  if (columns.length === 0 || (singles.length === columns.length && singles.length < fewest && !told))
    return null;
  const found = settleBase(singles, told, choices);
  const paired = columns.filter(({ to }) => to !== null).map((column) => settlePair(column, choices));
  const headers = columns.filter(({ from }) => from !== found?.base).map(({ header }) => header);
  if (singles.length > 0 && !found) return { headers, pairs: null, confidence: 0 };
  const all = [...paired, ...(found?.columns ?? [])];
  return {
    headers,
    pairs: Object.fromEntries(all.map(({ header, pair }) => [header, pair])),
    confidence: round(Math.min(...all.map(({ sure }) => sure), found?.confidence ?? 1)),
  };
}

/** Whether there could be enough columns of rates, as far as can be told before headers are read. */
function leavesRoom(profiles: ColumnProfile[]): boolean {
  const others = profiles.filter((profile) => isBeside(profile) && !holdsFigures(profile));
  const most = profiles.filter(holdsFigures).length;
  return others.length <= most / 2 && !others.some(namesSomething);
}

function isBeside({ type, filled, dated }: ColumnProfile): boolean {
  return filled > 0 && type !== 'date' && dated < 0.9;
}

function holdsFigures({ type, numeric }: ColumnProfile): boolean {
  return type === 'empty' || numeric >= 0.7;
}

/** Texts of many values say what a row is of: no table of rates alone. */
function namesSomething({ type, distinct, filled }: ColumnProfile): boolean {
  return type === 'text' && (distinct > 3 || distinct === filled);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function rateColumn(profile: ColumnProfile): RateColumn | null {
  const { header, sample, number } = profile;
  if (!holdsFigures(profile)) return null;
  const named = parseRateHeader(header);
  if (!named) return null;
  const figures = sample.flatMap((cell) => parseNumber(cell, number) ?? []).filter((figure) => figure > 0);
  return { ...named, header, figure: figures.sort((a, b) => a - b)[figures.length >> 1] ?? Number.NaN };
}

/** The currency that titles or the file's name give as the other one of all: `against the euro`, `eurofxref`. */
function namedBase(texts: string[]): string | null {
  for (const text of texts.map((one) => one.normalize('NFKC').replace(/[_-]+/g, ' '))) {
    if (/\beurofxref|\beuro (?:foreign exchange|reference)/i.test(text)) return 'EUR';
    const english =
      /\b(?:against|per|vs\.?|versus|base(?: currency)?:?|1)\s+(?:1\s+)?(?:the\s+)?([A-Z]{3}\b|[a-z]+(?:\s(?:dollar|pound|franc))?)/giu;
    const chinese = /(?:[对兑兌對]|单位[:：]\s*)(人民[币幣]|\p{Script=Han}{1,3}元|英镑)|^(人民[币幣])汇率/gu;
    for (const match of [...text.matchAll(english), ...text.matchAll(chinese)]) {
      const code = namedCurrency(match[1] ?? match[2] ?? '');
      if (code) return code;
    }
  }
  return null;
}

interface SettledColumn {
  header: string;
  pair: Pairs[string];
  sure: number;
}

/** A pair is read as it is written, one of the first for so many of the second, unless figures say that it is the other way. */
function settlePair(
  { header, from, to, units, figure }: RateColumn,
  { rateFor }: RateChoices,
): SettledColumn {
  const written = { from, to: to!, units: units ?? 1 };
  if (rateFor !== undefined) return { header, pair: rateFor === 'base' ? turned(written) : written, sure: 1 };
  const usual = usualRate(from, to!);
  if (usual === null || Number.isNaN(figure)) return { header, pair: written, sure: 0.85 };
  const readings = unitsOf(units).flatMap((count) => [
    { pair: { from, to: to!, units: count }, off: apart(figure, usual * count) },
    { pair: { from: to!, to: from, units: count }, off: apart(figure, count / usual) + 0.01 },
  ]);
  const [best] = readings.sort((a, b) => a.off - b.off);
  const own = readings.find(({ pair }) => pair.from === from && pair.units === written.units)!;
  if (own.off <= Math.max(close, best!.off + 0.3)) return { header, pair: written, sure: 0.95 };
  return { header, pair: best!.pair, sure: best!.off < close ? 0.85 : 0.5 };
}

function turned({ from, to, units }: Pairs[string]): Pairs[string] {
  return { from: to, to: from, units };
}

function unitsOf(units: number | null): number[] {
  return units === null ? [1, 100] : [units];
}

function apart(figure: number, usual: number): number {
  return Math.abs(Math.log(figure / usual));
}

interface Reading {
  base: string;
  /** One of the other currency for so many of the base, or one of the base for so many of the others. */
  rateFor: 'base' | 'other';
  units: number;
  off: number;
}

/**
 * The other currency of columns that name one, and whether figures are of it for one of theirs: what titles and the user
 * say, else what makes the figures usual. Null where nothing tells.
 */
function settleBase(
  singles: RateColumn[],
  told: string | null,
  { rateFor }: RateChoices,
): { base: string; columns: SettledColumn[]; confidence: number } | null {
  if (singles.length === 0) return null;
  const ones = new Set(singles.filter(({ figure }) => figure === 1).map(({ from }) => from));
  const named = new Set(singles.map(({ from }) => from));
  const bases = told ? [told] : usualCurrencies.filter((code) => !named.has(code) || ones.has(code));
  const readings = bases.flatMap((base) =>
    (rateFor ? [rateFor] : (['other', 'base'] as const)).flatMap((way) =>
      [1, 100].map((units): Reading => {
        const off =
          offOf(singles, base, way, units) +
          (unlikely[base] ?? 0.3) -
          (isPegged(singles, base, way) ? 0.5 : 0);
        return { base, rateFor: way, units, off };
      }),
    ),
  );
  const known = readings.filter(({ off }) => !Number.isNaN(off)).sort((a, b) => a.off - b.off);
  const best =
    known[0] ?? (told ? { base: told, rateFor: rateFor ?? 'other', units: 1, off: Number.NaN } : null);
  if (!best) return null;
  const next = known.find(({ base, rateFor: way }) => base !== best.base || way !== best.rateFor);
  const confidence = confidenceOf(best, next, told !== null, rateFor !== undefined);
  if (confidence < 0.6 && told === null) return null;
  const columns = singles
    .filter(({ from }) => from !== best.base)
    .map((column) => settleSingle(column, best, rateFor !== undefined));
  return { base: best.base, columns, confidence };
}

/** What speaks against a currency as the one that all others are told in: most tables are in dollars or euros. */
const unlikely: Record<string, number> = { USD: 0, EUR: 0, CNY: 0.05, GBP: 0.15, JPY: 0.15, CHF: 0.15 };

/** Units of currencies that are bound to another, for one of it. */
const pegs: Record<string, Record<string, number>> = {
  EUR: { BGN: 1.95583, DKK: 7.46 },
  USD: { HKD: 7.8, AED: 3.6725, SAR: 3.75, QAR: 3.64, OMR: 0.3845, BHD: 0.376, JOD: 0.709 },
};

/** Whether a currency that is bound to this one stands at the rate at which it is. */
function isPegged(singles: RateColumn[], base: string, way: 'base' | 'other'): boolean {
  return singles.some(({ from, figure }) => {
    const peg = pegs[base]?.[from];
    return peg !== undefined && apart(figure, way === 'other' ? peg : 1 / peg) < 0.008;
  });
}

/** The middle of how far figures are from the usual ones, under one reading. */
function offOf(singles: RateColumn[], base: string, way: 'base' | 'other', units: number): number {
  const offs = singles
    .flatMap(({ from, figure, units: own }) => {
      const usual = usualRate(base, from);
      if (from === base || usual === null || Number.isNaN(figure)) return [];
      const count = own ?? units;
      return [apart(figure, way === 'other' ? usual * count : count / usual)];
    })
    .sort((a, b) => a - b);
  return offs[offs.length >> 1] ?? Number.NaN;
}

function confidenceOf(best: Reading, next: Reading | undefined, told: boolean, chosen: boolean): number {
  if (chosen && told) return 1;
  if (Number.isNaN(best.off)) return 0.5;
  const lead = (next?.off ?? 9) - best.off;
  if (best.off > 1.2) return 0.4;
  return lead > 0.7 ? 0.97 : lead > 0.3 ? 0.85 : lead > 0.12 ? 0.65 : told ? 0.6 : 0.4;
}

/** One column: as all are read, unless its own figures say otherwise by far. */
function settleSingle(column: RateColumn, { base, rateFor, units }: Reading, fixed: boolean): SettledColumn {
  const { header, from: other, figure, units: own } = column;
  const pairOf = (way: 'base' | 'other', count: number) =>
    way === 'other' ? { from: base, to: other, units: count } : { from: other, to: base, units: count };
  const asAll = { header, pair: pairOf(rateFor, own ?? units), sure: 1 };
  const usual = usualRate(base, other);
  if (usual === null || Number.isNaN(figure)) return asAll;
  const offFor = (way: 'base' | 'other', count: number) =>
    apart(figure, way === 'other' ? usual * count : count / usual);
  const off = offFor(rateFor, own ?? units);
  if (off <= close) return asAll;
  const ways = fixed ? [rateFor] : (['other', 'base'] as const);
  const readings = ways.flatMap((way) =>
    (own === null ? [1, 100, 1000] : [own]).map((count) => ({
      pair: pairOf(way, count),
      off: offFor(way, count),
    })),
  );
  const [best] = readings.sort((a, b) => a.off - b.off);
  if (best!.off < 0.8 && off > best!.off * 3 && off - best!.off > close)
    return { header, pair: best!.pair, sure: 0.8 };
  return off > 1.5 ? { ...asAll, sure: 0.5 } : asAll;
}
