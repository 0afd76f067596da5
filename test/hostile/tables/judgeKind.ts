import { previewFile } from '../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../electron/engine/ingest/readBatch.ts';
import type { StoredColumn } from '../../../electron/engine/workspace/types.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import type { RandomKind } from './randomKind.ts';

/** Where a file is not taken for what it is: its kind, fields that are not found, rows that are not as they were meant. */
export async function judgeKind(path: string, { kind, truth }: RandomKind): Promise<Record<string, unknown>> {
  const preview = await previewFile(path);
  const shown = {
    header: `${preview.headerRow} (${preview.headerRows}), ${preview.records} records, ${preview.footerRows} below`,
    mapping: preview.mapping,
    warnings: preview.warnings.map(({ code }) => code).join(', '),
  };
  if (preview.kind !== kind) return { kind: preview.kind, ...shown };
  const { batch } = await readBatch(path, { kind });
  if (batch.rows !== batch.accepted + batch.quarantine.length + batch.blank)
    return { rows: `${batch.rows} ≠ ${batch.accepted} + ${batch.quarantine.length} + ${batch.blank}` };
  const columns = new Map(batch.columns.map((column) => [column.name, column]));
  const fields = Object.keys(truth[0]!);
  const keyed = (field: string) =>
    columns.get(field) ?? (field.endsWith('_id') || field === 'sku' ? keyOf(columns, field) : undefined);
  const lost = fields.filter((field) => !keyed(field) && truth.some((row) => row[field] !== null));
  const present = fields.filter((field) => keyed(field));
  const line = (values: (string | number | null)[]) => values.map((value) => value ?? '∅').join(' | ');
  const found = Array.from({ length: batch.accepted }, (_, row) =>
    line(present.map((field) => cellOf(keyed(field)!, row, columns.get(field) === undefined))),
  );
  const missing = counted(truth.map((row) => line(present.map((field) => rounded(row[field]!)))));
  const surplus: string[] = [];
  for (const one of found) {
    const left = missing.get(one) ?? 0;
    if (left > 0) missing.set(one, left - 1);
    else surplus.push(one);
  }
  const lacking = [...missing].flatMap(([one, count]) => (count > 0 ? [one] : []));
  if (lost.length === 0 && lacking.length === 0 && surplus.length === 0) return {};
  return {
    ...(lost.length > 0 ? { lost } : {}),
    ...(lacking.length + surplus.length > 0
      ? {
          lacking: lacking.length,
          surplus: surplus.length,
          of: truth.length,
          fields: present.join(' | '),
          first: [lacking.slice(0, 2), surplus.slice(0, 2)],
        }
      : {}),
    quarantine: batch.quarantine.slice(0, 2).map(({ reason, text }) => `${reason}: ${text}`),
    ...shown,
  };
}

/** An identifier is the key of the column of its names. */
function keyOf(columns: Map<string, StoredColumn>, field: string): StoredColumn | undefined {
  const named = columns.get(field === 'sku' ? 'product' : 'account');
  return named?.type === 'code' && named.labels ? named : undefined;
}

const rounded = (value: string | number | null) =>
  typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;

function cellOf(column: StoredColumn, row: number, key: boolean): string | number | null {
  if (column.type === 'code') {
    const code = column.values[row]!;
    if (code < 0) return null;
    return key ? column.dictionary[code]! : (column.labels?.[code] ?? column.dictionary[code]!);
  }
  const value = column.values[row]!;
  if (column.type === 'day') return value <= -2_000_000_000 ? null : isoDate(value);
  return Number.isNaN(value) ? null : rounded(value);
}

function counted(lines: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of lines) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
