import { previewFile } from '../../../electron/engine/ingest/previewFile.ts';
import { readColumns } from '../../../electron/engine/ingest/readColumns.ts';
import type { RandomTable } from './randomTable.ts';

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Where what is found in a file is not what is true: [true, found] by what differs. */
export async function judgeRandom(path: string, { truth }: RandomTable): Promise<Record<string, unknown>> {
  const preview = await previewFile(path);
  const differing: Record<string, [unknown, unknown]> = {};
  const compare = (what: string, expected: unknown, found: unknown) => {
    if (JSON.stringify(expected) !== JSON.stringify(found)) differing[what] = [expected, found];
  };
  if (truth.delimiter !== null) compare('delimiter', truth.delimiter, preview.delimiter);
  for (const what of ['headerRow', 'headerRows', 'records', 'footerRows'] as const)
    compare(what, truth[what], preview[what]);
  const found = preview.columns.map(({ header }) => header);
  if (truth.names) compare('names', truth.names.map(squeeze), found.slice(0, truth.names.length));
  if (Object.keys(differing).length === 0) {
    const cells = await readCells(path, found);
    truth.cells.forEach((record, row) => {
      const own = record.map(squeeze);
      const same = own.every((cell, column) => cell === squeeze(cells[row]?.[column] ?? ''));
      if (!same) differing[`cells of ${row}`] = [own, cells[row]];
    });
  }
  if (Object.keys(differing).length > 0) compare('encoding', truth.encoding, preview.encoding);
  return differing;
}

async function readCells(path: string, headers: string[]): Promise<string[][]> {
  const columns = await readColumns(
    path,
    headers.map((header) => ({ header, as: 'text' as const })),
  );
  const length = Math.max(...columns.map((column) => (column.as === 'text' ? column.codes.length : 0)));
  return Array.from({ length }, (_, row) =>
    columns.map((column) => (column.as === 'text' ? (column.dictionary[column.codes[row]!] ?? '') : '')),
  );
}
