import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import * as XLSX from 'xlsx';
import { exportTable } from '../../electron/engine/briefing/exportTable.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../shared/domain/table.ts';

/**
 * Writing a styled workbook of 100,000 rows × 12 columns: this project's writer against ExcelJS (stream) and SheetJS,
 * the same values and number formats, each run in a fresh process, in turn, so that the machine's moods hit all alike.
 * Run: `node test/bench/xlsx.ts [rows] [repetitions]`. Medians; peak memory of the process, less that before writing.
 */

const file = fileURLToPath(import.meta.url);
const columns = 12;
const contenders = ['quarterdeck', 'exceljs', 'sheetjs'] as const;

function sampleTable(n: number): Table {
  const spread = (index: number) => (Math.imul(index, 2_654_435_761) >>> 0) / 2 ** 32;
  // Read back from JSON, so that the strings lie flat in memory before anything is measured.
  const texts = (make: (row: number) => string): string[] =>
    JSON.parse(JSON.stringify(Array.from({ length: n }, (_, row) => make(row))));
  const numbers = (make: (row: number) => number) => Float64Array.from({ length: n }, (_, row) => make(row));
  return makeTable([
    textColumn(
      'account',
      texts((row) => `A${100_000 + row}`),
    ),
    textColumn(
      'account_name',
      texts((row) => `杭州云启跨境电商有限公司 ${row % 1200}`),
    ),
    textColumn(
      'product_name',
      texts((row) => `Brake pads & discs ${row % 60}`),
    ),
    textColumn(
      'region',
      texts((row) => ['华东', '华南', 'Germany', 'Singapore'][row % 4]!),
    ),
    numberColumn(
      'date',
      'none',
      numbers((row) => 19_000 + (row % 1000)),
      'date',
    ),
    numberColumn(
      'orders',
      'count',
      numbers((row) => row % 97),
      'integer',
    ),
    ...Array.from({ length: 3 }, (_, index) =>
      numberColumn(
        `money${index}`,
        'money',
        numbers((row) => Math.round(spread(row * 7 + index) * 1e8) / 100),
      ),
    ),
    ...Array.from({ length: 2 }, (_, index) =>
      numberColumn(
        `price${index}`,
        'price',
        numbers((row) => Math.round(spread(row * 3 + index) * 1e5) / 100),
      ),
    ),
    numberColumn('share', 'ratio', numbers(spread)),
  ]);
}

const formats = [
  '',
  '',
  '',
  '',
  'yyyy-mm-dd',
  '#,##0',
  '#,##0',
  '#,##0',
  '#,##0',
  '#,##0.00',
  '#,##0.00',
  '0.0%',
];

function valueAt(table: Table, column: number, row: number): string | number | null {
  const value = table.columns[column]!.values[row]!;
  return column === 4 ? Number(value) + 25_569 : value;
}

async function withExcelJs(table: Table, path: string): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: true,
  });
  const sheet = book.addWorksheet('Table', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.columns.map((column, index) => ({
    header: column.name,
    width: 14,
    style: formats[index] ? { numFmt: formats[index] } : {},
  }));
  for (let row = 0; row < table.n; row++) {
    sheet.addRow(Array.from({ length: columns }, (_, column) => valueAt(table, column, row))).commit();
  }
  sheet.commit();
  await book.commit();
}

function withSheetJs(table: Table, path: string): void {
  const sheet: XLSX.WorkSheet = {};
  const dense: XLSX.CellObject[][] = [table.columns.map((column) => ({ t: 's', v: column.name }))];
  for (let row = 0; row < table.n; row++) {
    dense.push(
      Array.from({ length: columns }, (_, column): XLSX.CellObject => {
        const value = valueAt(table, column, row)!;
        return typeof value === 'string' ? { t: 's', v: value } : { t: 'n', v: value, z: formats[column]! };
      }),
    );
  }
  Object.assign(sheet, {
    '!data': dense,
    '!ref': XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: table.n, c: columns - 1 } }),
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Table');
  writeFileSync(path, XLSX.write(book, { type: 'buffer', compression: true, bookSST: true }) as Buffer);
}

async function runOne(contender: string, n: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
  try {
    const table = sampleTable(n);
    const path = join(folder, 'out.xlsx');
    const before = process.memoryUsage().rss;
    const start = performance.now();
    if (contender === 'quarterdeck') await exportTable(table, 'xlsx', path, { locale: 'en', title: 'Bench' });
    else if (contender === 'exceljs') await withExcelJs(table, path);
    else withSheetJs(table, path);
    const seconds = (performance.now() - start) / 1000;
    const memory = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
    console.log(JSON.stringify({ seconds, memory, bytes: statSync(path).size }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function compare(n: number, repetitions: number): void {
  const results = new Map(
    contenders.map((name) => [name, [] as { seconds: number; memory: number; bytes: number }[]]),
  );
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const name of contenders) {
      const text = execFileSync(process.execPath, [file, '--one', name, String(n)], { encoding: 'utf8' });
      results.get(name)!.push(JSON.parse(text));
    }
  }
  const own = median(results.get('quarterdeck')!.map((run) => run.seconds));
  console.log(
    `${n} rows × ${columns}, ${repetitions} runs each\n| writer | s | krows/s | extra MB | file MB | slower by |\n|---|---|---|---|---|---|`,
  );
  for (const [name, runs] of results) {
    const seconds = median(runs.map((run) => run.seconds));
    const memory = median(runs.map((run) => run.memory));
    const megabytes = median(runs.map((run) => run.bytes)) / 1e6;
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${(n / 1000 / seconds).toFixed(0)} | ${memory.toFixed(0)} | ${megabytes.toFixed(1)} | ${(seconds / own).toFixed(1)} |`,
    );
  }
}

const [first, second, third] = process.argv.slice(2);
if (first === '--one') await runOne(second!, Number(third));
else compare(Number(first ?? 100_000), Number(second ?? 5));
