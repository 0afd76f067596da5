import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { chromium, type Page } from '@playwright/test';
import crossfilter from 'crossfilter2';
import { findBrowser } from '../../build/browsers.mjs';
import { buildRenderer } from '../../build/build.ts';
import { inProject } from '../../build/project.ts';
import { answerCharts } from '../../electron/engine/book/explore/answerCharts.ts';
import { answerCubes } from '../../electron/engine/book/explore/answerCubes.ts';
import { kernelThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import type { ExploreChart, ExploreView } from '../../shared/contract/explore.ts';
import { type Cube, emptyReading, measureReading } from '../../shared/domain/cube.ts';
import { readBrush } from '../../shared/domain/cubeBrush.ts';
import type { MeasureName } from '../../shared/domain/measures.ts';
import { makeBook } from './syntheticBook.ts';

/**
 * A brush over the months of a page of linked charts: what it costs to start one (cubes), to move it (reading them), and
 * to move it in a real browser (pointer event to all charts drawn), at two sizes that take turns. Beside it: one DuckDB
 * query a chart for every move, and crossfilter2 with the same dimensions and groups (1,000,000 rows; with `all` more).
 * Run: `node test/bench/brush.ts [rows, rows …] [all] [page | engine]` (default 1 000 000 and 10 000 000).
 */

const given = process.argv.slice(2);
const sizes = given.filter((text) => /^\d+$/.test(text)).map(Number);
if (sizes.length === 0) sizes.push(1_000_000, 10_000_000);
const everyone = given.includes('all');
const only = (part: string) =>
  !given.some((text) => text === 'page' || text === 'engine') || given.includes(part);
const moves = 200;
const signal = new AbortController().signal;

const charts: ExploreChart[] = [
  {
    id: 'month',
    kind: 'time',
    x: { field: 'day', grain: 'month' },
    measure: 'revenue',
    look: 'area',
    span: 8,
  },
  { id: 'lines', kind: 'histogram', x: { field: 'revenue', bins: 20 }, measure: 'lines', span: 4 },
  { id: 'market', kind: 'bars', x: { field: 'market' }, measure: 'revenue', span: 4 },
  { id: 'product', kind: 'bars', x: { field: 'product', top: 10 }, measure: 'revenue', span: 4 },
  {
    id: 'season',
    kind: 'heat',
    x: { field: 'day', grain: 'month' },
    y: { field: 'market' },
    measure: 'revenue',
    span: 4,
  },
  { id: 'segment', kind: 'bars', x: { field: 'segment' }, measure: 'quantity', span: 4 },
];
const view: ExploreView = { slice: { where: [], basis: 'net' }, charts, filters: {} };

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function summary(times: number[]): { p50: number; p95: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) };
}

function show(name: string, times: number[], note = ''): void {
  const { p50, p95 } = summary(times);
  const digits = p95 < 1 ? 3 : 1;
  console.log(
    `${name.padEnd(52)} p50 ${p50.toFixed(digits).padStart(8)} ms   p95 ${p95.toFixed(digits).padStart(8)} ms  ${note}`,
  );
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** First and one past the last of the brush bins of move number `move`: a window of a third that slides to and fro. */
function windowAt(move: number, bins: number): [number, number] {
  const width = Math.floor(bins / 3);
  const from = Math.floor(((Math.sin(move / 15) + 1) / 2) * (bins - width));
  return [from, from + width];
}

async function measureEngine(rows: number): Promise<void> {
  console.log(`\n── ${rows.toLocaleString('en')} rows: ${charts.length} charts, a brush on the first ──`);
  const book = makeBook(rows, Math.max(100, Math.round(rows / 200)));
  await answerCharts(book, view, undefined, signal);
  const starts: number[] = [];
  for (let repetition = 0; repetition < 7; repetition++) {
    starts.push(await timed(() => answerCubes(book, view, 'month', signal)));
  }
  show(
    'cubes when the brush starts, per passive chart',
    starts.map((ms) => ms / (charts.length - 1)),
  );
  const moved = await readings(book);
  show('a move: all charts read from their cubes', moved);
  const connection = await fillDuckDb(book);
  const asked: number[] = [];
  for (let move = 0; move < 20; move++) asked.push(await timed(() => askDuckDb(connection, move)));
  show(
    `a move: DuckDB, ${charts.length - 1} queries, ${kernelThreads()} threads`,
    asked,
    ratio(asked, moved),
  );
  connection.closeSync();
  if (rows > 1_000_000 && !everyone) return;
  const filtered = crossfilterMoves(book);
  show('a move: crossfilter2', filtered.moves, ratio(filtered.moves, moved));
  console.log(`crossfilter2 needs ${(filtered.start / 1000).toFixed(1)} s to build dimensions and groups`);
}

function ratio(theirs: number[], ours: number[]): string {
  return `${(summary(theirs).p50 / summary(ours).p50).toFixed(0)} × ours`;
}

async function readings(book: Book): Promise<number[]> {
  const { cubes } = await answerCubes(book, view, 'month', signal);
  const passives = cubes.map(({ active, ...wire }) => {
    const cube: Cube = { ...wire, active: active as Cube['active'] };
    const measure: MeasureName = charts.find(({ id }) => id === cube.id)?.measure ?? 'lines';
    const reading = emptyReading(
      cube.cells,
      cube.sums.map(({ column }) => column),
    );
    return { cube, measure, reading, values: new Float64Array(cube.cells) };
  });
  const times: number[] = [];
  for (let move = 0; move < 10 * moves; move++) {
    const start = performance.now();
    for (const { cube, measure, reading, values } of passives) {
      readBrush(cube, [[windowAt(move, cube.active[0])]], reading);
      measureReading(measure, reading, values);
    }
    times.push(performance.now() - start);
  }
  return times;
}

async function fillDuckDb(book: Book): Promise<DuckDBConnection> {
  const { DuckDBDataChunk, DOUBLE, INTEGER } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: String(kernelThreads()) });
  const connection = await instance.connect();
  await connection.run(
    'create table sales (day integer, month integer, market integer, product integer, segment integer, revenue double, quantity double)',
  );
  const segment = book.accounts.attributes.get('segment');
  if (segment?.type !== 'text') throw new Error('The book has no segments');
  const columns = [
    book.day(),
    monthsOf(book),
    book.text('market')!.codes,
    book.product()!,
    Int32Array.from(book.account(), (account) => segment.codes[account]!),
    book.number('revenue')!,
    book.number('quantity')!,
  ];
  const appender = await connection.createAppender('sales');
  const types = [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, DOUBLE, DOUBLE];
  for (let from = 0; from < book.n; from += 2048) {
    const to = Math.min(book.n, from + 2048);
    const chunk = DuckDBDataChunk.create(types, to - from);
    columns.forEach((values, index) => {
      chunk.setColumnValues(index, Array.from(values.subarray(from, to)));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  return connection;
}

function monthsOf(book: Book): Int32Array {
  return book.day().map((day) => {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  });
}

const firstDay = 18_628;
const days = 1096;

async function askDuckDb(connection: DuckDBConnection, move: number): Promise<void> {
  const [from, to] = windowAt(move, days);
  const where = `where day >= ${firstDay + from} and day < ${firstDay + to}`;
  for (const sql of [
    `select floor(revenue / 5), count(*) from sales ${where} group by all`,
    `select market, sum(revenue) from sales ${where} group by all`,
    `select product, sum(revenue) from sales ${where} group by all order by 2 desc limit 10`,
    `select month, market, sum(revenue) from sales ${where} group by all`,
    `select segment, sum(quantity) from sales ${where} group by all`,
  ]) {
    await connection.runAndReadAll(sql);
  }
}

function crossfilterMoves(book: Book): { start: number; moves: number[] } {
  const [day, month, market, product] = [
    book.day(),
    monthsOf(book),
    book.text('market')!.codes,
    book.product()!,
  ];
  const [revenue, quantity] = [book.number('revenue')!, book.number('quantity')!];
  const segment = book.accounts.attributes.get('segment');
  if (segment?.type !== 'text') throw new Error('The book has no segments');
  const account = book.account();
  const begin = performance.now();
  const records = crossfilter(Array.from({ length: book.n }, (_, row) => row));
  const byDay = records.dimension((row) => day[row]!);
  const groups = [
    records
      .dimension((row) => Math.floor(revenue[row]! / 5))
      .group()
      .reduceCount(),
    records
      .dimension((row) => market[row]!)
      .group()
      .reduceSum((row) => revenue[row]!),
    records
      .dimension((row) => product[row]!)
      .group()
      .reduceSum((row) => revenue[row]!),
    records
      .dimension((row) => month[row]! * 8 + market[row]!)
      .group()
      .reduceSum((row) => revenue[row]!),
    records
      .dimension((row) => segment.codes[account[row]!]!)
      .group()
      .reduceSum((row) => quantity[row]!),
  ];
  const start = performance.now() - begin;
  const times: number[] = [];
  for (let move = 0; move < moves; move++) {
    const [from, to] = windowAt(move, days);
    const before = performance.now();
    byDay.filterRange([firstDay + from, firstDay + to]);
    for (const group of groups) group.all();
    times.push(performance.now() - before);
  }
  return { start, moves: times };
}

interface OpenPage {
  rows: number;
  page: Page;
  stop(): Promise<void>;
}

/** The page of linked charts over a sample book of so many rows, as the browser host shows it. */
async function openPage(rows: number): Promise<OpenPage> {
  const home = mkdtempSync(join(tmpdir(), 'qd-brush-'));
  const file = join(home, 'book.qdeck');
  const workspace = createWorkspace(file, {});
  await writeSample(workspace, { rows }, { signal, progress: () => undefined });
  workspace.close();
  const host = spawn(process.execPath, [inProject('electron/browser/main.ts'), file], {
    env: { ...process.env, QUARTERDECK_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const line = await new Promise<string>((done) => createInterface(host.stdout!).once('line', done));
  const found = findBrowser();
  const browser = await chromium.launch({
    ...(found ? { executablePath: found.path } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto((JSON.parse(line) as { url: string }).url);
  await page.waitForSelector('.rail', { timeout: 120_000 });
  await page.evaluate(() => {
    location.hash = '#/explore/charts';
  });
  await page.waitForSelector('.explore-canvas canvas', { timeout: 120_000 });
  await page.evaluate(watchMoves);
  const stop = async () => {
    await browser.close();
    host.disconnect();
    await new Promise((done) => host.once('exit', done));
    rmSync(home, { recursive: true, force: true });
  };
  return { rows, page, stop };
}

/** Runs in the page: when each pointer event came about, was taken up, and when every chart had been drawn for it. */
function watchMoves(): void {
  const samples: number[][] = [];
  Object.assign(window, { samples });
  let begun = 0;
  window.addEventListener(
    'pointermove',
    () => {
      begun = performance.now();
    },
    { capture: true },
  );
  window.addEventListener('pointermove', (event) => {
    const drawn = performance.now();
    samples.push([drawn - event.timeStamp, drawn - begun]);
  });
}

async function startBrush({ page }: OpenPage): Promise<void> {
  const box = await chartBox(page);
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 60);
  await page.waitForTimeout(4000);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 60, { steps: 30 });
}

async function chartBox(page: Page) {
  const box = await page.locator('.explore-canvas.is-time').first().boundingBox();
  if (!box) throw new Error('There is no chart over time');
  return box;
}

/** A round of moves; event to drawn, and the share of it that is the page's own work. */
async function round({ page }: OpenPage, offset: number): Promise<number[][]> {
  const box = await chartBox(page);
  await page.evaluate(() => {
    (window as unknown as { samples: number[][] }).samples.length = 0;
  });
  for (let move = 0; move < moves; move++) {
    const place = 0.5 + 0.4 * Math.sin((move + offset) / 15);
    await page.mouse.move(box.x + place * box.width, box.y + 60 + (move % 5));
  }
  return page.evaluate(() => [...(window as unknown as { samples: number[][] }).samples]);
}

async function measurePage(): Promise<void> {
  console.log('\n── in the browser: pointer event to all charts drawn, sizes taking turns ──');
  await buildRenderer();
  const pages: OpenPage[] = [];
  for (const rows of sizes) pages.push(await openPage(rows));
  const found = new Map<number, number[][]>(sizes.map((rows) => [rows, []]));
  for (const one of pages) await startBrush(one);
  for (let turn = 0; turn < 5; turn++) {
    for (const one of pages) found.get(one.rows)!.push(...(await round(one, turn * 7)));
  }
  for (const rows of sizes) {
    const samples = found.get(rows)!;
    const label = rows.toLocaleString('en');
    show(
      `${label} rows: event to drawn`,
      samples.map(([whole]) => whole!),
      `${samples.length} moves`,
    );
    show(
      `${label} rows: the page's own work`,
      samples.map(([, work]) => work!),
    );
  }
  const own = sizes.map((rows) => summary(found.get(rows)!.map(([, work]) => work!)).p50);
  console.log(`largest / smallest, the page's own work at p50: ${(own.at(-1)! / own[0]!).toFixed(2)}`);
  for (const one of pages) await one.stop();
}

if (only('engine')) for (const rows of sizes) await measureEngine(rows);
if (only('page')) await measurePage();
process.exit(0);
