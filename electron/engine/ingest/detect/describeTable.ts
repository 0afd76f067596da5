import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { isBlank } from '../csv/dialect.ts';
import { type ColumnProfile, headerScale, profileColumn } from './columns.ts';
import { detectHeader } from './header.ts';
import { joinHeader, nameColumns } from './headerNames.ts';
import { numberedMonths } from './numberedMonths.ts';
import { settleOpen } from './settleOpen.ts';

/** Where the header stands and what the columns below it hold. */
export interface TableShape {
  /** Record of the header, the last of `headerRows`; −1 = none. */
  headerRow: number;
  headerRows: number;
  headerConfidence: number;
  /** Cells of the last header record, as written. */
  headerCells: string[];
  /** What stands above the header, one text a record. */
  titles: string[];
  profiles: ColumnProfile[];
  /** Data records among the sample, not blank. */
  sample: string[][];
}

export interface TableContext {
  options: ReadOptions;
  /** Name of the file: it may hold the year. */
  file: string;
  /** Records at the start that only say how the file is written. */
  skip: number;
}

const headerRecords = 100;

/** What are the columns of these records, and where do they begin? */
export function describeTable(records: string[][], { options, file, skip }: TableContext): TableShape {
  const found = detectHeader(records.slice(skip, skip + headerRecords));
  const detected = found.row < 0 ? -1 : found.row + skip;
  const headerRow = Math.min(options.headerRow ?? detected, records.length - 1);
  const headerRows = countHeaderRows(options, headerRow, detected, found.row - found.first + 1);
  const first = headerRow - headerRows + 1;
  const block = headerRow < 0 ? [] : records.slice(first, headerRow + 1);
  const written = (block.at(-1) ?? []).join('\u0001');
  const data = records
    .slice(Math.max(headerRow + 1, skip))
    .filter((cells) => !isBlank(cells) && (block.length === 0 || cells.join('\u0001') !== written));
  const headers = nameColumns(block.length > 1 ? joinHeader(block) : (block[0] ?? []), data);
  const titles = records
    .slice(skip, Math.max(skip, first))
    .map((cells) =>
      cells
        .filter((cell) => cell.trim() !== '')
        .join(' ')
        .trim(),
    )
    .filter((title) => title !== '');
  return {
    headerRow,
    headerRows,
    headerConfidence: options.headerRow === undefined ? found.confidence : 1,
    headerCells: block.at(-1) ?? [],
    titles,
    profiles: profileColumns(headers, data, titles, file, options),
    sample: data,
  };
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
  return profiles;
}

/** The one year that these texts name; null where they name none or several. */
export function findYear(texts: string[]): number | null {
  const years = new Set<number>();
  for (const text of texts) {
    for (const match of text.matchAll(/(?<![\d.,/-])((?:19|20)\d{2})(?![\d.,]\d|\d)/g))
      years.add(Number(match[1]));
  }
  return years.size === 1 ? [...years][0]! : null;
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
    `(thousands?\\b|millions?\\b|billions?\\b|'000s?\\b|(?:k|m|bn) ?${currency}(?![a-z])|${currency} ?(?:k|m|bn)\\b)`,
  'i',
);

/** The unit a title gives to the whole table: `单位：万元`, `(in thousands of USD)`, `in k€`, `各客户销售额（万元）`. */
function titleScale(titles: string[]): number {
  for (const title of titles) {
    const text = title.normalize('NFKC');
    const named = (chineseUnit.exec(text) ?? englishUnit.exec(text))?.[1];
    const units = named === undefined ? [] : [named.replace(/^'/, '')];
    for (const [, inside] of text.matchAll(/[([【]\s*([^()[\]【】]{2,40}?)\s*[)\]】]/g)) units.push(inside!);
    const scale = units.map((unit) => headerScale(`(${unit})`)).find((power) => power > 0);
    if (scale !== undefined) return scale;
  }
  return 0;
}
