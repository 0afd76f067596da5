import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import * as XLSX from 'xlsx';
import type { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { bundleEngine } from './bundledEngine.ts';

/**
 * Reading a sheet of 100,000 order lines × 12 columns (texts, dates, numbers; shared strings): this project from the
 * file to typed, hashed columns ready to be committed, compiled as in a build, against SheetJS (dense cells) and ExcelJS
 * (stream of rows), which stop at cells. Each run in a process of its own, in turn, so that the machine's moods hit all
 * alike, and after a small workbook of the same shape: all three live in programs that have been running for a while.
 * Every contender adds up one column and has to arrive at the same sum. `cpu`: what all threads of the process took.
 * Run: `node test/bench/xlsxRead.ts [rows] [repetitions]`. Medians; peak memory of the process, less that at its start.
 */

const file = fileURLToPath(import.meta.url);
const headers =
  'Order,Order Date,Account,Account Name,SKU,Product,Region,Channel,Quantity,Price,Discount,Revenue'.split(
    ',',
  );
const smallRows = 3_000;
const contenders = ['quarterdeck', 'sheetjs', 'exceljs'] as const;

function rowAt(row: number): (string | number | Date)[] {
  const spread = (Math.imul(row, 2_654_435_761) >>> 0) / 2 ** 32;
  const quantity = (row % 48) + 1;
  const price = Math.round(spread * 1e4) / 100;
  return [
    `SO-${500_000 + Math.floor(row / 3)}`,
    new Date(Date.UTC(2022, 0, 1 + (row % 1000))),
    `A${100_000 + (row % 1200)}`,
    `杭州云启跨境电商有限公司 ${row % 1200}`,
    `SKU-${row % 60}`,
    `Brake pads & discs ${row % 60}`,
    ['华东', '华南', 'Germany', 'Singapore'][row % 4]!,
    ['Direct', 'Partner', 'Online'][row % 3]!,
    quantity,
    price,
    (row % 5) / 100,
    Math.round(quantity * price * 100) / 100,
  ];
}

async function writeSample(path: string, n: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: true,
  });
  const sheet = book.addWorksheet('Sales');
  sheet.columns = headers.map((header, at) => ({
    header,
    style: at === 1 ? { numFmt: 'yyyy-mm-dd' } : {},
  }));
  for (let row = 0; row < n; row++) sheet.addRow(rowAt(row)).commit();
  sheet.commit();
  await book.commit();
}

async function sumWithOwn(path: string): Promise<number> {
  const engine = join(dirname(path), 'engine', 'readBatch.js');
  const { readBatch: read } = (await import(engine)) as { readBatch: typeof readBatch };
  const { batch } = await read(path, { kind: 'sales' });
  return batch.controlTotals.revenue!;
}

function sumWithSheetJs(path: string): number {
  const book = XLSX.read(readFileSync(path), { dense: true });
  const rows = (book.Sheets.Sales as { '!data': XLSX.CellObject[][] })['!data'];
  return rows.slice(1).reduce((sum, cells) => sum + Number(cells[11]!.v), 0);
}

async function sumWithExcelJs(path: string): Promise<number> {
  let sum = 0;
  let row = 0;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', styles: 'cache' });
  for await (const sheet of reader)
    for await (const cells of sheet) if (row++ > 0) sum += Number(cells.getCell(12).value);
  return sum;
}

async function sumWith(contender: string, path: string): Promise<number> {
  if (contender === 'quarterdeck') return sumWithOwn(path);
  return contender === 'sheetjs' ? sumWithSheetJs(path) : sumWithExcelJs(path);
}

async function runOne(contender: string, path: string, small: string): Promise<void> {
  const before = process.memoryUsage().rss;
  await sumWith(contender, small);
  const used = process.cpuUsage();
  const start = performance.now();
  const sum = await sumWith(contender, path);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  const memory = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, memory, sum }));
  process.exit();
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

interface Run {
  seconds: number;
  cpu: number;
  memory: number;
  sum: number;
}

async function compare(n: number, repetitions: number): Promise<void> {
  const folder = mkdtempSync(fileURLToPath(new URL('../../dist/bench-', import.meta.url)));
  try {
    await bundleEngine(join(folder, 'engine'));
    const path = join(folder, 'sales.xlsx');
    const small = join(folder, 'small.xlsx');
    await writeSample(path, n);
    await writeSample(small, smallRows);
    const results = new Map(contenders.map((name) => [name, [] as Run[]]));
    for (let repetition = 0; repetition < repetitions; repetition++)
      for (const name of contenders) {
        const text = execFileSync(process.execPath, [file, '--one', name, path, small], { encoding: 'utf8' });
        results.get(name)!.push(JSON.parse(text));
      }
    print(n, repetitions, statSync(path).size, results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(n: number, repetitions: number, bytes: number, results: Map<string, Run[]>): void {
  const own = median(results.get('quarterdeck')!.map((run) => run.seconds));
  const expected = results.get('quarterdeck')![0]!.sum;
  console.log(
    `${n} rows × ${headers.length}, ${(bytes / 1e6).toFixed(1)} MB, ${repetitions} runs each\n| reader | s | cpu s | krows/s | extra MB | slower by |\n|---|---|---|---|---|---|`,
  );
  for (const [name, runs] of results) {
    if (runs.some(({ sum }) => Math.abs(sum - expected) > 1e-6 * expected))
      throw new Error(`${name} read another sum: ${runs[0]!.sum}, not ${expected}`);
    const seconds = median(runs.map((run) => run.seconds));
    const memory = median(runs.map((run) => run.memory));
    const cpu = median(runs.map((run) => run.cpu));
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${cpu.toFixed(2)} | ${(n / 1000 / seconds).toFixed(0)} | ${memory.toFixed(0)} | ${(seconds / own).toFixed(1)} |`,
    );
  }
}

const [first, second, third, fourth] = process.argv.slice(2);
if (first === '--one') await runOne(second!, third!, fourth!);
else await compare(Number(first ?? 100_000), Number(second ?? 5));
