import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import { kindFields, type TableKind, tableKinds } from '../../../../shared/domain/fields.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import type { DetectedTable } from '../tableReader.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { parsePeriodHeader } from '../values/periodHeader.ts';
import { namesTotalColumn } from '../values/totalWords.ts';
import { namesCompanies, ofCustomers, ofPlaces, ofProducts } from './acrossWords.ts';
import { headerMatch } from './synonyms.ts';

/** Columns of figures that are told apart by names: categories, customers, places, series. */
export interface NamesAcross {
  headers: string[];
  /** Columns that are the sum of the others, or say that they are. */
  totals: string[];
  /** Fields by which rows are told apart otherwise. */
  labels: string[];
  /** Column → what records above the table say of it. */
  says: Map<string, Record<string, string>> | null;
  /** Whether a column is the sum of the others, which makes them parts of one whole. */
  summed: boolean;
  companies: boolean;
  /** Words of titles and the file's name. */
  context: string;
  confidence: number;
}

const close = 0.0051;
const fewestRows = 3;
/** As many as can become rows. */
const most = 2000;
const named = 0.8;

/**
 * Are there columns of figures beside a date that are measures of nothing by their names, so that the names say what the figures
 * are of? Beside labels (customers, owners, products) one column has to be the sum of the others. Null where there are not.
 */
export function detectNames(table: DetectedTable, context: string): NamesAcross | null {
  const { profiles, sample } = table;
  const dates = profiles.filter(isDate);
  if (dates.length === 0 || dates.length > 2) return null;
  const filled = profiles.filter((profile) => profile.filled > 0 && !dates.includes(profile));
  const figures = filled.filter(isFigures);
  const labels = filled.filter((profile) => !figures.includes(profile));
  if (figures.length === 0 || figures.length > most || labels.length > 3 || sample.length < fewestRows)
    return null;
  if (table.series) return fromSeries(table, figures, context);
  const total = sumColumn(figures, table);
  const totals = figures.filter((profile) => profile === total || namesTotalColumn(profile.header));
  const parts = figures.filter((profile) => !totals.includes(profile));
  if (parts.length === 0 || parts.some((profile) => namesMeasure(profile) || !isName(profile.header)))
    return null;
  if (labels.length > 0 && (!total || parts.length < 2)) return null;
  if (labels.some((profile) => !isLabel(profile))) return null;
  if (
    figures.length === 1 &&
    dates.length + figures.length !== profiles.filter((one) => one.filled > 0).length
  )
    return null;
  const companies = namesCompanies(parts.map(({ header }) => header));
  return {
    headers: parts.map(({ header }) => header),
    totals: totals.map(({ header }) => header),
    labels: labels.map(({ header }) => header),
    says: null,
    summed: total !== null,
    companies,
    context,
    confidence: total ? 0.85 : companies || ofCustomers(context) ? 0.75 : 0.6,
  };
}

function fromSeries(
  { series, profiles }: DetectedTable,
  figures: ColumnProfile[],
  context: string,
): NamesAcross {
  const says = new Map(
    figures.map(({ header }) => {
      const own = series!.says[profiles.findIndex((one) => one.header === header)] ?? {};
      return [header, own] as const;
    }),
  );
  const headers = figures.map(({ header }) => header);
  return { headers, totals: [], labels: [], says, summed: false, companies: false, context, confidence: 0.9 };
}

/** A column of dates, or of the year beside that of months. */
function isDate(profile: ColumnProfile): boolean {
  if (profile.filled === 0) return false;
  if (profile.type === 'date') return true;
  return profile.dated >= 0.9 && headerMatch(profile.header, 'date', 'market') >= 0.8;
}

const counts = /^(?:#|no\.?|nr\.?|index|idx|id|row|line|lfd\.? ?nr\.?|序号|编号|行号)$/iu;

function isFigures({ header, type, numeric, leadingZeros }: ColumnProfile): boolean {
  return type !== 'date' && numeric >= 0.7 && !leadingZeros && !counts.test(header.trim());
}

/** Texts that name something a row is of. */
function isLabel({ type, filled, distinct }: ColumnProfile): boolean {
  return type === 'text' && filled > 0 && distinct > 0;
}

/** A column of parts of an amount, of shares or of anything but what a name tells apart. */
const component =
  /%|percent|\b(?:tax|vat|gst|pst|hst|shipping|freight|discounts?|fees?|tips?|net|gross|subtotal|balance|debit|credit|opening|closing|commission|margin|profit|share|growth|change|delta|variance|open|high|low|close|temperature|latitude|longitude|lat|lon|rate|ratio|index|score|steuer|mwst|rabatt|versand|gebühr|netto|brutto|saldo|soll|haben|marge|tva|remise|frais|impuesto|iva|descuento|envío)\b|税|运费|折扣|手续费|余额|借方|贷方|毛利|利润|占比|比例|增长|同比|环比|差异|费率|汇率/iu;

const measures = tableKinds.flatMap((kind) =>
  kindFields[kind].flatMap(({ name, type }) => (type === 'number' ? [{ kind, name }] : [])),
);

/** Whether a header names a field of figures of any kind, or a part of an amount. */
function namesMeasure({ header, percent }: ColumnProfile): boolean {
  if (percent || component.test(header)) return true;
  return measures.some(({ kind, name }) => headerMatch(header, name, kind) >= named);
}

/** A name, rather than a number that the table gave a column without one, a period or a question. */
function isName(header: string): boolean {
  if (/^Column \d+$/.test(header) || header.length > 120 || /[?？]/.test(header)) return false;
  return /\p{L}/u.test(header) && parsePeriodHeader(header) === null;
}

/**
 * The column that is the sum of all others in nearly every row, those that say they are totals left out; null where none is.
 * One pass over the cells, however many columns there are.
 */
function sumColumn(figures: ColumnProfile[], { profiles, sample }: DetectedTable): ColumnProfile | null {
  if (figures.length < 3) return null;
  const at = new Map(profiles.map((profile, index) => [profile, index]));
  const columns = figures.map((profile) => ({
    profile,
    index: at.get(profile)!,
    total: namesTotalColumn(profile.header),
  }));
  const agreeing = new Int32Array(columns.length);
  let rows = 0;
  for (const cells of sample) {
    const values = columns.map(({ profile, index }) => parseNumber(cells[index] ?? '', profile.number) || 0);
    if (values.filter((value) => value !== 0).length < 2) continue;
    rows++;
    const sum = values.reduce((all, value, column) => all + (columns[column]!.total ? 0 : value), 0);
    const off = close * figures.length + 1e-6 * Math.abs(sum);
    values.forEach((value, column) => {
      const rest = columns[column]!.total ? sum : sum - value;
      if (Math.abs(rest - value) <= off) agreeing[column]!++;
    });
  }
  if (rows < 2) return null;
  const found = columns.find(
    ({ total }, column) => agreeing[column]! >= rows * 0.9 && (total || rows >= fewestRows),
  );
  return found?.profile ?? null;
}

/** How these columns fill the fields of a kind; null where the kind has none for what they are told apart by. */
export function namedUnpivot(kind: TableKind, names: NamesAcross): Unpivot | null {
  const value = valueFields[kind];
  const field = nameField(kind, names);
  if (value === undefined || field === null) return null;
  const own = names.headers.map((header): [string, Record<string, string>] => {
    const says = kind === 'market' ? names.says?.get(header) : undefined;
    return [header, says ?? { [field]: header }];
  });
  return { headers: names.headers, date: 'date', value, names: Object.fromEntries(own) };
}

const valueFields: Partial<Record<TableKind, string>> = {
  sales: 'revenue',
  plans: 'target',
  stock: 'inventory',
  market: 'value',
};

/** Which field of a kind the names of the columns are: what titles say, and what the labels of rows leave open. */
function nameField(kind: TableKind, { labels, context, companies }: NamesAcross): string | null {
  const has = (field: string) => labels.some((label) => headerMatch(label, field, kind) >= 0.6);
  const account = has('account') || has('account_id');
  if (kind === 'market') {
    if (ofPlaces(context) && !has('region')) return 'region';
    return has('category') ? (has('region') ? 'metric' : 'region') : 'category';
  }
  if (kind === 'sales') return account ? 'product' : 'account';
  if (kind === 'stock') return account || has('site') ? 'product' : 'account';
  if (kind !== 'plans') return null;
  if (account) return 'product';
  return companies || ofCustomers(context) ? 'account' : has('product') ? 'market' : 'product';
}

const ofPlans =
  /预算|目标|计划|任务|指标|\b(?:targets?|budgets?|plans?|quotas?|plan|soll|ziele?|objectifs?|presupuesto|metas?)\b/iu;
const ofStock =
  /库存|出库|入库|在库|结存|\b(?:stock|inventor(?:y|ies)|warehouses?|lager(?:bestand)?|bestand|existencias|inventario)\b/iu;

/** How well columns told apart by names speak for a kind, 0–1. Without a word of customers, plans or stock they are a market's. */
export function namedFit(kind: TableKind, names: NamesAcross): number {
  const { context, companies, labels } = names;
  if (names.says) return kind === 'market' ? 1 : 0;
  const customers = companies || ofCustomers(context);
  const has = (field: string) => labels.some((label) => headerMatch(label, field, 'sales') >= 0.6);
  if (ofPlans.test(context)) return kind === 'plans' ? 1 : kind === 'market' ? 0.3 : 0;
  if (ofStock.test(context)) return kind === 'stock' ? 1 : kind === 'market' ? 0.3 : 0;
  const own = customers || has('account') || has('owner') || (has('product') && !ofProducts(context));
  if (kind === 'sales') return own ? 1 : 0;
  return kind === 'market' ? (own ? 0.4 : 0.9) : 0;
}
