import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import type { importFile } from '../../electron/engine/ingest/importFile.ts';
import type { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import type { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { referencePath } from '../referenceData.ts';
import { bundleEngine } from './bundledEngine.ts';
import { writeSyntheticSales } from './syntheticSales.ts';

/**
 * From a CSV file on disk to typed columns in memory, against DuckDB's read_csv into a table, uDSV and PapaParse; and
 * into a workspace file, against DuckDB's table in a database file. Each run is a process of its own; contestants take
 * turns, medians of five. Ours keeps columns packed, and writes the values of each out once. It also detects, hashes the file (SHA-256) and every row, applies the rules and sorts by
 * account, and into the workspace compresses and hashes every segment; the others do not. Beside the time on the clock,
 * which suffers from whatever else the machine does, stands the processor time of all threads.
 * uDSV and PapaParse read up to a million rows as one text, which is their fastest, and more in pieces, since no text
 * of V8 holds more than 512 MiB. PapaParse keeps rows, as it makes no columns.
 * Run: `node test/bench/ingest.ts [rows of the synthetic file] [repetitions]` (default 5 000 000, 5).
 */

interface Outcome {
  seconds: number;
  processor: number;
  rows: number;
  peak: number;
}

interface Job {
  path: string;
  /** Where the compiled engine lies, and where a run may write. */
  folder: string;
}

/** Loads its modules; what it returns is measured, and gives the number of rows. */
type Contestant = (job: Job) => Promise<() => Promise<number>>;

async function engineOf(folder: string) {
  const load = <Module>(name: string) => import(join(folder, 'engine', name)) as Promise<Module>;
  const [read, bring, create] = await Promise.all([
    load<{ readBatch: typeof readBatch }>('readBatch.js'),
    load<{ importFile: typeof importFile }>('importFile.js'),
    load<{ createWorkspace: typeof createWorkspace }>('createWorkspace.js'),
  ]);
  return { ...read, ...bring, ...create };
}

const intoWorkspace =
  (passphrase?: string): Contestant =>
  async ({ path, folder }) => {
    const engine = await engineOf(folder);
    const workspace = engine.createWorkspace(join(folder, 'run', 'book.qdeck'), { passphrase });
    return async () => {
      const { rows } = await engine.importFile(workspace, path, { kind: 'sales' });
      workspace.close();
      return rows;
    };
  };

async function intoTable(database: string, path: string): Promise<number> {
  const threads = String(availableParallelism());
  const connection = await (await DuckDBInstance.create(database, { threads })).connect();
  await connection.run(`create table sales as select * from read_csv('${path}', header = true)`);
  if (database !== ':memory:') await connection.run('checkpoint');
  const reader = await connection.runAndReadAll('select count(*) from sales');
  return Number(reader.getRows()[0]![0]);
}

const contestants: Record<string, Contestant> = {
  quarterdeck: async ({ path, folder }) => {
    const engine = await engineOf(folder);
    return async () => {
      const { batch } = await engine.readBatch(path, { kind: 'sales' });
      return batch.columns.every(({ values }) => values.length === batch.accepted) ? batch.rows : 0;
    };
  },
  duckdb:
    async ({ path }) =>
    () =>
      intoTable(':memory:', path),
  udsv:
    async ({ path }) =>
    async () => {
      const text = readFileSync(path, 'utf8');
      return initParser(inferSchema(text)).typedCols(text)[0]!.length;
    },
  papaparse:
    async ({ path }) =>
    async () => {
      const { data } = Papa.parse(readFileSync(path, 'utf8'), {
        header: false,
        dynamicTyping: true,
        skipEmptyLines: true,
      });
      return data.length - 1;
    },
  'udsv, in pieces':
    async ({ path }) =>
    async () => {
      let parser: ReturnType<typeof initParser> | undefined;
      for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
        parser ??= initParser(inferSchema(piece as string));
        parser.chunk<unknown[]>(piece as string, parser.typedCols);
      }
      return (parser!.end() as unknown[][])[0]!.length;
    },
  'papaparse, in pieces':
    async ({ path }) =>
    async () => {
      const pieces: unknown[][] = [];
      await new Promise<void>((resolve, reject) => {
        Papa.parse(createReadStream(path, { highWaterMark: 1 << 20 }), {
          header: false,
          dynamicTyping: true,
          skipEmptyLines: true,
          chunk: ({ data }) => void pieces.push(data),
          complete: () => resolve(),
          error: reject,
        });
      });
      return pieces.reduce((rows, piece) => rows + piece.length, -1);
    },
  'quarterdeck, workspace': intoWorkspace(),
  'quarterdeck, encrypted workspace': intoWorkspace('bench'),
  'duckdb, database file':
    async ({ path, folder }) =>
    () =>
      intoTable(join(folder, 'run', 'sales.duckdb'), path),
};

/** Rows that those who read a file as one text take. */
const mostForText = 1_000_000;
const inMemory = ['quarterdeck', 'duckdb', 'udsv', 'papaparse'];
const inPieces = ['quarterdeck', 'duckdb', 'udsv, in pieces', 'papaparse, in pieces'];
const onDisk = ['quarterdeck, workspace', 'quarterdeck, encrypted workspace', 'duckdb, database file'];

async function contend(name: string, job: Job): Promise<Outcome> {
  await rm(join(job.folder, 'run'), { recursive: true, force: true });
  await mkdir(join(job.folder, 'run'));
  const child = fork(fileURLToPath(import.meta.url), ['--contend', name, job.path, job.folder], {
    execArgv: ['--max-old-space-size=8192'],
  });
  const [outcome] = (await once(child, 'message')) as [Outcome];
  await once(child, 'exit');
  return outcome;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

async function compare(title: string, job: Job, names: string[], repetitions: number): Promise<void> {
  const runs = new Map<string, Outcome[]>(names.map((name) => [name, []]));
  for (let round = 0; round < repetitions; round++)
    for (const name of names) runs.get(name)!.push(await contend(name, job));
  const middle = (name: string, of: (outcome: Outcome) => number) => median(runs.get(name)!.map(of));
  const [first] = names as [string];
  const own = {
    seconds: middle(first, (run) => run.seconds),
    processor: middle(first, (run) => run.processor),
  };
  const megabytes = (await stat(job.path)).size / 1e6;
  console.log(
    `\n${title}: ${megabytes.toFixed(0)} MB, ${availableParallelism()} threads, medians of ${repetitions}\n| reader | s | processor s | least | rows/s | peak MB | time against ours | processor against ours |\n|---|---|---|---|---|---|---|---|`,
  );
  for (const name of names) {
    const seconds = middle(name, (run) => run.seconds);
    const processor = middle(name, (run) => run.processor);
    const rate = Math.round(runs.get(name)![0]!.rows / seconds).toLocaleString('en');
    const peak = middle(name, (run) => run.peak).toFixed(0);
    const least = Math.min(...runs.get(name)!.map((run) => run.processor));
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${processor.toFixed(2)} | ${least.toFixed(2)} | ${rate} | ${peak} | ${(seconds / own.seconds).toFixed(2)} | ${(processor / own.processor).toFixed(2)} |`,
    );
  }
}

async function main(): Promise<void> {
  const [rows, repetitions] = [Number(process.argv[2] ?? 5_000_000), Number(process.argv[3] ?? 5)];
  const folder = await mkdtemp(fileURLToPath(new URL('../../dist/bench-', import.meta.url)));
  try {
    await bundleEngine(join(folder, 'engine'));
    const packed = referencePath('07_transactions_online_retail/online_retail.csv.gz');
    if (packed) {
      const path = join(folder, 'online_retail.csv');
      await pipeline(createReadStream(packed), createGunzip(), createWriteStream(path));
      await compare('Online Retail, 541,909 rows × 8', { path, folder }, inMemory, repetitions);
    }
    const path = join(folder, 'synthetic.csv');
    const title = (lines: number) => `Synthetic, ${lines.toLocaleString('en')} rows × 12`;
    const fewer = Math.min(rows, mostForText);
    await writeSyntheticSales(path, fewer);
    await compare(`${title(fewer)}, columns in memory`, { path, folder }, inMemory, repetitions);
    if (rows > fewer) {
      await writeSyntheticSales(path, rows);
      await compare(`${title(rows)}, columns in memory`, { path, folder }, inPieces, repetitions);
    }
    await compare(`${title(rows)}, into a file`, { path, folder }, onDisk, repetitions);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--contend') {
  const [name, path, folder] = process.argv.slice(3) as [string, string, string];
  const run = await contestants[name]!({ path, folder });
  const started = performance.now();
  const used = process.cpuUsage();
  const rows = await run();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.send!({ seconds, processor: (user + system) / 1e6, rows, peak } satisfies Outcome, () =>
    process.exit(),
  );
} else {
  await main();
}
