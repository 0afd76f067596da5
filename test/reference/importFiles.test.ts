import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sum } from '../../electron/engine/ingest/batch/assemble.ts';
import { csvReader } from '../../electron/engine/ingest/csv/csvReader.ts';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { openSource } from '../../electron/engine/ingest/source/openSource.ts';
import type { WantedColumns } from '../../electron/engine/ingest/tableReader.ts';
import type { Preview } from '../../shared/contract/ingest.ts';
import { referencePath } from '../referenceData.ts';

interface ExpectedFile {
  file: string;
  encoding: string;
  delimiter: string;
  preamble_records: number;
  header_records: number;
  data_records: number;
  numeric_checks?: { column: string; sum: number }[];
}

const folder = referencePath('10_import_files');

function expectedFiles(): ExpectedFile[] {
  if (!folder) return [];
  const { files } = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as { files: ExpectedFile[] };
  return files.filter(({ file }) => file.startsWith('csv/'));
}

const sameEncoding: Record<string, string[]> = {
  ascii: ['utf-8'],
  'latin-1': ['windows-1252'],
  cp1252: ['windows-1252'],
  cp932: ['shift_jis'],
  cp950: ['big5'],
  'utf-16': ['utf-16le', 'utf-16be'],
};

/** Where the annotation does not say which record is the header, or takes another view of the file than we do. */
const differing: Record<string, string[]> = {
  'csv/weird_head_padding.csv': ['delimiter', 'header', 'records'],
  'csv/begrotingsanalyse-2011.csv': ['header', 'records'],
  'csv/mixedGLB.csv': ['header', 'records'],
  'csv/excel_pasting.csv': ['header', 'records'],
};

function agreement(expected: ExpectedFile, preview: Preview): Record<string, boolean> {
  const header = expected.header_records === 0 ? -1 : expected.preamble_records + expected.header_records - 1;
  return {
    encoding: [expected.encoding, ...(sameEncoding[expected.encoding] ?? [])].includes(preview.encoding),
    delimiter: expected.delimiter === preview.delimiter,
    header: header === preview.headerRow,
    records: expected.data_records === preview.records,
  };
}

describe.runIf(folder)('55 hostile text files', () => {
  it('are detected as annotated', async () => {
    const lines: string[] = [];
    const disagreements: Record<string, string[]> = {};
    for (const expected of expectedFiles()) {
      const preview = await previewFile(`${folder}/${expected.file}`);
      const agrees = agreement(expected, preview);
      const not = Object.keys(agrees).filter((name) => !agrees[name]);
      if (not.length > 0) disagreements[expected.file] = not;
      lines.push(
        `${not.length === 0 ? 'agrees ' : 'differs'} ${expected.file} ${not.join(' ')} ${not.length > 0 ? `(header ${preview.headerRow}, records ${preview.records} for ${expected.data_records})` : ''}`,
      );
    }
    console.log(lines.join('\n'));
    expect(disagreements).toEqual(differing);
  });

  it.each(expectedFiles().filter((file) => file.numeric_checks))(
    'sums as annotated: $file',
    async (expected) => {
      const path = `${folder}/${expected.file}`;
      for (const { column, sum: written } of expected.numeric_checks ?? []) {
        const total = await columnTotal(path, column);
        expect(Math.abs(total - written)).toBeLessThan(Math.abs(written) * 1e-12 + 1e-9);
      }
    },
  );
});

/** Sum of one column as it is written, without the unit of its header. */
async function columnTotal(path: string, header: string): Promise<number> {
  const source = await openSource(path);
  const table = await csvReader.detect(source, {});
  const index = table.profiles.findIndex(
    (profile) => profile.header === header.trim() || profile.header.endsWith(` ${header.trim()}`),
  );
  const { decimal } = table.profiles[index]!.number;
  const wanted: WantedColumns = {
    width: table.profiles.length,
    columns: [{ index, type: 'number', format: { decimal, scale: 0 } }],
    required: [],
    hash: false,
  };
  let total = 0;
  for await (const { result } of csvReader.read(source, table, wanted, {}))
    total += sum(result.columns[0] as Float64Array);
  return total;
}
