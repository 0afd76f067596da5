import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { type Dialect, parseRecords } from '../csv/dialect.ts';
import { describeTable } from './describeTable.ts';
import { findSecondTable } from './footer.ts';
import { type PartRewrite, type Rewrite, rewriteText } from './rewrite.ts';
import { findSideBySide } from './sideBySide.ts';

/** Several tables in one text, by their titles or the names of their columns. */
export interface TextParts {
  names: string[];
  chosen: number;
  /** Side by side, or one below the other. */
  beside: boolean;
}

interface FoundParts extends TextParts {
  rewrite: PartRewrite | null;
}

const sampleRecords = 2000;
const everyColumn: [number, number] = [0, 100_000];

/**
 * The table of this text that is read where it has several: those side by side, of which the first is taken unless `part`
 * says otherwise, or one further down that `part` asks for. Null where the text is read as a whole.
 */
export function findParts(
  { written, records, before }: { written: string; records: string[][]; before: Rewrite | null },
  dialect: Dialect,
  whole: boolean,
  options: ReadOptions,
): FoundParts | null {
  const beside = findSideBySide(records);
  const own = { kind: 'part' as const, before, delimiter: dialect.delimiter, quote: dialect.quote };
  if (beside) {
    const chosen = Math.min(options.part ?? 0, beside.length - 1);
    const { columns } = beside[chosen]!;
    const all: [number, number] = [0, Number.MAX_SAFE_INTEGER];
    return {
      names: beside.map(({ title, names }) => title || names.join(', ')),
      chosen,
      beside: true,
      rewrite: { ...own, columns, records: all, lines: 0 },
    };
  }
  if (!whole || !options.part) return null;
  const stacked = stackedParts(written, dialect, options);
  if (!stacked) return null;
  const [from, to] = stacked.bounds[stacked.chosen]!;
  const lines = linesOf(written, dialect, from);
  return { ...stacked, rewrite: { ...own, columns: everyColumn, records: [from, to], lines } };
}

/** The tables that stand one below the other in a small text; null where it is one. */
export function stackedParts(
  written: string,
  dialect: Dialect,
  options: ReadOptions,
): (TextParts & { rewrite: null; bounds: [number, number][] }) | null {
  const { records } = parseRecords(written, dialect, sampleRecords);
  const starts = [0];
  const names: string[] = [];
  for (;;) {
    const from = starts.at(-1)!;
    const rest = records.slice(from);
    const { part: _, headerRow: __, headerRows: ___, fill: ____, ...plain } = options;
    const { dataRow, headerCells, titles } = describeTable(rest, { options: plain, file: '', skip: 0 });
    names.push(titles[0] ?? headerCells.filter((cell) => cell.trim() !== '').join(', '));
    const at = findSecondTable(rest.slice(dataRow), headerCells);
    if (at < 0) break;
    starts.push(from + dataRow + at);
  }
  if (starts.length < 2) return null;
  return {
    names,
    chosen: Math.min(options.part ?? 0, starts.length - 1),
    beside: false,
    rewrite: null,
    bounds: starts.map((start, at) => [start, starts[at + 1] ?? Number.MAX_SAFE_INTEGER]),
  };
}

/** What a table of a file or sheet is called where it is one of several. */
export function tableOfFile(sheet: string | null | undefined, part: number): string | null {
  return part === 0 ? (sheet ?? null) : `${sheet ?? ''} #${part + 1}`.trim();
}

/** Lines that the first records take. */
function linesOf(text: string, dialect: Dialect, count: number): number {
  const above = rewriteText(text, {
    kind: 'part',
    before: null,
    ...dialect,
    columns: everyColumn,
    records: [0, count],
    lines: 0,
  });
  return above.match(/\r\n|\r|\n/g)?.length ?? 0;
}
