import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import { kindFields, type TableKind } from '../../../../shared/domain/fields.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { findYear } from '../detect/yearNamed.ts';
import {
  type PeriodHeader,
  type PeriodWriting,
  parsePeriodHeader,
  writingOf,
} from '../values/periodHeader.ts';
import { splitScenario } from '../values/scenarioWords.ts';
import { namesTotalColumn } from '../values/totalWords.ts';
import { type NamesAcross, namedUnpivot } from './namesAcross.ts';
import { type ScenariosAcross, scenariosAcross } from './scenariosAcross.ts';
import { headerMatch } from './synonyms.ts';
import type { WideRates } from './wideRates.ts';

/** Columns of a table whose headers are periods. */
export interface WideTable {
  headers: string[];
  /** Header → what is measured; empty where the header is nothing but a period. */
  measures: Map<string, string>;
  /** Columns that sum others up, or come a second time for a period, and are left out. */
  totals: string[];
  repeated: string[];
  confidence: number;
  /** Of headers without a year: the year that titles, the file's name or the user give, or the column that holds it. */
  year: number | null;
  yearColumn: string | null;
  yearless: boolean;
  /** First month of years of business, where the user says it. */
  fiscalStart: number | null;
  /** Which of several scenarios across the user takes. */
  scenario: string | null;
  /** Words of titles and the file's name, which may say what is measured. */
  context: string;
  /** Where the columns are not periods but exchange rates, or are told apart by names. */
  rates?: WideRates;
  names?: NamesAcross;
}

export interface TableWords {
  titles: string[];
  file: string;
  /** Chosen by the user: the year of headers without one, the first month of years of business. */
  year?: number | undefined;
  fiscalStart?: number | undefined;
  /** Which of several scenarios is taken. */
  scenario?: string | undefined;
}

/** The field that the cells of a wide table fill, by kind. */
export const mainFields: Partial<Record<TableKind, string>> = {
  sales: 'revenue',
  plans: 'target',
  stock: 'inventory',
  market: 'value',
};

const fewest = 3;

interface Candidate {
  profile: ColumnProfile;
  period: PeriodHeader;
}

/** Are there columns whose headers are periods of one length? Null where there are not, or a date column rules. */
export function detectWide(profiles: ColumnProfile[], words: TableWords): WideTable | null {
  const year = words.year ?? findYear([...words.titles, words.file]);
  const candidates = periodColumns(profiles, { year: year ?? undefined, fiscalStart: words.fiscalStart });
  const { chosen, repeated } = onceEach(sameLength(candidates));
  const periods = new Set(chosen.map(({ period }) => period.date.day));
  const others = profiles.filter((profile) => !chosen.some((one) => one.profile === profile));
  const few = periods.size < fewest && !isHalfYears(chosen);
  if (few && (chosen.length < 2 || others.some(({ type }) => type === 'date'))) return null;
  const dates = others.filter(
    (profile) => profile.type === 'date' && headerMatch(profile.header, 'date', 'sales') >= 0.9,
  );
  if (dates.length > 0 && periods.size < 6) return null;
  const yearless = chosen.some(({ period }) => period.yearless);
  const yearColumn = yearless ? others.find(isYearColumn) : undefined;
  return {
    headers: chosen.map(({ profile }) => profile.header),
    measures: new Map(chosen.map(({ profile, period }) => [profile.header, period.measure])),
    totals: others
      .filter((one) => !repeated.includes(one.header) && isTotalColumn(one, candidates))
      .map(({ header }) => header),
    repeated,
    confidence: dates.length > 0 ? 0.5 : few ? 0.7 : periods.size >= 6 ? 0.97 : 0.85,
    year: yearless ? year : null,
    yearColumn: words.year === undefined ? (yearColumn?.header ?? null) : null,
    yearless,
    fiscalStart: words.fiscalStart ?? null,
    scenario: words.scenario ?? null,
    context: [...words.titles, words.file].join(' ').replace(/[_.-]+/g, ' '),
  };
}

/** Columns of figures under periods. Beside two that clearly are, one with more odd cells is one too. */
function periodColumns(profiles: ColumnProfile[], own: PeriodWriting): Candidate[] {
  const writing = writingOf(
    profiles.map(({ header }) => header),
    own,
  );
  const named = profiles.flatMap((profile) => {
    const period = parsePeriodHeader(profile.header, writing);
    return period && !namesTotalColumn(profile.header) ? [{ profile, period }] : [];
  });
  const numeric = (least: number) =>
    named.filter(({ profile }) => profile.type === 'empty' || profile.numeric >= least);
  const sure = numeric(0.7);
  return sure.length >= 2 ? numeric(0.3) : sure;
}

/** The columns whose periods last as long as most do; quarters among months sum them up. */
function sameLength(candidates: Candidate[]): Candidate[] {
  const length = ({ period }: Candidate) => (period.date.shape === 'span' ? 1 : (period.date.months ?? 0));
  const counts = new Map<number, number>();
  for (const one of candidates) counts.set(length(one), (counts.get(length(one)) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
  return candidates.filter((one) => length(one) === usual);
}

/** The first column of each period and measure; a second one may be anything. */
function onceEach(columns: Candidate[]): { chosen: Candidate[]; repeated: string[] } {
  const seen = new Set<string>();
  const repeated: string[] = [];
  const chosen = columns.filter(({ profile, period }) => {
    const key = `${period.date.day}:${period.measure}`;
    if (seen.has(key)) repeated.push(profile.header);
    else seen.add(key);
    return !repeated.includes(profile.header);
  });
  return { chosen, repeated };
}

function isHalfYears(chosen: Candidate[]): boolean {
  const lengths = new Set(chosen.map(({ period }) => period.date.months));
  return chosen.length >= 2 && lengths.size === 1 && (lengths.has(6) || lengths.has(12) || lengths.has(3));
}

function isTotalColumn(profile: ColumnProfile, candidates: Candidate[]): boolean {
  if (candidates.some((one) => one.profile === profile)) return true;
  return profile.filled > 0 && profile.numeric >= 0.7 && namesTotalColumn(profile.header);
}

function isYearColumn(profile: ColumnProfile): boolean {
  return (
    profile.filled > 0 &&
    /年|year/i.test(profile.header) &&
    profile.sample.every((value) => /^(?:1[6-9]|20)\d{2}年?$/.test(value))
  );
}

/** How the wide table fills the fields of a kind; null where the kind has no field for its figures. */
export function unpivotFor(kind: TableKind, wide: WideTable): Unpivot | null {
  if (wide.rates) {
    const { headers, pairs, column } = wide.rates;
    if (kind !== 'rates' || !pairs) return null;
    return { headers, date: 'date', value: 'rate', pairs, ...(column ? { pairColumn: column } : {}) };
  }
  if (wide.names) return namedUnpivot(kind, wide.names);
  const main = mainFields[kind];
  if (main === undefined) return null;
  const fields: Record<string, string> = {};
  const fieldOf = new Map<string, string | null>();
  const scenarios = scenariosOf(kind, wide);
  for (const measure of new Set(wide.measures.values())) {
    const takes = scenarios?.takes(measure) ?? true;
    fieldOf.set(measure, takes ? measureField(kind, measure, wide, main) : null);
  }
  const taken = new Map<string, string>();
  for (const [measure, field] of fieldOf) {
    if (field === null) continue;
    if (taken.has(field)) fieldOf.set(measure, null);
    else taken.set(field, measure);
  }
  const headers = wide.headers.filter((header) => fieldOf.get(wide.measures.get(header)!) != null);
  for (const header of headers) fields[header] = fieldOf.get(wide.measures.get(header)!)!;
  if (headers.length < (wide.headers.length > 2 ? 1 : 2)) return null;
  const value = Object.values(fields)[0]!;
  const several = new Set(Object.values(fields)).size > 1;
  return {
    headers,
    date: 'date',
    value,
    ...(several ? { fields } : {}),
    ...(wide.year === null || wide.yearColumn !== null ? {} : { year: wide.year }),
    ...(wide.yearColumn === null ? {} : { yearColumn: wide.yearColumn }),
    ...(wide.fiscalStart === null ? {} : { fiscalStart: wide.fiscalStart }),
    ...(scenarios?.taken ? { scenario: scenarios.taken } : {}),
  };
}

/** The scenarios that the columns tell apart. */
export function scenariosOf(kind: TableKind, { measures, scenario }: WideTable): ScenariosAcross | null {
  return scenariosAcross(kind, measures.values(), scenario);
}

/** Which number field of the kind a measure is; the words of the titles decide where the header says nothing. */
function measureField(kind: TableKind, measure: string, wide: WideTable, main: string): string | null {
  const numbers = kindFields[kind].filter(({ type }) => type === 'number');
  const { scenario, rest } = splitScenario(measure);
  if (scenario && rest === '') return main;
  if (measure !== '') {
    const scored = numbers.map(({ name }) => ({ name, score: headerMatch(rest, name, kind) }));
    const best = scored.sort((a, b) => b.score - a.score)[0];
    if (best && best.score >= 0.5) return best.name;
    return wide.measures.size > 0 && new Set(wide.measures.values()).size === 1 ? main : null;
  }
  const context = wide.context;
  const hinted = numbers.find(({ name }) => contextWords[name]?.test(context));
  return hinted?.name ?? main;
}

/** What a title says of the figures below it. */
const contextWords: Record<string, RegExp> = {
  quantity: /销量|数量|件数|票数|单量|\b(?:quantit(?:y|ies)|units|volumes?|pieces)\b/i,
  cost: /成本|\bcosts?\b/i,
  gmv: /成交额|交易额|流水|\bGMV\b|\bTPV\b/i,
  outbound: /出库|发货|出仓|\b(?:outbound|shipped|shipments)\b/i,
  sell_out: /终端|动销|零售量|\bsell[- ]?out\b/i,
  received: /入库|收货|\b(?:received|inbound|receipts)\b/i,
};

/** How well the titles and the file's name fit a kind: 1 where they say nothing of it. */
export function contextFit(kind: TableKind, context: string): number {
  if (/预算|目标|计划|任务|指标|\b(?:targets?|budgets?|plans?|quotas?)\b/i.test(context))
    return kind === 'plans' ? 2 : 0.6;
  if (/库存|出库|入库|在库|结存|动销|\b(?:stock|inventor(?:y|ies)|warehouse)\b/i.test(context))
    return kind === 'stock' ? 2 : 0.6;
  if (/大盘|行业|市场规模|\bmarket\b|\bindustry\b/i.test(context)) return kind === 'market' ? 1.5 : 1;
  return 1;
}
