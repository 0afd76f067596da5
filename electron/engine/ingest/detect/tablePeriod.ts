import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { kindFields, type TableKind } from '../../../../shared/domain/fields.ts';
import { headerMatch } from '../mapping/synonyms.ts';
import { parsePeriodHeader } from '../values/periodHeader.ts';
import { type ColumnProfile, profileColumn } from './columns.ts';
import { asWide } from './groupRows.ts';
import { type TitlePeriod, titlePeriod } from './titlePeriod.ts';
import { findYear } from './yearNamed.ts';

/** The period that all rows of a table are of, as a column of its own behind the others. */
export interface TablePeriod extends TitlePeriod {
  /** What the column is called. */
  name: string;
}

interface Described {
  profiles: ColumnProfile[];
  sample: string[][];
}

const figureKinds: TableKind[] = ['sales', 'plans', 'stock', 'market', 'rates'];
const told = 0.8;
/** Lists with more columns of words are of customers or products, whatever their file is called, unless it says otherwise. */
const mostWords = 2;
const ofFigures =
  /\b(?:sales|revenue|turnover|orders?|invoices?|targets?|budgets?|quotas?|stock|inventory|market|exchange rates?|umsatz|umsätze|verkäufe|ventes|chiffre|ventas|facturación|vendas|faturamento|vendite|fatturato|omzet|sprzedaż|obrót|myynti|försäljning|salg)\b|销售|营收|收入|业绩|目标|预算|库存|市场|汇率|売上|매출/iu;

/**
 * The table with the one period that its titles, or the names of file and sheet, say it is of, where no column holds a date or
 * is a period, and columns hold what is counted by period: amounts, pieces, targets, stock.
 */
export function addPeriod(
  table: Described,
  { titles, names }: { titles: string[]; names: string[] },
  { year, fiscalStart }: ReadOptions,
): Described & { period: TablePeriod | null } {
  const { profiles, sample } = table;
  const figures = profiles.filter(
    ({ numeric, filled, type }) => filled > 0 && type !== 'date' && numeric >= 0.7,
  );
  if (figures.length === 0 || profiles.some(isDated)) return { ...table, period: null };
  const known = year ?? findYear([...titles, ...names]) ?? undefined;
  const found = titlePeriod(titles, names, { year: known, fiscalStart });
  if (!found || !figures.some((one) => isCounted(one, titles, names))) return { ...table, period: null };
  const worded = profiles.filter(({ type, filled }) => type === 'text' && filled > 0).length;
  if (found.from === 'file' && worded > mostWords && !speaksOfFigures([...titles, ...names]))
    return { ...table, period: null };
  const name = nameOf(profiles);
  const column = {
    ...profileColumn(
      name,
      sample.map(() => found.text),
    ),
    told: found.confidence,
  };
  return {
    profiles: [...profiles, column],
    sample: sample.map((cells) => [...asWide(cells, profiles.length), found.text]),
    period: { ...found, name },
  };
}

/** A column of dates, or one whose header is a period. */
function isDated({ type, dated, filled, header, year, yearColumn }: ColumnProfile): boolean {
  if (filled === 0) return false;
  if (type === 'date' || year !== undefined || yearColumn !== undefined) return true;
  if (dated >= 0.5 && headerMatch(header, 'date', 'sales') >= 0.6) return true;
  return parsePeriodHeader(header) !== null;
}

/** Whether a column is one of figures that are counted by period, by its name or by what titles say. */
function isCounted({ header }: ColumnProfile, titles: string[], names: string[]): boolean {
  if (
    headerMatch(header, 'wallet', 'accounts') >= told ||
    headerMatch(header, 'list_price', 'products') >= told
  )
    return false;
  const named = figureKinds.some((kind) =>
    kindFields[kind].some(
      ({ name, type }) => type === 'number' && name !== 'price' && headerMatch(header, name, kind) >= told,
    ),
  );
  return named || speaksOfFigures([...titles, ...names]);
}

function speaksOfFigures(texts: string[]): boolean {
  return texts.some((text) => ofFigures.test(text.replace(/[_.-]+/g, ' ')));
}

function nameOf(profiles: ColumnProfile[]): string {
  const base = profiles.some(({ header }) => /\p{Script=Han}/u.test(header)) ? '期间' : 'Period';
  let name = base;
  for (let copy = 2; profiles.some(({ header }) => header === name); copy++) name = `${base} (${copy})`;
  return name;
}
