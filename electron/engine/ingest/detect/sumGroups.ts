import { parseNumber } from '../values/parseNumber.ts';
import { namesTotal } from '../values/totalWords.ts';
import { shapeOf } from './cellShape.ts';
import type { FoundGroups } from './groupRows.ts';

const mostRecords = 1000;
const sure = 0.95;

/** What a record says, and its figures; NaN where a cell is empty. */
interface Line {
  label: string;
  figures: number[];
}

/**
 * Are there rows above their groups whose figures are the sums of the rows below, with the names of both in one column, as a
 * pivot table in compact form is saved? Every record has to belong to such a group, and a total at the end has to be the
 * sum of all. Null where one does not, where names come again at the other level, or where the sums could be chance.
 */
export function detectSumGroups(headers: readonly string[], records: string[][]): FoundGroups | null {
  const column = headers.findIndex((_, at) => records.some((cells) => (cells[at] ?? '').trim() !== ''));
  if (column < 0 || records.length < 4 || records.length > mostRecords) return null;
  const lines = linesOf(headers, records, column);
  if (!lines) return null;
  const last = lines.at(-1)!;
  const total = namesTotal(last.label) ? last : null;
  const rows = total ? lines.slice(0, -1) : lines;
  const heads = partition(rows);
  if (!heads) return nestedGroups(headers, rows, total, column);
  if (heads.length < 2 || heads.length * 2 > rows.length) return null;
  const names = new Set(heads.map((at) => rows[at]!.label));
  const children = rows.filter((_, at) => !heads.includes(at));
  if (names.size < heads.length || children.some(({ label }) => names.has(label))) return null;
  if (
    total &&
    !isSum(
      total,
      heads.map((at) => rows[at]!),
    )
  )
    return null;
  const large = heads.filter((at, group) => (heads[group + 1] ?? rows.length) - at > 2).length;
  if (large === 0 || (!total && large < 2)) return null;
  return {
    column,
    label: '',
    apart: false,
    heads: names,
    names: [groupsName(headers)],
    confidence: sure,
    why: 'sums',
  };
}

/** Labels and figures; null where a record has no label, or a column holds anything else. */
function linesOf(headers: readonly string[], records: string[][], column: number): Line[] | null {
  const others = headers.flatMap((_, at) => (at > column ? [at] : []));
  for (const decimal of ['.', ','] as const) {
    const lines = records.map(
      (cells): Line => ({
        label: (cells[column] ?? '').trim(),
        figures: others.map((at) => {
          const cell = (cells[at] ?? '').trim();
          const value = cell === '' ? Number.NaN : parseNumber(cell, { decimal, scale: 0 });
          return value ?? Number.POSITIVE_INFINITY;
        }),
      }),
    );
    const plain = lines.every(({ figures }) => !figures.includes(Number.POSITIVE_INFINITY));
    const named = lines.every(
      ({ label, figures }) => shapeOf(label) === 'text' && !figures.every(Number.isNaN),
    );
    if (plain && named) return lines;
  }
  return null;
}

/** Where groups begin, so that every row is a sum or one of those below it; null where that cannot be. */
function partition(rows: Line[]): number[] | null {
  const failed = new Set<number>();
  const from = (at: number): number[] | null => {
    if (at === rows.length) return [];
    if (failed.has(at)) return null;
    const sums = rows[at]!.figures.map(() => 0);
    for (let end = at + 1; end < rows.length; end++) {
      add(sums, rows[end]!);
      if (!agrees(rows[at]!, sums)) continue;
      const rest = from(end + 1);
      if (rest) return [at, ...rest];
    }
    failed.add(at);
    return null;
  };
  return from(0);
}

/**
 * Groups within groups: rows that are the sums of rows which are the sums of those below them. Null where they are not, or where
 * the sums could be chance.
 */
function nestedGroups(
  headers: readonly string[],
  rows: Line[],
  total: Line | null,
  column: number,
): FoundGroups | null {
  const outer: number[] = [];
  const inner: number[] = [];
  for (let at = 0; at < rows.length; ) {
    const within = innerGroups(rows, at);
    if (!within) return null;
    outer.push(at);
    inner.push(...within.heads);
    at = within.end;
  }
  const heads = new Set([...outer, ...inner]);
  const names = new Set([...heads].map((at) => rows[at]!.label));
  const children = rows.filter((_, at) => !heads.has(at));
  const sums =
    total === null ||
    isSum(
      total,
      outer.map((at) => rows[at]!),
    );
  if (!sums || outer.length < 2 || inner.length <= outer.length || children.length <= inner.length)
    return null;
  if (children.some(({ label }) => names.has(label))) return null;
  const base = groupsName(headers);
  return {
    column,
    label: '',
    apart: false,
    heads: names,
    names: [`${base} 1`, `${base} 2`],
    confidence: sure,
    why: 'sums',
  };
}

/** The groups of which the row at `at` is the sum, each with rows of its own, and where they end; null where there are none. */
function innerGroups(rows: Line[], at: number): { heads: number[]; end: number } | null {
  const sums = rows[at]!.figures.map(() => 0);
  const heads: number[] = [];
  for (let head = at + 1; head < rows.length; ) {
    const own = rows[head]!.figures.map(() => 0);
    let end = head + 1;
    while (end < rows.length) {
      add(own, rows[end++]!);
      if (agrees(rows[head]!, own)) break;
    }
    if (end === head + 1 || !agrees(rows[head]!, own)) return null;
    heads.push(head);
    add(sums, rows[head]!);
    head = end;
    if (agrees(rows[at]!, sums)) return { heads, end };
  }
  return null;
}

function add(sums: number[], { figures }: Line): void {
  for (let at = 0; at < sums.length; at++) sums[at]! += figures[at] || 0;
}

function isSum(line: Line, parts: Line[]): boolean {
  const sums = line.figures.map(() => 0);
  for (const part of parts) add(sums, part);
  return agrees(line, sums);
}

function agrees({ figures }: Line, sums: readonly number[]): boolean {
  if (figures.every((value) => Number.isNaN(value) || value === 0)) return false;
  return figures.every(
    (value, at) => Math.abs((value || 0) - sums[at]!) <= 0.011 + 1e-9 * Math.abs(sums[at]!),
  );
}

function groupsName(headers: readonly string[]): string {
  const base = headers.some((header) => /\p{Script=Han}/u.test(header)) ? '上级分组' : 'Group';
  let name = base;
  for (let copy = 2; headers.includes(name); copy++) name = `${base} (${copy})`;
  return name;
}
