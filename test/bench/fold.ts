import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createLocalEngine } from '../../electron/cli/engine.ts';
import { kernelThreads, warmThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { NewBatch, StoredColumn, Workspace } from '../../electron/engine/workspace/types.ts';
import { isoDate } from '../../shared/domain/calendar.ts';

/**
 * What changes of the data cost: the sample book with so many sales rows, a tenth of them upserted by order and product, one
 * month replaced. Opening such a book for the first time and again, merging two accounts and taking that back, undoing
 * and redoing the upsert, in seconds of the processor, with the longest time for which the engine answered nobody. Beside
 * it DuckDB, which takes the same rows out and in by key and by date, on as many threads, in the same process.
 * Run: `node test/bench/fold.ts [rows]` (default 10 000 000).
 */

interface Lap {
  name: string;
  cpu: number;
  wall: number;
  block: number;
}

async function lap(name: string, work: () => Promise<unknown>): Promise<Lap> {
  let last = performance.now();
  let block = 0;
  const tick = () => {
    const now = performance.now();
    block = Math.max(block, now - last - 2);
    last = now;
  };
  const timer = setInterval(tick, 2);
  const processor = process.cpuUsage();
  const started = performance.now();
  last = started;
  await work();
  tick();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  clearInterval(timer);
  return { name, cpu: (user + system) / 1e6, wall, block };
}

function salesOf(workspace: Workspace): StoredColumn[] {
  const { id } = workspace.batches().find(({ kind }) => kind === 'sales')!;
  return workspace.batchColumns(id).map(({ name }) => workspace.readColumn(id, name));
}

function batchOf(columns: StoredColumn[], source: string, keep: (row: number) => boolean): NewBatch {
  const rows = columns[0]!.values.length;
  const kept = Int32Array.from({ length: rows }, (_, row) => row).filter(keep);
  const picked = columns.map((column): StoredColumn => {
    if (column.type !== 'code') {
      const values =
        column.values.constructor === Float64Array
          ? new Float64Array(kept.length)
          : new Int32Array(kept.length);
      kept.forEach((row, at) => {
        values[at] = column.name === 'revenue' ? column.values[row]! + 1 : column.values[row]!;
      });
      return { ...column, values } as StoredColumn;
    }
    const values = kept.map((row) => column.values[row]!);
    const used = [...new Set(values)].filter((code) => code >= 0);
    const codeOf = new Map(used.map((code, index) => [code, index]));
    const { dictionary, labels } = column;
    return {
      name: column.name,
      type: 'code',
      values: values.map((code) => codeOf.get(code) ?? -1),
      dictionary: used.map((code) => dictionary[code]!),
      ...(labels ? { labels: used.map((code) => labels[code]!) } : {}),
    };
  });
  return {
    kind: 'sales',
    source,
    hash: source.padEnd(64, '0'),
    rows: kept.length,
    accepted: kept.length,
    blank: 0,
    columns: picked,
    quarantine: [],
    controlTotals: {},
    mapping: {},
    rules: [],
  };
}

async function makeWorkspace(file: string, rows: number): Promise<void> {
  const workspace = createWorkspace(file);
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { rows }, context);
  const columns = salesOf(workspace);
  const days = columns.find(({ name }) => name === 'date')!.values as Int32Array;
  const last = days.reduce((a, b) => Math.max(a, b), 0);
  const [from, to] = [last - 59, last - 30];
  await workspace.commitBatch({
    ...batchOf(columns, 'upsert', (row) => row % 10 === 3),
    mode: { mode: 'upsert', keys: ['order', 'product'] },
  });
  await workspace.commitBatch({
    ...batchOf(columns, 'month', (row) => days[row]! >= from && days[row]! <= to),
    mode: { mode: 'replace', from: isoDate(from), to: isoDate(to), within: [] },
  });
  workspace.close();
}

/** Through the engine's own calls, as a screen makes them. */
async function measure(file: string): Promise<Lap[]> {
  const engine = createLocalEngine(new AbortController().signal, () => undefined);
  const laps: Lap[] = [];
  const handle = engine.file(file, 'write');
  laps.push(await lap('open', () => engine.call('workspace.open', { file: handle })));
  const ask = { question: 'trend' as const, slice: { where: [], basis: 'net' as const }, options: {} };
  laps.push(await lap('first chart', () => engine.call('analyse.run', ask)));
  const workspace = await engine.call('workspace.batches', {});
  const upsert = workspace.find(({ source }) => source === 'upsert')!.id;
  const [from, into] = await twoAccounts(file);
  laps.push(
    await lap('merge two accounts', () =>
      engine.call('entities.merge', { of: 'account', from: from!, into: into! }),
    ),
  );
  laps.push(
    await lap('take the merge back', () => engine.call('entities.unmerge', { of: 'account', key: from! })),
  );
  laps.push(await lap('undo the upsert', () => engine.call('workspace.undo', { batch: upsert })));
  laps.push(await lap('redo the upsert', () => engine.call('workspace.redo', { batch: upsert })));
  laps.push(await lap('check', () => engine.call('workspace.check', {})));
  laps.push(
    await lap('backup', () =>
      engine.call('workspace.backup', { file: engine.file(`${file}.copy`, 'write') }),
    ),
  );
  laps.push({ name: 'peak memory, MB', cpu: process.resourceUsage().maxRSS / 1024, wall: 0, block: 0 });
  await engine.dispose();
  await rm(`${file}.copy`, { force: true });
  return laps;
}

async function twoAccounts(file: string): Promise<string[]> {
  const workspace = openWorkspace(file, { readOnly: true });
  const { id } = workspace.batches().find(({ kind }) => kind === 'sales')!;
  const column = workspace.readColumn(id, 'account');
  const names = column.type === 'code' ? column.dictionary.slice(3, 5) : [];
  workspace.close();
  return names;
}

async function inChild(file: string): Promise<Lap[]> {
  const child = fork(fileURLToPath(import.meta.url), ['measure', file], { execArgv: ['--expose-gc'] });
  const [laps] = (await once(child, 'message')) as [Lap[]];
  await once(child, 'exit');
  return laps;
}

/** The rows of the three batches as DuckDB holds them; only the fields that take part, and the revenue. */
async function duckTables(file: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(kernelThreads()) });
  const connection = await instance.connect();
  const workspace = openWorkspace(file, { readOnly: true });
  const names = ['sales', 'upsert', 'month'];
  const batches = workspace.batches().filter(({ kind }) => kind === 'sales');
  for (const [index, { id, accepted }] of batches.entries()) {
    await connection.run(
      `create table "${names[index]}" ("order" varchar, product varchar, account varchar, date date, revenue double)`,
    );
    const appender = await connection.createAppender(names[index]!);
    const [order, product, account] = ['order', 'product', 'account'].map((name) =>
      workspace.readColumn(id, name),
    );
    const [date, revenue] = ['date', 'revenue'].map((name) => workspace.readColumn(id, name).values);
    const text = (column: StoredColumn, row: number) => {
      const code = column.values[row]!;
      if (column.type !== 'code' || code < 0) appender.appendNull();
      else appender.appendVarchar(column.dictionary[code]!);
    };
    for (let row = 0; row < accepted; row++) {
      text(order!, row);
      text(product!, row);
      text(account!, row);
      appender.appendDate({ days: date![row]! } as never);
      appender.appendDouble(revenue![row]!);
      appender.endRow();
    }
    appender.closeSync();
  }
  workspace.close();
  return connection;
}

async function duckLaps(connection: DuckDBConnection): Promise<Lap[]> {
  const upsert = () =>
    connection.run(
      'begin; delete from sales using upsert u where sales."order" is not distinct from u."order" and sales.product is not distinct from u.product; insert into sales select * from upsert; commit',
    );
  const month = () =>
    connection.run(
      'begin; delete from sales where date between (select min(date) from month) and (select max(date) from month); insert into sales select * from month; commit',
    );
  return [await lap('DuckDB: upsert', upsert), await lap('DuckDB: replace a month', month)];
}

function tell(laps: Lap[]): void {
  for (const { name, cpu, wall, block } of laps) {
    console.log(
      `${name.padEnd(34)} ${cpu.toFixed(2).padStart(8)} CPU s  ${wall.toFixed(2).padStart(7)} s  ${block.toFixed(0).padStart(6)} ms blocked`,
    );
  }
}

async function main(): Promise<void> {
  const [what, file] = process.argv.slice(2);
  if (what === 'measure') {
    warmThreads();
    process.send!(await measure(file!));
    process.disconnect();
    return;
  }
  const rows = Number(what ?? 10_000_000);
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-fold-'));
  const book = process.env.QUARTERDECK_FOLD_BOOK ?? join(folder, 'book.qdeck');
  try {
    if (!process.env.QUARTERDECK_FOLD_BOOK || file === 'make') await makeWorkspace(book, rows);
    const first = await inChild(book);
    console.log(`\n${rows} rows, first opening`);
    tell(first);
    const again = await inChild(book);
    console.log('\nopened again');
    tell(again);
    if (file === 'make') return;
    const duck = await duckLaps(await duckTables(book));
    console.log('');
    tell(duck);
    const [upsert, month] = duck;
    const ratio = (laps: Lap[]) => ((upsert!.cpu + month!.cpu) / laps[0]!.cpu).toFixed(1);
    console.log(
      `\nopening with both changes against DuckDB making them, CPU: ${ratio(first)}×, again ${ratio(again)}×`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
