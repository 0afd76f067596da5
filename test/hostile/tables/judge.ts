import { sum } from '../../../electron/engine/ingest/batch/sum.ts';
import { previewFile } from '../../../electron/engine/ingest/previewFile.ts';
import { findReader } from '../../../electron/engine/ingest/reader.ts';
import { openSource } from '../../../electron/engine/ingest/source/openSource.ts';
import type { WantedColumns } from '../../../electron/engine/ingest/tableReader.ts';
import type { MessyCase } from './messyCase.ts';

/** Where what is found in a file is not what is true: [true, found] by what differs. */
export async function judgeCase(
  path: string,
  truth: MessyCase['truth'],
): Promise<Record<string, [unknown, unknown]>> {
  const preview = await previewFile(path);
  const differing: Record<string, [unknown, unknown]> = {};
  const compare = (what: string, expected: unknown, found: unknown) => {
    if (JSON.stringify(expected) !== JSON.stringify(found)) differing[what] = [expected, found];
  };
  for (const what of ['encoding', 'delimiter', 'headerRow', 'headerRows', 'records', 'footerRows'] as const)
    compare(what, truth[what], preview[what]);
  if (truth.names)
    compare(
      'names',
      truth.names,
      preview.columns.slice(0, truth.names.length).map(({ header }) => header),
    );
  if (truth.filled) compare('filled', truth.filled, preview.fill?.columns ?? []);
  if (truth.parts) compare('parts', truth.parts, preview.parts);
  if (truth.taken) compare('taken', truth.taken, preview.scenario?.taken);
  if (truth.kind) compare('kind', truth.kind, preview.kind);
  if (truth.quote) compare('quote', truth.quote, preview.quote);
  for (const [column, expected] of Object.entries(truth.types ?? {}))
    compare(`type ${column}`, expected, preview.columns[Number(column)]?.type);
  for (const [column, expected] of Object.entries(truth.fields ?? {}))
    compare(`field ${column}`, expected, preview.columns[Number(column)]?.field);
  for (const [column, expected] of Object.entries(truth.sums ?? {})) {
    const found = await columnSum(path, Number(column));
    if (Math.abs(found - expected) > 1e-9 * Math.abs(expected))
      differing[`sum ${column}`] = [expected, found];
  }
  return differing;
}

/** Sum of a column as it is written, without the unit of its header. */
async function columnSum(path: string, index: number): Promise<number> {
  const source = await openSource(path);
  const reader = findReader(source);
  const table = await reader.detect(source, {});
  const profile = table.profiles[index];
  if (!profile) return Number.NaN;
  const wanted: WantedColumns = {
    width: table.profiles.length,
    columns: [{ index, type: 'number', format: { decimal: profile.number.decimal, scale: 0 } }],
    required: [],
    hash: false,
  };
  let total = 0;
  for await (const { result } of reader.read(source, table, wanted, {}))
    total += sum(result.columns[0] as Float64Array);
  return total;
}
