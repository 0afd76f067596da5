import type { ColumnProfile } from '../detect/columns.ts';
import type { DetectedTable } from '../tableReader.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { parseRateHeader, type RateHeader, rateWay } from '../values/rateHeader.ts';
import { headerMatch } from './synonyms.ts';
import { type RateChoices, type RateColumn, settleRates, type WideRates } from './wideRates.ts';

const namesRate = 0.6;

/** Exchange rates of several currencies or pairs below each other: the column that names them, and that of the figures. */
export interface RatesDown extends WideRates {
  column: string;
}

/**
 * Is this a table of exchange rates with a column that names a pair (`EUR/USD`), or a currency against one that titles or
 * the size of the figures tell? Null where it is not, or where two columns name the two currencies.
 */
export function detectRatesDown(
  { profiles, sample }: Pick<DetectedTable, 'profiles' | 'sample'>,
  texts: string[],
  choices: RateChoices,
): RatesDown | null {
  if (!profiles.some(({ type, dated }) => type === 'date' || dated >= 0.9)) return null;
  const texted = profiles.filter(({ type }) => type === 'text');
  const named = currencyColumn(texted);
  if (!named || texted.some((one) => one !== named && one.distinct > 1 && !saysSame(one, named))) return null;
  const at = profiles.indexOf(named);
  const values = [...new Set(sample.map((cells) => (cells[at] ?? '').trim()))].filter(
    (value) => value !== '',
  );
  const parsed = new Map<string, RateHeader>();
  for (const value of values) {
    const rate = parseRateHeader(value);
    if (!rate) return null;
    parsed.set(value, rate);
  }
  const paired = [...parsed.values()].every(({ to }) => to !== null);
  const figures = figureColumn(profiles, paired || choices.rateBase !== undefined);
  if (!figures) return null;
  const columns = [...parsed].map(([value, rate]) => ({
    ...rate,
    header: value,
    figure: middleOf(sample, at, value, profiles.indexOf(figures), figures),
  }));
  const way = rateWay(figures.header);
  const rateBase = choices.rateBase ?? way?.base;
  const rateFor = choices.rateFor ?? (way?.base === rateBase ? way?.rateFor : undefined);
  const found = settleRates(columns as RateColumn[], texts, { rateBase, rateFor });
  return found && { ...found, headers: [figures.header], column: named.header };
}

/** The one column of which every cell names a currency or a pair; of several the one of codes. */
function currencyColumn(texted: ColumnProfile[]): ColumnProfile | null {
  const all = texted.filter(({ sample }) => sample.every(namesCurrency));
  const coded = all.filter(isCoded);
  if (all.length > 1) return coded.length === 1 ? coded[0]! : null;
  return all[0] ?? coded[0] ?? null;
}

const isCoded = ({ sample }: ColumnProfile) => sample.every((cell) => /^[A-Z]{3}$/.test(cell.trim()));

/** Whether a column only says in words what that of codes does: names of currencies or of their countries. */
function saysSame(one: ColumnProfile, named: ColumnProfile): boolean {
  return isCoded(named) && !isCoded(one) && one.distinct === named.distinct;
}

function namesCurrency(cell: string): boolean {
  return parseRateHeader(cell) !== null;
}

/** The column of figures that is called a rate; where pairs leave no doubt, the only one will do. */
function figureColumn(profiles: ColumnProfile[], sure: boolean): ColumnProfile | null {
  const figures = profiles.filter(
    ({ type, dated }) => (type === 'number' || type === 'integer') && dated < 0.9,
  );
  const told = figures.find(({ header }) => rateWay(header) !== null);
  if (told) return told;
  const rated = figures
    .map((profile) => ({ profile, match: headerMatch(profile.header, 'rate', sure ? 'rates' : 'sales') }))
    .sort((a, b) => b.match - a.match);
  if (rated.length > 0 && rated[0]!.match >= namesRate) return rated[0]!.profile;
  return sure && figures.length === 1 ? figures[0]! : null;
}

function middleOf(
  sample: string[][],
  at: number,
  value: string,
  column: number,
  { number }: ColumnProfile,
): number {
  const figures = sample
    .filter((cells) => cells[at]?.trim() === value)
    .flatMap((cells) => parseNumber(cells[column] ?? '', number) ?? [])
    .filter((figure) => figure > 0)
    .sort((a, b) => a - b);
  return figures[figures.length >> 1] ?? Number.NaN;
}
