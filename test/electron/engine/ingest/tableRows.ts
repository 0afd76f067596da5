import { type ReadBatchRequest, readBatch } from '../../../../electron/engine/ingest/readBatch.ts';
import { isoDate } from '../../../../shared/domain/calendar.ts';

/** The rows of a file as texts, with these fields between commas, and what was kept out. */
export async function rowsOf(path: string, request: ReadBatchRequest, fields: string[]) {
  const { batch, warnings } = await readBatch(path, request);
  const columns = fields.map((field) => batch.columns.find(({ name }) => name === field));
  const rows = Array.from({ length: batch.accepted }, (_, row) =>
    columns
      .map((column) => {
        if (!column) return '–';
        if (column.type === 'day') return isoDate(column.values[row]!);
        if (column.type === 'number') return String(column.values[row]);
        const code = column.values[row]!;
        return code < 0 ? '' : (column.labels?.[code] ?? column.dictionary[code]!);
      })
      .join(','),
  );
  return { rows, batch, codes: warnings.map(({ code }) => code) };
}
