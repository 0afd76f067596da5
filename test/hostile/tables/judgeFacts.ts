import { previewFile } from '../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../electron/engine/ingest/readBatch.ts';
import type { StoredColumn } from '../../../electron/engine/workspace/types.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import type { RandomExport } from './randomExport.ts';

/** Where what is taken for a file's sales is not what was sold: the facts missing, and those that are too many. */
export async function judgeFacts(path: string, { facts }: RandomExport): Promise<Record<string, unknown>> {
  const preview = await previewFile(path);
  if (preview.kind !== 'sales') return { kind: preview.kind, ...shown(preview) };
  const { batch } = await readBatch(path, { kind: 'sales' });
  const column = (name: string) => batch.columns.find((one) => one.name === name);
  const [account, date, revenue] = [column('account'), column('date'), column('revenue')];
  if (account?.type !== 'code' || date?.type !== 'day' || revenue?.type !== 'number')
    return { columns: batch.columns.map(({ name }) => name), ...shown(preview) };
  const found = Array.from(date.values, (day, row) =>
    line(nameOf(account, row), isoDate(day), Math.round(revenue.values[row]! * 100)),
  );
  const missing = counted(facts.map((fact) => line(fact.account, fact.date, fact.cents)));
  const surplus: string[] = [];
  for (const one of found) {
    const left = missing.get(one) ?? 0;
    if (left > 0) missing.set(one, left - 1);
    else surplus.push(one);
  }
  const lacking = [...missing].flatMap(([one, count]) => (count > 0 ? [one] : []));
  if (lacking.length === 0 && surplus.length === 0) return {};
  return {
    lacking: lacking.length,
    surplus: surplus.length,
    of: facts.length,
    first: [lacking.slice(0, 3), surplus.slice(0, 3)],
    quarantine: batch.quarantine.slice(0, 3).map(({ reason, text }) => `${reason}: ${text}`),
    ...shown(preview),
  };
}

function shown(preview: Awaited<ReturnType<typeof previewFile>>) {
  return {
    header: `${preview.headerRow} (${preview.headerRows}), ${preview.records} records, ${preview.footerRows} below`,
    mapping: preview.mapping,
    across: preview.unpivot?.headers.join(', '),
    warnings: preview.warnings.map(({ code }) => code).join(', '),
  };
}

const line = (account: string, date: string, cents: number) => `${account} | ${date} | ${cents}`;

function nameOf(column: Extract<StoredColumn, { type: 'code' }>, row: number): string {
  const code = column.values[row]!;
  return code < 0 ? '' : (column.labels?.[code] ?? column.dictionary[code]!);
}

function counted(lines: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of lines) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
