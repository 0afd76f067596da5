import type { PreviewWarning } from '../../../shared/contract/ingest.ts';
import type { DetectedTable } from './tableReader.ts';

/** What is taken from records above the table: what columns are of, and the one period of all rows. */
export function aboveWarnings(table: DetectedTable): PreviewWarning[] {
  return [...seriesWarnings(table), ...periodWarnings(table)];
}

/** Records between the header and the dated ones. */
function seriesWarnings({ series }: DetectedTable): PreviewWarning[] {
  if (!series) return [];
  const labels = series.labels.slice(0, 12).join(', ');
  const said = `${series.labels.length} records above the dates describe the columns: ${labels}.`;
  return [{ code: 'seriesRows', message: said, params: { count: series.labels.length, labels } }];
}

/** The period that a title says of all rows. */
function periodWarnings({ period }: DetectedTable): PreviewWarning[] {
  if (!period) return [];
  const { name: column, text, from, confidence } = period;
  const where = from === 'title' ? 'a title' : 'the name of the file or sheet';
  const said = `No column holds a date: ${column} holds ${text}, as ${where} says (confidence ${confidence}).`;
  const code = from === 'title' ? 'periodOfTitle' : 'periodOfFile';
  return [{ code, message: said, params: { column, text, confidence } }];
}
