import { readFileSync } from 'node:fs';
import { csvReader } from '../../electron/engine/ingest/csv/csvReader.ts';
import { parseRecords } from '../../electron/engine/ingest/csv/dialect.ts';
import { readColumns } from '../../electron/engine/ingest/readColumns.ts';
import { openSource } from '../../electron/engine/ingest/source/openSource.ts';

export interface CleanComparison {
  file: string;
  /** Rows and columns of the table that people cleaned, and of ours. */
  rows: { clean: number; ours: number };
  columns: { clean: number; ours: number };
  /** Headers and cells that differ, of how many. */
  headers: string[];
  cells: string[];
  compared: number;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The table as it comes out of the same reading as an import, every column as text. */
async function readTable(path: string): Promise<{ headers: string[]; rows: string[][] }> {
  const { profiles } = await csvReader.detect(await openSource(path), {});
  const headers = profiles.map(({ header }) => header);
  const columns = await readColumns(
    path,
    headers.map((header) => ({ header, as: 'text' as const })),
  );
  const length = Math.max(...columns.map((column) => (column.as === 'text' ? column.codes.length : 0)));
  const rows = Array.from({ length }, (_, row) =>
    columns.map((column) => (column.as === 'text' ? (column.dictionary[column.codes[row]!] ?? '') : '')),
  );
  return { headers, rows };
}

/** Holds our reading of a dirty file against the table that people made of it, cell by cell. */
export async function compareClean(folder: string, file: string): Promise<CleanComparison> {
  const ours = await readTable(`${folder}/csv/${file}`);
  const text = readFileSync(`${folder}/clean/${file}`, 'utf8');
  const [header = [], ...records] = parseRecords(text.replace(/^\ufeff/, ''), {
    delimiter: ',',
    quote: '"',
  }).records;
  const rows = records.filter((cells) => cells.some((cell) => cell !== ''));
  const headers: string[] = [];
  const cells: string[] = [];
  header.forEach((name, column) => {
    const own = ours.headers[column] ?? '';
    const same = squeeze(name) === '' ? /^Column \d+$/.test(own) : squeeze(name) === own;
    if (!same) headers.push(`${squeeze(name)} ≠ ${own}`);
  });
  let compared = 0;
  rows.forEach((record, row) => {
    record.forEach((cell, column) => {
      compared++;
      const own = ours.rows[row]?.[column] ?? '';
      if (squeeze(cell) !== squeeze(own)) cells.push(`row ${row + 1}, ${header[column]}: ${cell} ≠ ${own}`);
    });
  });
  return {
    file,
    rows: { clean: rows.length, ours: ours.rows.length },
    columns: { clean: header.length, ours: ours.headers.length },
    headers,
    cells,
    compared,
  };
}
