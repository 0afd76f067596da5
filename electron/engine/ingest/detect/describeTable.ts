import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { isBlank } from '../csv/dialect.ts';
import { mostColumns } from '../xlsx/cellRange.ts';
import { type CellCurrency, currencyOf, detectCellCurrency } from './cellCurrency.ts';
import { type ColumnProfile, profileColumn } from './columns.ts';
import { dateSystemOf } from './dateSystem.ts';
import type { FoundFill } from './fillDocuments.ts';
import { detectFill, surelyFilled } from './fillDown.ts';
import { GroupLabels } from './groupLabels.ts';
import { asWide, detectGroupRows, type FoundGroups, GroupNames } from './groupRows.ts';
import { detectHeader } from './header.ts';
import { joinHeader, nameColumns } from './headerNames.ts';
import { headerScale } from './headerScale.ts';
import { detectLedger, type FoundLedger, ledgerAmount } from './ledger.ts';
import { numberedMonths } from './numberedMonths.ts';
import { detectSeriesRows, type SeriesRows } from './seriesRows.ts';
import { settleOpen } from './settleOpen.ts';
import { detectSumGroups } from './sumGroups.ts';
import { addPeriod, type TablePeriod } from './tablePeriod.ts';
import { countTitles } from './titlesAbove.ts';
import { findYear } from './yearNamed.ts';

/** Where the header stands and what the columns below it hold. */
export interface TableShape {
  /** Record of the header, the last of `headerRows`; −1 = none. */
  headerRow: number;
  headerRows: number;
  headerConfidence: number;
  /** The first data record. */
  dataRow: number;
  /** Cells of the last header record, as written. */
  headerCells: string[];
  /** What stands above the header, one text a record. */
  titles: string[];
  profiles: ColumnProfile[];
  /** Labels that stand on the first row of their group, as found, and the columns that are filled. */
  fill: ChosenFill | null;
  /** Sides of a ledger; where they are taken, the last column holds the amounts. */
  ledger: FoundLedger | null;
  /** Amounts whose cells name their currency, which stands behind all other columns. */
  cellCurrency: CellCurrency | null;
  /** Records that describe the columns, between the one that names them and the dated ones. */
  series: SeriesRows | null;
  /** The one period of all rows, which stands behind all other columns. */
  period: TablePeriod | null;
  /** Data records among the sample, not blank. */
  sample: string[][];
}

export interface ChosenFill {
  found: FoundFill | null;
  columns: number[];
  /** Rows that hold nothing but the name of their group; `taken`: it stands in columns of its own, behind the others. */
  groups: (FoundGroups & { taken: boolean }) | null;
}

export interface TableContext {
  options: ReadOptions;
  /** Names of the file and the sheet: they may hold the year, or the period. */
  file: string;
  sheet?: string | undefined;
  /** Records at the start that only say how the file is written. */
  skip: number;
}

const headerRecords = 100;

/** What are the columns of these records, and where do they begin? */
export function describeTable(records: string[][], { options, file, sheet, skip }: TableContext): TableShape {
  const series = chooseSeries(records, skip, options);
  const found = series
    ? { row: series.headerRow - skip, first: series.headerRow - skip, confidence: 0.95 }
    : detectHeader(records.slice(skip, skip + headerRecords));
  const detected = found.row < 0 ? -1 : found.row + skip;
  const headerRow = Math.min(options.headerRow ?? detected, records.length - 1);
  const headerRows = countHeaderRows(options, headerRow, detected, found.row - found.first + 1);
  const first = headerRow - headerRows + 1;
  const block = headerRow < 0 ? [] : records.slice(first, headerRow + 1);
  const written = (block.at(-1) ?? []).join('\u0001');
  const titled = headerRow < 0 ? (options.titleRows ?? countTitles(records.slice(skip))) : 0;
  const below = headerRow < 0 ? Math.min(skip + titled, records.length) : Math.max(headerRow + 1, skip);
  const dataRow = series?.dataRow ?? below;
  const data = records
    .slice(dataRow)
    .filter((cells) => !isBlank(cells) && (block.length === 0 || cells.join('\u0001') !== written));
  const joined = block.length > 1 ? joinHeader(block) : (block[0] ?? []);
  const own = nameColumns(series ? [dateName(series), ...joined.slice(1)] : joined, data);
  if (own.length > mostColumns) throw tooWide(file, own.length);
  const groups = chooseGroups(own, data, options);
  const named = groups?.taken ? [...own, ...groups.names] : own;
  const rows = groups?.taken ? grouped(data, groups, own.length) : data;
  const fill = chooseFill(named, rows, groups, options);
  const labelled = fill ? filled(rows, fill.columns, block.at(-1) ?? []) : rows;
  const titles = records
    .slice(skip, headerRow < 0 ? dataRow : Math.max(skip, series?.first ?? first))
    .map((cells) =>
      cells
        .filter((cell) => cell.trim() !== '')
        .join(' ')
        .trim(),
    )
    .filter((title) => title !== '');
  const ledger = detectLedger(named, labelled, [...titles, file], options.ledger);
  const whole = ledger?.taken ? [...named, ledger.name] : named;
  const priced = ledger?.taken ? withAmounts(labelled, ledger, named.length) : labelled;
  const cellCurrency = detectCellCurrency(whole, priced);
  const headers = cellCurrency ? [...whole, cellCurrency.name] : whole;
  const sample = cellCurrency ? withCurrency(priced, cellCurrency, whole.length) : priced;
  const profiles = profileColumns(headers, sample, titles, file, options, ledger).map((profile, column) =>
    fill?.columns.includes(column) || (column >= own.length && column < named.length)
      ? { ...profile, groups: true }
      : profile,
  );
  const names = sheet === undefined ? [file] : [sheet, file];
  const dated = addPeriod({ profiles, sample }, { titles, names }, options);
  return {
    headerRow,
    headerRows,
    headerConfidence: options.headerRow === undefined ? found.confidence : 1,
    dataRow,
    headerCells: block.at(-1) ?? [],
    titles,
    profiles: dated.profiles,
    fill,
    ledger,
    cellCurrency,
    series,
    period: dated.period,
    sample: dated.sample,
  };
}

/** Records that describe the columns, unless the user says which record is the header. */
function chooseSeries(records: string[][], skip: number, options: ReadOptions): SeriesRows | null {
  if (options.headerRows !== undefined && options.headerRows > 1) return null;
  const found = detectSeriesRows(
    skip === 0 ? records : [...Array.from({ length: skip }, () => []), ...records.slice(skip)],
  );
  return options.headerRow === undefined || options.headerRow === found?.headerRow ? found : null;
}

/** What the column of dates is called below the names of properties. */
function dateName({ labels }: SeriesRows): string {
  return labels.some((label) => /\p{Script=Han}/u.test(label)) ? '日期' : 'Date';
}

/** Whether names of groups become columns: as the user says, else where it is sure. */
function chooseGroups(headers: string[], data: string[][], { fill }: ReadOptions): ChosenFill['groups'] {
  const found = detectGroupRows(headers, data) ?? detectSumGroups(headers, data);
  if (!found) return null;
  const taken = fill ? found.names.some((name) => fill.includes(name)) : found.confidence >= surelyFilled;
  return { ...found, taken };
}

/** The rows of groups with their names behind them. */
function tooWide(file: string, columns: number): ExpectedError {
  return new ExpectedError('badInput', `${file} has ${columns} columns; at most ${mostColumns} are read`, {
    file,
    hint: 'See whether another character parts its columns, or export the table with fewer of them.',
  });
}

function grouped(data: string[][], groups: FoundGroups, width: number): string[][] {
  const names = new GroupNames(groups, width);
  return data.flatMap((record) => {
    const { cells, begins } = names.add(record);
    return begins ? [] : [cells];
  });
}

/** Which columns take the label above in their empty cells: as the user says, else as is sure. */
function chooseFill(
  headers: string[],
  data: string[][],
  groups: ChosenFill['groups'],
  { fill }: ReadOptions,
): ChosenFill | null {
  const found = detectFill(headers, data);
  if (fill === undefined && !found && !groups) return null;
  const own = new Set(groups?.names);
  const wanted = fill?.filter((name) => !own.has(name)).map((name) => headers.indexOf(name));
  const sure = found && found.confidence >= surelyFilled ? found.columns : [];
  const columns = (wanted ?? sure).filter((column) => column >= 0).toSorted((a, b) => a - b);
  return { found, columns, groups };
}

function filled(data: string[][], columns: number[], headerCells: string[]): string[][] {
  if (columns.length === 0) return data;
  const labels = new GroupLabels(columns, labelNames(columns, headerCells));
  return data.map((cells) => labels.fill(cells));
}

/** The rows with their amounts behind them. */
function withAmounts(data: string[][], ledger: FoundLedger, width: number): string[][] {
  return data.map((cells) => [...asWide(cells, width), ledgerAmount(cells, ledger)]);
}

/** The rows with the currency that a cell names behind them. */
function withCurrency(data: string[][], { column }: CellCurrency, width: number): string[][] {
  return data.map((cells) => [...asWide(cells, width), currencyOf(cells[column] ?? '')]);
}

/** What the last record of the header calls these columns. */
export function labelNames(columns: readonly number[], headerCells: readonly string[]): string[] {
  return columns.map((column) => headerCells[column]?.trim() ?? '');
}

function countHeaderRows(options: ReadOptions, row: number, detected: number, rows: number): number {
  if (row < 0) return 0;
  const wanted = options.headerRows ?? (row === detected ? rows : 1);
  return Math.max(1, Math.min(wanted, row + 1));
}

function profileColumns(
  headers: string[],
  data: string[][],
  titles: string[],
  file: string,
  options: ReadOptions,
  ledger: FoundLedger | null,
): ColumnProfile[] {
  const year = options.year ?? findYear([...titles, file]);
  const scale = titleScale(titles);
  const profiles = settleOpen(headers, (header, column, known) =>
    profileColumn(
      header,
      data.map((cells) => cells[column] ?? ''),
      {
        dateOrder: options.dateOrder?.[header] ?? known?.dateOrder,
        decimal: options.decimal?.[header] ?? known?.decimal,
        scale: options.scale?.[header],
        year: year ?? undefined,
        titleYear: year ?? compactYear(titles),
        fiscalStart: options.fiscalStart,
      },
    ),
  );
  const yearColumn = profiles.findIndex(isYearColumn);
  if (yearColumn >= 0) numberedMonths(profiles, data);
  for (const profile of profiles) {
    if (profile.year !== undefined && options.year === undefined && yearColumn >= 0)
      profile.yearColumn = yearColumn;
    const own = options.scale?.[profile.header] !== undefined || profile.number.scale > 0;
    if (scale > 0 && !own) profile.titleScale = scale;
  }
  const amounts = ledger?.taken ? profiles.find(({ header }) => header === ledger.name) : undefined;
  if (amounts && ledger) amounts.number = { ...profiles[ledger.credit]!.number, decimal: ledger.decimal };
  const texts = [...titles, file];
  profiles.forEach((profile, column) => {
    if (!profile.serial) return;
    const system = dateSystemOf(column, { profiles, data, texts, chosen: options.dateSystem });
    profile.dateSystem = system;
    if (system.from === 1904) profile.writing = { ...profile.writing, from1904: true };
  });
  return profiles;
}

/** The one year of days that titles write without a mark: `20240101`. */
function compactYear(titles: string[]): number | undefined {
  const all = titles.flatMap((title) => [
    ...title.matchAll(/(?<!\d)((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/g),
  ]);
  const years = new Set(all.map((match) => Number(match[1])));
  return years.size === 1 ? [...years][0] : undefined;
}

function isYearColumn(profile: ColumnProfile): boolean {
  if (
    !/^(?:fiscal |calendar |fin(?:ancial)?\.? )?year$|^年(?:份|度)?$|^(?:财|会计)年度?$/iu.test(
      profile.header.trim(),
    )
  )
    return false;
  return profile.filled > 0 && profile.sample.every((value) => /^(?:1[6-9]|20)\d{2}年?$/.test(value));
}

const chineseUnit = /(?:单位|單位)\s*[:：]\s*([^\s,;、)\]】]+)/u;
const currency = '(?:usd|eur|gbp|cny|rmb|aud|jpy|hkd|[$€£¥])';
const englishUnit = new RegExp(
  `\\b(?:in|units?:?)\\s+(?:${currency}\\s*(?=thousand|million|billion|'000))?` +
    `((?:thousand|million|billion)s?\\b(?!-)|'000s?\\b|(?:k|m|bn) ?${currency}(?![a-z])|${currency} ?(?:k|m|bn)\\b)`,
  'i',
);

const toldOf =
  /^(?:(?:all |alle )?(?:amounts?|figures|values|numbers|currency|units?|angaben|werte|betr[äa]ge|zahlen|montants|valeurs|chiffres|importes|valores|cifras|importi|valori|bedragen|belopp|beløb|kwoty|wartości)\b\s*(?:are |sind |shown |expressed |exprimés |expresados )?\s*:?\s*)/iu;

/** The unit of a part of a title that says nothing else (`USD 000s`, `Angaben in TEUR`), or that ends in one (`Umsatz in Mio. €`). */
function toldScale(title: string): number {
  for (const part of title.split(/[;|,，；]\s+|\s[-–—]\s/u)) {
    const whole = part.trim();
    const words = whole.replace(toldOf, '');
    if (words === whole && /(?:^|\s)1?[.,' ]?000$/.test(words)) continue;
    const told =
      headerScale(`(${words})`) || (/(?<!\p{L})(?:in|en|em)\s/iu.test(whole) ? headerScale(whole) : 0);
    if (told > 0) return told;
  }
  return 0;
}

/** The unit a title gives to the whole table: `单位：万元`, `(in thousands of USD)`, `in k€`, `各客户销售额（万元）`. */
function titleScale(titles: string[]): number {
  for (const title of titles) {
    const text = title.normalize('NFKC');
    const named = (chineseUnit.exec(text) ?? englishUnit.exec(text))?.[1];
    const units = named === undefined ? [] : [named.replace(/^'/, '')];
    for (const [, inside] of text.matchAll(/[([【]\s*([^()[\]【】]{2,40}?)\s*[)\]】]/g)) units.push(inside!);
    const scale = units.map((unit) => headerScale(`(${unit})`)).find((power) => power > 0) ?? toldScale(text);
    if (scale > 0) return scale;
  }
  return 0;
}
