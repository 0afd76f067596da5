import { headerMatch } from '../mapping/synonyms.ts';
import { parseDate } from '../values/parseDate.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { isDitto } from './groupLabels.ts';

export const identifies =
  /(?:^|[^\p{L}])(?:ids?|no|nr|num|numbers?|codes?|ref(?:erence)?|invoices?|orders?|po|contracts?|vouchers?|tickets?|serial|sku)(?:$|[^\p{L}])|(?:编号|单号|号码|代码|编码|合同|发票|凭证|流水)/iu;

/** What speaks for it, and how surely. */
const reasons = {
  ditto: 0.99,
  totals: 0.97,
  sums: 0.96,
  heads: 0.95,
  documents: 0.93,
  pattern: 0.92,
  constant: 0.9,
  sorted: 0.9,
  needed: 0.88,
  together: 0.8,
  place: 0.5,
} as const;

export type FillReason = keyof typeof reasons;

/** A column among the first, with what its labels are like. */
export interface Labels {
  column: number;
  header: string;
  /** Rows whose cell is empty (or ditto) below a label, and those with a label that is no total. */
  empty: number;
  starts: number[];
  dittos: number;
  totals: number;
}

export function isEmpty(cells: string[], column: number): boolean {
  const text = (cells[column] ?? '').trim();
  return text === '' || isDitto(text);
}

export function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((row, at) => row === other[at]);
}

/** Columns of words further right that hold a label in the very same rows. */
export function columnsAlike(
  headers: readonly string[],
  rows: string[][],
  block: readonly number[],
  { starts }: Labels,
): number[] {
  const first = new Set(starts);
  return headers.flatMap((_, column) => {
    if (block.includes(column) || column < block[0]!) return [];
    const filled = rows.flatMap((cells, row) => (isEmpty(cells, column) ? [] : [row]));
    const alike = filled.length === starts.length && filled.every((row) => first.has(row));
    return alike && filled.every((row) => isWord(rows[row]![column]!)) ? [column] : [];
  });
}

export function isWord(cell: string): boolean {
  const text = cell.trim();
  if (parseNumber(text, { decimal: '.', scale: 0 }) === null) return true;
  return /[-/年]/.test(text) && parseDate(text, { order: 'ymd', serial: false }) !== null;
}

export function bestReason(
  headers: readonly string[],
  rows: string[][],
  known: readonly Labels[],
): FillReason | null {
  const outer = known[0]!;
  const share = outer.empty / (rows.length - outer.totals);
  if (known.some(({ dittos }) => dittos > 0) && dittosStandBeside(rows, known)) return 'ditto';
  if (known.some(({ totals, starts }) => totals >= 2 && totals * 2 >= starts.length)) return 'totals';
  if (headsAlone(rows, known)) return 'heads';
  const multiple = groupsOf(rows, outer).filter((group) => group.length > 1);
  const code = identifies.test(outer.header);
  const beside = columnsBeside(headers, rows, known, multiple);
  if (multiple.length >= 3 && beside.constant) return 'constant';
  if (code && beside.varies && !isNeeded(headers, rows, known)) return null;
  if (multiple.length >= 3 && beside.pattern) return 'pattern';
  if (!code && share >= 0.5 && isSorted(outer, rows)) return 'sorted';
  if (!hasFullColumn(headers, rows, known)) return null;
  const needed = isNeeded(headers, rows, known);
  if (needed && daysRise(outer, rows)) return 'needed';
  const often = multiple.length >= 3 || hasCompanion(headers, rows, known);
  if (needed && often && share >= 0.4) return 'needed';
  if (code || share < 0.25) return null;
  return often && known.length > 1 && share >= 0.5 ? 'together' : 'place';
}

function isNested(rows: string[][], outer: Labels, { starts, column }: Labels): boolean {
  const texts = new Set(starts.map((row) => rows[row]![column]!.trim()));
  return texts.size < starts.length && outer.starts.every((row) => starts.includes(row));
}

/** Whether another column has its labels in the very same rows, or labels within that come again in other groups. */
function hasCompanion(headers: readonly string[], rows: string[][], known: readonly Labels[]): boolean {
  const [outer, ...others] = known as [Labels, ...Labels[]];
  const block = known.map(({ column }) => column);
  return (
    others.some((one) => isSame(one.starts, outer.starts) || isNested(rows, outer, one)) ||
    columnsAlike(headers, rows, block, outer).length > 0
  );
}

/** Whether every mark of ditto stands in a row that says something of its own: alone it is only a character. */
function dittosStandBeside(rows: string[][], known: readonly Labels[]): boolean {
  const taken = new Set(known.map(({ column }) => column));
  return rows
    .filter((cells) => known.some(({ column }) => isDitto(cells[column] ?? '')))
    .every((cells) => cells.some((_, column) => !taken.has(column) && !isEmpty(cells, column)));
}

export function groupsOf(rows: string[][], { starts, column }: Labels): string[][][] {
  return starts.map((from, at) =>
    rows
      .slice(from, starts[at + 1] ?? rows.length)
      .filter((cells, row) => row === 0 || isEmpty(cells, column)),
  );
}

/**
 * Whether rows with a label hold nothing else, and those below it have none but fill columns of their own: the label is a
 * heading. Two of them on each other, and one column, are as often rows that are nearly empty.
 */
function headsAlone(rows: string[][], known: readonly Labels[]): boolean {
  const [{ starts, column }] = known as [Labels];
  if (known.length > 1 || starts.length < 2) return false;
  const below = rows.filter((_, row) => !starts.includes(row));
  if (starts.some((row) => row + 1 === rows.length || starts.includes(row + 1))) return false;
  const width = Math.max(...rows.map((cells) => cells.length));
  const full = Array.from({ length: width }, (_, at) => below.filter((cells) => !isEmpty(cells, at)).length);
  if (full.filter((count) => count >= below.length * 0.8).length < 2) return false;
  return starts.every((row) => rows[row]!.every((cell, at) => at === column || cell.trim() === ''));
}

/** Whether rows are full but for their labels: else gaps are as usual in other columns. */
function hasFullColumn(headers: readonly string[], rows: string[][], known: readonly Labels[]): boolean {
  const taken = new Set(known.map(({ column }) => column));
  return headers.some((_, column) => {
    const filled = rows.filter((cells) => !isEmpty(cells, column)).length;
    return !taken.has(column) && filled >= rows.length * 0.95;
  });
}

/**
 * What the full columns beside the labels say: a column of words or days that is the same all through each group while it
 * differs between them (`constant`), begins every group with the same value (`pattern`), or does neither (`varies`).
 */
function columnsBeside(
  headers: readonly string[],
  rows: string[][],
  known: readonly Labels[],
  multiple: string[][][],
): { constant: boolean; pattern: boolean; varies: boolean } {
  const taken = new Set(known.map(({ column }) => column));
  const beside = headers.flatMap((_, column) => {
    if (taken.has(column) || rows.some((cells) => isEmpty(cells, column))) return [];
    const values = new Set(rows.map((cells) => cells[column]!.trim()));
    return values.size > 1 && rows.filter((cells) => isWord(cells[column]!)).length > rows.length * 0.9
      ? [column]
      : [];
  });
  const same = (column: number) =>
    multiple.filter((group) => new Set(group.map((cells) => cells[column]!.trim())).size === 1).length >=
    multiple.length * 0.95;
  const first = (column: number) =>
    new Set(multiple.map((group) => group[0]![column]!.trim())).size === 1 && !same(column);
  const constant = beside.some(
    (column) => same(column) && new Set(multiple.map((group) => group[0]![column]!.trim())).size > 1,
  );
  return { constant, pattern: beside.some(first), varies: beside.length > 0 && !constant };
}

/** Whether labels rise or fall all through, and are too many for that to be chance. */
function isSorted({ starts, column }: Labels, rows: string[][]): boolean {
  const texts = starts.map((row) => rows[row]![column]!.trim());
  if (texts.length < 4) return false;
  const days = texts.map((text) => parseDate(text, { order: 'dmy', serial: false }));
  const ordered = days.every((date) => date !== null && date !== 'missing')
    ? days.map((date) => (date as { day: number }).day)
    : null;
  const steps = texts.slice(1).map((text, at) => {
    if (ordered) return Math.sign(ordered[at + 1]! - ordered[at]!);
    return Math.sign(text.localeCompare(texts[at]!, 'en'));
  });
  const zh = texts.slice(1).map((text, at) => Math.sign(text.localeCompare(texts[at]!, 'zh-CN')));
  return [steps, zh].some((all) => all.every((step) => step > 0) || all.every((step) => step < 0));
}

/** Whether the labels are days, one after the other. */
function daysRise({ starts, column }: Labels, rows: string[][]): boolean {
  const days = starts.map((row) => parseDate(rows[row]![column]!.trim(), { order: 'dmy', serial: false }));
  return (
    days.length > 2 &&
    days.every((date, at) => {
      const before = days[at - 1];
      if (date === null || date === 'missing') return false;
      return at === 0 || (before !== null && before !== 'missing' && before!.day < date.day);
    })
  );
}

/** Whether a label is the account or the day of its row, and no full column is. */
function isNeeded(headers: readonly string[], rows: string[][], known: readonly Labels[]): boolean {
  const taken = new Set(known.map(({ column }) => column));
  return (['account', 'date'] as const).some((field) => {
    const named = (column: number) =>
      Math.max(
        headerMatch(headers[column]!, field, 'sales'),
        field === 'account' ? headerMatch(headers[column]!, 'account_id', 'sales') : 0,
      ) >= 0.6;
    const others = headers.some(
      (_, column) => !taken.has(column) && named(column) && rows.some((cells) => !isEmpty(cells, column)),
    );
    return !others && known.some(({ column }) => named(column));
  });
}

const surelyGroups: ReadonlySet<FillReason> = new Set<FillReason>(['ditto', 'totals', 'sums']);

/** More groups say more; a reason by itself is never the whole truth of a handful of rows. */
export function confidenceOf(
  why: FillReason,
  { starts }: Labels,
  known: readonly Labels[],
  rows: number,
): number {
  const base = reasons[why];
  if (surelyGroups.has(why)) return base;
  const few = starts.length < 3 ? 0.1 : 0;
  const more = known.length > 1 && rows >= 20 ? 0.02 : 0;
  return Math.round(Math.min(0.99, base - few + more) * 100) / 100;
}
