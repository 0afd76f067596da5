import type { TableKind } from '../../../shared/domain/fields.ts';
import type { Random } from './asianTexts.ts';
import type { FactTable } from './factLayouts.ts';
import { type KindLanguage, kindWords } from './kindWords.ts';
import {
  amountStyle,
  type Cell,
  type DateStyle,
  dayStyle,
  type FactLanguage,
  longerStyle,
  monthStyle,
  textCell,
} from './randomFacts.ts';

/** What a row says, by field: text, a number, a day as an ISO date; null where its cell is empty. */
export type KindRow = Record<string, string | number | null>;

/** A table of one kind, and the rows that are meant. */
export interface KindTable extends Omit<FactTable, 'facts'> {
  kind: TableKind;
  truth: KindRow[];
}

type Pick = <T>(list: readonly T[]) => T;
interface Column {
  field: string;
  name: string;
  /** Writes the value of a row, by its number. */
  write: (value: string | number | null, row: number) => Cell;
  value: (row: number) => string | number | null;
}

const blank = textCell('');
const pad = (value: number) => String(value).padStart(2, '0');
const errors = ['#N/A', '#DIV/0!', '#REF!', '#VALUE!'];

/** Fields that each kind always has, and those that it may have. */
const always: Record<TableKind, string[]> = {
  accounts: ['account'],
  products: ['product'],
  sales: ['account', 'date', 'revenue'],
  plans: ['date', 'target'],
  feedback: ['account', 'date', 'score'],
  activities: ['account', 'date', 'type'],
  stock: ['account', 'date', 'product', 'inventory'],
  market: ['date', 'value'],
  rates: ['date', 'from', 'to', 'rate'],
};
const sometimes: Record<TableKind, string[]> = {
  accounts: [
    'account_id',
    'parent',
    'region',
    'province',
    'city',
    'city_tier',
    'industry',
    'segment',
    'owner',
    'team',
    'contract_start',
    'contract_end',
    'wallet',
    'tags',
  ],
  products: ['sku', 'category', 'list_price', 'unit'],
  sales: [
    'account_id',
    'product',
    'sku',
    'order',
    'quantity',
    'price',
    'cost',
    'currency',
    'region',
    'owner',
    'segment',
    'channel',
  ],
  plans: ['account', 'product', 'owner', 'market'],
  feedback: ['comment', 'respondent', 'topic'],
  activities: ['planned', 'owner', 'note', 'opened', 'closed', 'due'],
  stock: ['site', 'outbound', 'sell_out', 'received'],
  market: ['category', 'region', 'metric', 'unit'],
  rates: [],
};
/** Fields of which one of a group has to be there for the kind to be told. */
const oneOf: Partial<Record<TableKind, string[]>> = {
  accounts: ['segment', 'industry', 'owner', 'city', 'account_id'],
  products: ['sku', 'category', 'list_price'],
  plans: ['account', 'product', 'owner', 'market'],
  market: ['category', 'region'],
};
/** Kinds whose rows are of months as often as of days, and of longer periods. */
const periodic = new Set<TableKind>(['plans', 'market', 'sales', 'stock']);

function dateStyleFor(random: Random, kind: TableKind): DateStyle {
  if (!periodic.has(kind)) return dayStyle(random);
  const way = random(kind === 'plans' || kind === 'market' ? 4 : 6);
  return way === 0 ? longerStyle(random) : way < 3 ? monthStyle(random) : dayStyle(random);
}

/** The first day of the period in which a day lies. */
function startOf(iso: string, months: DateStyle['months']): string {
  if (months === null) return iso;
  const [year, month] = iso.split('-').map(Number) as [number, number];
  if (months !== 'week') return `${year}-${pad(Math.floor((month - 1) / months) * months + 1)}-01`;
  const day = new Date(`${iso}T00:00:00Z`);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}

/** A table of this kind as somebody might keep it, by chance. */
export function kindTable(random: Random, language: FactLanguage, kind: TableKind): KindTable {
  const pick: Pick = (list) => list[random(list.length)]!;
  const words = kindWords[language.code];
  const fields = chooseFields(random, kind);
  const dates = dateStyleFor(random, kind);
  const days = dates.months === null ? dates : dayStyle(random);
  const count = 6 + random(20);
  const columns = fields.map((field) =>
    columnOf(field, { random, language, words, kind, dates, days, count }),
  );
  if (random(2) === 0) shuffle(random, columns);
  const optional = new Set(
    sometimes[kind].filter((field) => !keys.has(field) && !oneOf[kind]?.includes(field)),
  );
  const holes = random(2) === 0;
  const broken = random(4) === 0;
  const truth: KindRow[] = [];
  const rows = Array.from({ length: count }, (_, row): Cell[] => {
    const own: KindRow = {};
    const cells = columns.map(({ field, write, value }) => {
      const empty = holes && optional.has(field) && random(6) === 0;
      own[field] = empty ? null : value(row);
      return empty ? blank : write(own[field]!, row);
    });
    if (broken && random(8) === 0) {
      const at = random(columns.length);
      const { field } = columns[at]!;
      if (optional.has(field) && numbers.has(field)) {
        cells[at] = textCell(pick(errors));
        own[field] = null;
      }
    }
    truth.push(own);
    return cells;
  });
  const kept = truth.map((row) => named(kind, row, fields));
  const total = random(4) === 0 ? totalRow(columns, truth, rows, pick(language.total)) : null;
  const share = random(6) === 0;
  if (share) addShares(random, columns, rows, language.decimal, total);
  return {
    kind,
    header: [columns.map(({ name }) => textCell(name))],
    rows,
    merges: [],
    truth: kept,
    made: `${kind}${total ? ' total' : ''}${share ? ' shares' : ''} ${columns.map(({ field, name }) => `${field}=${name}`).join('+')} ${dates.way}${holes ? ' holes' : ''}${broken ? ' errors' : ''}`,
    totals: total,
  };
}

const numbers = new Set([
  'wallet',
  'list_price',
  'quantity',
  'price',
  'cost',
  'outbound',
  'sell_out',
  'received',
]);
/** Without them a row is of another account or product than with them. */
const keys = new Set(['account_id', 'sku', 'product']);

/** Fields under the names that an import gives them. */
function named(kind: TableKind, row: KindRow, fields: string[]): KindRow {
  if (kind !== 'feedback') return row;
  const { score, ...rest } = row;
  return { ...rest, [fields.includes('csat') ? 'csat' : 'nps']: score! };
}

function chooseFields(random: Random, kind: TableKind): string[] {
  const own = sometimes[kind].filter(() => random(2) === 0);
  const group = oneOf[kind];
  if (group && !own.some((field) => group.includes(field))) own.push(group[random(group.length)]!);
  if (kind === 'sales' && own.includes('price') && !own.includes('quantity')) own.push('quantity');
  if (kind === 'sales' && own.includes('sku') && !own.includes('product')) own.push('product');
  return [...always[kind], ...own];
}

function shuffle<T>(random: Random, list: T[]): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}

const additive = new Set([
  'revenue',
  'quantity',
  'cost',
  'target',
  'value',
  'inventory',
  'outbound',
  'sell_out',
  'received',
]);

/** The sums of the figures, below the names of the first column that holds some; null where nothing can be added up. */
function totalRow(columns: Column[], truth: KindRow[], rows: Cell[][], word: string): Cell[] | null {
  const label = columns.findIndex(({ field }) => totalled.has(field));
  if (label < 0 || !columns.some(({ field }) => additive.has(field)) || rows.length === 0) return null;
  return columns.map(({ field, write }, at) => {
    if (at === label) return textCell(word);
    if (!additive.has(field)) return blank;
    return write(
      Math.round(truth.reduce((sum, row) => sum + ((row[field] as number | null) ?? 0), 0) * 100) / 100,
      0,
    );
  });
}

/** Fields below whose names a total is written. */
const totalled = new Set(['account', 'product', 'owner', 'region', 'category', 'site', 'market']);

/** A column of shares in percent, which is of no kind's fields. */
function addShares(
  random: Random,
  columns: Column[],
  rows: Cell[][],
  decimal: string,
  total: Cell[] | null,
): void {
  const at = random(columns.length + 1);
  const write = (tenths: number): Cell => ({
    text: `${(tenths / 10).toFixed(1).replace('.', decimal)}%`,
    value: tenths / 1000,
    format: 'percent',
  });
  columns.splice(at, 0, {
    field: '',
    name: ['Share', 'Margin %', '%', 'Discount %'][random(4)]!,
    value: () => null,
    write: () => blank,
  });
  for (const cells of rows) cells.splice(at, 0, write(random(1000)));
  total?.splice(at, 0, write(1000));
}

interface Making {
  random: Random;
  language: FactLanguage;
  words: KindLanguage;
  kind: TableKind;
  dates: DateStyle;
  /** How days are written that are not the date of the row. */
  days: DateStyle;
  count: number;
}

function columnOf(field: string, making: Making): Column {
  const { random, words, kind, dates } = making;
  const pick: Pick = (list) => list[random(list.length)]!;
  const list = words.headers[`${kind}.${field}`] ?? words.headers[field];
  if (!list) throw new Error(`No words for ${kind}.${field}`);
  const name = field === 'date' && dates.months !== null ? pick(words.period) : pick(list);
  return { field, name, ...valuesOf(field, making) };
}

const ofDays = new Set(['contract_start', 'contract_end', 'opened', 'closed', 'due']);

function valuesOf(field: string, making: Making): Values {
  const { random, language, words, kind, count } = making;
  const pick: Pick = (list) => list[random(list.length)]!;
  if (field === 'date' || ofDays.has(field)) return dateValues(field, making);
  const money = ['revenue', 'target', 'value', 'wallet', 'list_price', 'price', 'cost'];
  if (money.includes(field)) {
    const amounts = amountStyle(random, language, 0);
    return {
      value: () => (1_000 + random(field.includes('price') ? 90_000 : 90_000_000)) / 100,
      write: (value) => amounts.write(Math.round((value as number) * 100)),
    };
  }
  if (field === 'rate')
    return {
      value: () => Number((0.2 + random(90_000) / 10_000).toFixed(4)),
      write: decimals(language.decimal),
    };
  if (['quantity', 'inventory', 'outbound', 'sell_out', 'received'].includes(field))
    return { value: () => 1 + random(4_000), write: whole };
  if (field === 'score') return { value: (row) => row % 11, write: whole };
  const names = kind === 'accounts' ? numberedNames(language, count) : language.names;
  const text = (values: readonly string[]): Values => ({
    value: () => pick(values),
    write: (value) => textCell(String(value)),
  });
  if (field === 'account')
    return {
      value: (row) => names[kind === 'accounts' ? row : row % names.length]!,
      write: (value) => textCell(String(value)),
    };
  if (field === 'product')
    return kind === 'products'
      ? {
          value: (row) => `${words.products[row % words.products.length]} ${row + 1}`,
          write: (value) => textCell(String(value)),
        }
      : { value: (row) => words.products[row % 3]!, write: (value) => textCell(String(value)) };
  if (field === 'account_id')
    return {
      value: (row) => String(1001 + (kind === 'accounts' ? row : row % names.length)).padStart(6, '0'),
      write: (value) => textCell(String(value)),
    };
  if (field === 'sku')
    return {
      value: (row) => `SKU-${kind === 'products' ? row : row % 3}`,
      write: (value) => textCell(String(value)),
    };
  if (field === 'order')
    return { value: (row) => `SO-${10_000 + row}`, write: (value) => textCell(String(value)) };
  if (field === 'from')
    return { value: (row) => ['USD', 'GBP', 'JPY'][row % 3]!, write: (value) => textCell(String(value)) };
  if (field === 'to') return { value: () => 'EUR', write: (value) => textCell(String(value)) };
  if (field === 'currency') return text([language.code, 'USD', 'EUR']);
  return text(words.values[field] ?? ['A', 'B', 'C']);
}

type Values = { value: Column['value']; write: Column['write'] };
const whole: Column['write'] = (value) => ({
  text: String(value),
  value: value as number,
  format: 'general',
});
const decimals =
  (decimal: string): Column['write'] =>
  (value) => ({
    text: String(value).replace('.', decimal),
    value: value as number,
    format: 'general',
  });

function numberedNames({ names }: FactLanguage, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    at < names.length ? names[at]! : `${names[at % names.length]} ${Math.floor(at / names.length) + 1}`,
  );
}

function dateValues(field: string, { random, dates, days, kind }: Making): Values {
  const style = field === 'date' ? dates : days;
  const first = 2022 + random(3);
  return {
    value: (row) => {
      const month = 1 + ((row * 5 + random(2)) % 12);
      const day = 1 + ((row * 7 + random(5)) % 28);
      const year = first + (field === 'contract_end' ? 1 : 0) + (kind === 'rates' ? Math.floor(row / 12) : 0);
      return startOf(`${year}-${pad(month)}-${pad(day)}`, style.months);
    },
    write: (value) => style.write(value as string),
  };
}
