import type { Random } from './asianTexts.ts';
import {
  type AmountStyle,
  amountStyle,
  type Cell,
  type DateStyle,
  dateStyle,
  type Fact,
  type FactLanguage,
  periodStyle,
  textCell,
} from './randomFacts.ts';

/** A table as a grid of cells, and what is sold according to it. */
export interface FactTable {
  /** Rows of the header, and below it. */
  header: Cell[][];
  rows: Cell[][];
  /** Cells of the header that are one, each from a column on, so many wide, by the row of the header. */
  merges: { row: number; column: number; width: number }[];
  facts: Fact[];
  made: string;
  /** What stands above in any case. */
  title?: string;
  /** A total of all, in the column of this number, or several. */
  totals: Cell[] | null;
}

type Pick = <T>(list: readonly T[]) => T;
const blank = textCell('');
const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const sumOf = (facts: readonly Fact[]) => facts.reduce((total, { cents }) => total + cents, 0);

function cents(random: Random): number {
  const size = random(3) === 0 ? 1_000 + random(300_000_000) : 1_000 + random(900_000);
  return random(9) === 0 ? -size : size;
}

/** A list of sales, one a row; a printed one may name a customer above its rows. */
export function listTable(
  random: Random,
  language: FactLanguage,
  unit: 0 | 3 | 4,
  printed = true,
): FactTable {
  const pick: Pick = (list) => list[random(list.length)]!;
  const dates = dateStyle(random);
  const amounts = amountStyle(random, language, unit);
  const accounts = language.names.filter((_, at) => at < 2 || random(3) > 0);
  const facts = makeFacts(random, accounts, dates);
  const columns = listColumns(random, language, dates, amounts);
  const rows = facts.map((fact, row) => columns.map(({ cell }) => cell(fact, row)));
  const several = accounts.length > 2;
  const grouping = several && printed ? random(6) : 5;
  const labelled = columns.findIndex(({ kind }) => kind === 'account');
  const amountAt = columns.findIndex(({ kind }) => kind === 'amount');
  const totals =
    random(3) === 0
      ? columns.map(({ kind }, at) =>
          kind === 'amount'
            ? amounts.write(sumOf(facts))
            : at === (labelled === 0 ? 0 : labelled)
              ? textCell(pick(language.total))
              : blank,
        )
      : null;
  const shown = grouping === 0 ? withSubtotals(rows, facts, { labelled, amountAt, amounts, language }) : rows;
  const once = grouping === 1 && labelled === 0;
  const apart =
    printed && grouping === 2 && columns.length > 3 && rows[0]![labelled === 0 ? 1 : 0]!.text !== '';
  const kept = apart ? columns.filter((_, at) => at !== labelled) : columns;
  const named = kept.map(({ kind, name }) => textCell(nameOf(random, kind, name, language, unit)));
  return {
    header: [named],
    rows: once ? labelsOnce(rows, facts) : apart ? underNames(rows, facts, labelled, language) : shown,
    merges: [],
    facts,
    made: `list ${columns.map(({ kind }) => kind).join('+')} ${dates.way} ${amounts.way}${grouping === 0 ? ' subtotals' : once ? ' labels once' : apart ? ' under names' : ''}`,
    totals: apart && totals ? totals.filter((_, at) => at !== labelled) : totals,
  };
}

/** A name as programs write it: in capitals, with underscores, with the unit of its amounts. */
function nameOf(random: Random, kind: string, name: string, language: FactLanguage, unit: number): string {
  const way = random(8);
  if (way === 0) return name.toUpperCase();
  if (way === 1 && /^[\x20-\x7e]+$/.test(name)) return name.toLowerCase().replaceAll(' ', '_');
  if (kind !== 'amount' || unit > 0) return name;
  if (way === 2) return `${name} (${language.code})`;
  return way === 3 ? `${name} ${language.code}` : name;
}

/** Rows below the name of their account, which has no column. */
function underNames(rows: Cell[][], facts: Fact[], labelled: number, language: FactLanguage): Cell[][] {
  const word = language.account[0];
  return rows.flatMap((cells, row) => {
    const own = cells.filter((_, at) => at !== labelled);
    const { account } = facts[row]!;
    if (facts[row - 1]?.account === account) return [own];
    return [own.map((_, at) => (at === 0 ? textCell(`${word}: ${account}`) : blank)), own];
  });
}

function makeFacts(random: Random, accounts: readonly string[], dates: DateStyle): Fact[] {
  const first = 2021 + random(4);
  const per = 3 + random(dates.months === null ? 12 : 5);
  return accounts.flatMap((account) =>
    Array.from({ length: per }, (_, at): Fact => {
      const month = dates.months === 3 ? 1 + 3 * (at % 4) : 1 + ((at * 5) % 12);
      const day = dates.months === null ? 1 + ((at * 7 + random(5)) % 28) : 1;
      const year = first + (dates.months === 3 && at > 3 ? 1 : 0);
      const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      return { account, date, cents: cents(random) };
    }),
  );
}

interface ListColumn {
  kind: string;
  name: string;
  cell: (fact: Fact, row: number) => Cell;
}

function listColumns(
  random: Random,
  language: FactLanguage,
  dates: DateStyle,
  amounts: AmountStyle,
): ListColumn[] {
  const pick: Pick = (list) => list[random(list.length)]!;
  const dateName =
    dates.months === null ? language.date : dates.months === 1 ? language.period : language.quarter;
  const long = random(3) === 0;
  const column = (kind: string, name: string, cell: ListColumn['cell']): ListColumn => ({ kind, name, cell });
  const all = [
    column('account', pick(language.account), ({ account }) => textCell(account)),
    column('date', pick(dateName), ({ date }) => dates.write(date)),
    column('amount', pick(language.amount), (fact) => amounts.write(fact.cents)),
  ];
  const others: ListColumn[] = [
    column('id', pick(language.id), ({ account }) => {
      const number = language.names.indexOf(account as never) + 1;
      return textCell(long ? `90071992547409931${number}` : String(number).padStart(6, '0'));
    }),
    column('quantity', pick(language.quantity), () => {
      const value = 1 + random(90);
      return { text: String(value), value, format: 'general' };
    }),
    column('product', pick(language.product), () => textCell(pick(language.products))),
    column('order', pick(language.order), (_, row) => textCell(`SO-${10_000 + row}`)),
    column('owner', pick(language.owner), () => textCell(pick(language.owners))),
    column('region', pick(language.region), () => textCell(pick(language.regions))),
    column('note', pick(language.note), () => textCell(pick(language.notes))),
    column('empty', '', () => blank),
    column('line', '#', (_, row) => ({ text: String(row + 1), value: row + 1, format: 'general' })),
  ];
  const chosen = others.filter(() => random(3) === 0);
  if (random(2) === 0) return [...all, ...chosen];
  const mixed = [...all, ...chosen];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

interface Sums {
  labelled: number;
  amountAt: number;
  amounts: AmountStyle;
  language: FactLanguage;
}

function withSubtotals(
  rows: Cell[][],
  facts: Fact[],
  { labelled, amountAt, amounts, language }: Sums,
): Cell[][] {
  return rows.flatMap((cells, row) => {
    const { account } = facts[row]!;
    if (facts[row + 1]?.account === account) return [cells];
    const own = sumOf(facts.filter((fact) => fact.account === account));
    const sum = cells.map((_, at) =>
      at === amountAt ? amounts.write(own) : at === labelled ? textCell(language.subtotal(account)) : blank,
    );
    return [cells, sum];
  });
}

/** The account stands in the first row of its group only. */
function labelsOnce(rows: Cell[][], facts: Fact[]): Cell[][] {
  return rows.map((cells, row) =>
    facts[row - 1]?.account === facts[row]!.account ? [blank, ...cells.slice(1)] : cells,
  );
}

/** Customers down, periods across. */
export function wideTable(random: Random, language: FactLanguage, unit: 0 | 3 | 4): FactTable {
  const pick: Pick = (list) => list[random(list.length)]!;
  const periods = periodStyle(random);
  const amounts = amountStyle(random, language, unit);
  const step = (periods.months as 1 | 3 | null) ?? 1;
  const count = step === 3 ? 2 + random(7) : 3 + random(22);
  const first = 2022 + random(3);
  const from = step === 3 ? 0 : random(12);
  const dates = Array.from({ length: count }, (_, at) => {
    const month = from + at * step;
    return `${first + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  });
  const withId = random(3) === 0;
  const withRegion = random(3) === 0;
  const facts: Fact[] = [];
  const across = random(3) === 0;
  const rows = language.names.map((account, row) => {
    const own = dates.map((date): Fact | null =>
      random(8) === 0 && row > 0 ? null : { account, date, cents: cents(random) },
    );
    const filled = own.filter((fact) => fact !== null);
    facts.push(...filled);
    return [
      ...(withId ? [textCell(String(row + 1).padStart(6, '0'))] : []),
      textCell(account),
      ...(withRegion ? [textCell(pick(language.regions))] : []),
      ...own.map((fact) => (fact ? amounts.write(fact.cents) : blank)),
      ...(across ? [amounts.write(sumOf(filled))] : []),
    ];
  });
  const leading = [
    ...(withId ? [pick(language.id)] : []),
    pick(language.account),
    ...(withRegion ? [pick(language.region)] : []),
  ];
  const bare = step === 1 && random(6) === 0 && dates.every((date) => date.startsWith(String(first)));
  const yearless = (date: string) =>
    language.code === 'CNY' ? `${Number(date.slice(5, 7))}月` : english[Number(date.slice(5, 7)) - 1]!;
  const header = [
    ...leading.map(textCell),
    ...dates.map((date) => (bare ? textCell(yearless(date)) : periods.write(date))),
    ...(across ? [textCell(pick(language.total))] : []),
  ];
  const totals =
    random(3) === 0
      ? [
          ...leading.map((_, at) => (at === (withId ? 1 : 0) ? textCell(pick(language.total)) : blank)),
          ...dates.map((date) => amounts.write(sumOf(facts.filter((fact) => fact.date === date)))),
          ...(across ? [amounts.write(sumOf(facts))] : []),
        ]
      : null;
  return {
    header: [header],
    rows,
    merges: [],
    facts,
    ...(bare ? { title: `${language.titles[0]} ${first}` } : {}),
    made: `wide ${count} ${bare ? 'without year' : periods.way} ${amounts.way}${withId ? ' id' : ''}${withRegion ? ' region' : ''}${across ? ' total across' : ''}`,
    totals,
  };
}

/** Customers down; amounts and units of each month across, in one row of names, perhaps with the sums of quarters between. */
export function measuresTable(random: Random, language: FactLanguage, unit: 0 | 3 | 4): FactTable {
  const pick: Pick = (list) => list[random(list.length)]!;
  const amounts = amountStyle(random, language, unit);
  const year = 2022 + random(3);
  const units = random(2) === 0;
  const quarters = !units;
  const first = random(2) === 0;
  const [money, pieces] = [language.amount[0]!, language.quantity[0]!];
  const short = String(year).slice(2);
  const names =
    language.code === 'CNY'
      ? english.map((_, at) => `${year}年${at + 1}月`)
      : english.map((name) => `${name}-${short}`);
  const name = (period: string, measure: string) => (first ? `${period} ${measure}` : `${measure} ${period}`);
  const header: string[] = [pick(language.account)];
  for (let month = 0; month < 6; month++) {
    header.push(units ? name(names[month]!, money) : names[month]!);
    if (units) header.push(name(names[month]!, pieces));
    if (quarters && month % 3 === 2) header.push(`Q${(month + 1) / 3}`);
  }
  const facts: Fact[] = [];
  const rows = language.names.map((account) => {
    const cells: Cell[] = [textCell(account)];
    let sum = 0;
    for (let month = 0; month < 6; month++) {
      const fact = {
        account,
        date: `${year}-${String(month + 1).padStart(2, '0')}-01`,
        cents: cents(random),
      };
      facts.push(fact);
      sum += fact.cents;
      cells.push(amounts.write(fact.cents));
      const count = 1 + random(60);
      if (units) cells.push({ text: String(count), value: count, format: 'general' });
      if (quarters && month % 3 === 2) {
        cells.push(amounts.write(sum));
        sum = 0;
      }
    }
    return cells;
  });
  return {
    header: [header.map(textCell)],
    rows,
    merges: [],
    facts,
    made: `measures ${units ? 'units' : 'quarters'} ${amounts.way}`,
    totals: null,
  };
}

/** Customers down; years above their months, or months above amounts and units, as merged cells. */
export function stackedHeaderTable(random: Random, language: FactLanguage, unit: 0 | 3 | 4): FactTable {
  const pick: Pick = (list) => list[random(list.length)]!;
  const amounts = amountStyle(random, language, unit);
  const first = 2022 + random(3);
  const years = random(2) === 0;
  const inner = years ? 12 : 2;
  const groups = years ? 1 + random(2) : 3 + random(4);
  const months = english;
  const chinese = language.code === 'CNY';
  const [money, units] = [pick(language.amount.slice(0, 2)), language.quantity[0]!];
  const upper = Array.from({ length: groups * inner }, (_, at) => {
    if (at % inner !== 0) return '';
    const group = at / inner;
    if (years) return chinese && group % 2 === 0 ? `${first + group}年` : String(first + group);
    return chinese ? `${first}年${group + 1}月` : `${months[group]} ${first}`;
  });
  const marked = years && upper.every((text) => text === '' || text.endsWith('年'));
  const lower = Array.from({ length: groups * inner }, (_, at) =>
    years ? (chinese ? `${(at % 12) + 1}月` : months[at % 12]!) : at % 2 === 0 ? money : units,
  );
  const facts: Fact[] = [];
  const rows = language.names.map((account) => [
    textCell(account),
    ...lower.map((_, at): Cell => {
      if (!years && at % 2 === 1) {
        const value = 1 + random(60);
        return { text: String(value), value, format: 'general' };
      }
      const year = years ? first + Math.floor(at / 12) : first;
      const month = years ? (at % 12) + 1 : at / 2 + 1;
      const fact = { account, date: `${year}-${String(month).padStart(2, '0')}-01`, cents: cents(random) };
      facts.push(fact);
      return amounts.write(fact.cents);
    }),
  ]);
  const asCell = (text: string): Cell =>
    /^\d{4}$/.test(text) ? { text, value: Number(text), format: 'general' } : textCell(text);
  const label = pick(language.account);
  const above = random(2) === 0;
  return {
    header: [
      [above ? textCell(label) : blank, ...upper.map(asCell)],
      [above ? blank : textCell(label), ...lower.map(textCell)],
    ],
    rows,
    merges: Array.from({ length: groups }, (_, group) => ({
      row: 0,
      column: 1 + group * inner,
      width: inner,
    })),
    facts,
    made: `stacked ${years ? 'years' : 'months'} ${groups} ${amounts.way}${marked ? ' 年' : ''}`,
    totals: null,
  };
}
