import type { Mapping, Unpivot } from '../../../../shared/contract/ingest.ts';
import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { numberFormat } from '../batch/importPlan.ts';
import { sum } from '../batch/sum.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { type PeriodWriting, parsePeriodHeader, writingOf } from '../values/periodHeader.ts';
import { cellsOf } from './quarantinedCells.ts';

export interface SourceTotals {
  sourceTotals: Record<string, number>;
  quarantinedTotals: Record<string, number>;
}

interface Columns {
  mapping: Mapping;
  profiles: readonly ColumnProfile[];
  /** Columns that became rows, if any. */
  unpivot: Unpivot | null;
}

interface Read {
  /** Sums of the rows that were read into columns. */
  sums: Record<string, number>;
  /** Of them, per record: a row of a wide table may be read in part. */
  ofRecords(field: string, records: ReadonlySet<number>): number;
}

/** Rows that are no data of their own: what they hold stands in other rows. */
const noData: ReadonlySet<string> = new Set(['totalRow', 'titleRow', 'groupRow', 'repeatedHeader']);

/**
 * What do the number fields of a file add up to, over all its data rows and over those in quarantine? Quarantined cells
 * that are no numbers count as missing, rows of totals not at all. A row that repeats an account or product of a list was
 * read although it is shown in quarantine, and counts once. Of a row of a wide table that was read in part, only the
 * other cells count as quarantined.
 */
export function sourceTotals(
  columns: Columns,
  quarantine: readonly QuarantinedRow[],
  written: { delimiter: string; quote: string },
  read: Read,
): SourceTotals {
  const kept: Record<string, number> = {};
  const unread: Record<string, number> = {};
  const byRecord = new Map(
    quarantine.flatMap((row) => (noData.has(row.reason) ? [] : [[row.record, row] as const])),
  );
  const records = new Set(columns.unpivot ? byRecord.keys() : []);
  const rows = [...byRecord.values()].map((row) => ({
    row,
    cells: cellsOf(row, written, columns.profiles.length),
  }));
  for (const field of Object.keys(read.sums)) {
    const figures = figuresOf(columns, field);
    const values = Float64Array.from(rows, ({ cells }) => (cells ? figureOf(figures, cells) : Number.NaN));
    const part = figures.length === 0 ? 0 : read.ofRecords(field, records);
    kept[field] = sum(values) - part;
    unread[field] = sum(values.filter((_, at) => rows[at]!.row.reason !== 'repeatedKey')) - part;
  }
  const whole = Object.entries(read.sums).map(([field, total]) => [field, total + unread[field]!] as const);
  return { sourceTotals: Object.fromEntries(whole), quarantinedTotals: kept };
}

/** One number of a row; of a wide table one for each period. */
interface Figure {
  period: string | null;
  read(cells: string[]): number;
}

function figureOf(figures: Figure[], cells: string[]): number {
  return sum(Float64Array.from(figures, ({ read }) => read(cells)));
}

function figuresOf(columns: Columns, field: string): Figure[] {
  const { mapping, profiles, unpivot } = columns;
  const across = (unpivot?.headers ?? []).filter(
    (header) => (unpivot!.fields?.[header] ?? unpivot!.value) === field,
  );
  const writing = writingOf(unpivot?.headers ?? [], unpivot ?? {});
  const headers = across.length > 0 || mapping[field] === undefined ? across : [mapping[field]];
  const figures = headers.flatMap((header): Figure[] => {
    const index = profiles.findIndex((profile) => profile.header === header);
    if (index < 0) return [];
    const format = numberFormat(field, profiles[index]!);
    const read = (cells: string[]) => parseNumber(cells[index] ?? '', format) ?? Number.NaN;
    return [{ period: across.length > 0 ? periodOf(header, writing) : null, read }];
  });
  return figures.length === 0 && field === 'revenue' ? products(columns) : figures;
}

/** Revenue that was worked out from quantity and price. */
function products(columns: Columns): Figure[] {
  const prices = figuresOf(columns, 'price');
  return figuresOf(columns, 'quantity').flatMap((quantity): Figure[] => {
    const price = prices.find(({ period }) => period === null || period === quantity.period);
    return price
      ? [{ period: quantity.period, read: (cells) => quantity.read(cells) * price.read(cells) }]
      : [];
  });
}

function periodOf(header: string, writing: PeriodWriting): string {
  const date = parsePeriodHeader(header, writing)?.date;
  return date ? `${date.day} ${date.months ?? 1}` : header;
}
