import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { referencePath } from '../referenceData.ts';
import { writeSyntheticSales } from './syntheticSales.ts';

/**
 * From a CSV file on disk to typed columns, against DuckDB's read_csv into a table, uDSV and PapaParse, each run in a
 * process of its own; contestants take turns, medians of five. Ours includes detection, SHA-256 of the file, the rules
 * (exact duplicates among them) and sorting by account, which the others do not do.
 * Run: `node test/bench/ingest.ts [rows of the synthetic file]` (default 5 000 000).
 */

interface Outcome {
  seconds: number;
  rows: number;
  peak: number;
}

const contestants: Record<string, (path: string) => Promise<number>> = {
  async quarterdeck(path) {
    return (await readBatch(path, { kind: 'sales' })).batch.rows;
  },
  async duckdb(path) {
    const connection = await (
      await DuckDBInstance.create(':memory:', { threads: String(availableParallelism()) })
    ).connect();
    await connection.run(`create table sales as select * from read_csv('${path}', header = true)`);
    const reader = await connection.runAndReadAll('select count(*) from sales');
    return Number(reader.getRows()[0]![0]);
  },
  async udsv(path) {
    const text = readFileSync(path, 'utf8');
    return initParser(inferSchema(text)).typedCols(text)[0]!.length;
  },
  async papaparse(path) {
    const { data } = Papa.parse(readFileSync(path, 'utf8'), {
      header: false,
      dynamicTyping: true,
      skipEmptyLines: true,
    });
    return data.length - 1;
  },
};

async function contend(name: string, path: string): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), ['--contend', name, path], {
    execArgv: ['--max-old-space-size=8192'],
  });
  const [outcome] = (await once(child, 'message')) as [Outcome];
  await once(child, 'exit');
  return outcome;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

async function compare(title: string, path: string, names: string[]): Promise<void> {
  const runs = new Map<string, Outcome[]>(names.map((name) => [name, []]));
  for (let round = 0; round < 5; round++)
    for (const name of names) runs.get(name)!.push(await contend(name, path));
  const own = median(runs.get('quarterdeck')!.map((run) => run.seconds));
  const megabytes = (await stat(path)).size / 1e6;
  console.log(
    `\n${title}: ${megabytes.toFixed(0)} MB, ${availableParallelism()} threads\n| reader | s | rows/s | MB/s | peak MB | time against ours |\n|---|---|---|---|---|---|`,
  );
  for (const [name, outcomes] of runs) {
    const seconds = median(outcomes.map((run) => run.seconds));
    const peak = median(outcomes.map((run) => run.peak));
    const rate = Math.round(outcomes[0]!.rows / seconds).toLocaleString('en');
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${rate} | ${(megabytes / seconds).toFixed(0)} | ${peak.toFixed(0)} | ${(seconds / own).toFixed(2)} |`,
    );
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
  try {
    const packed = referencePath('07_transactions_online_retail/online_retail.csv.gz');
    if (packed) {
      const path = join(folder, 'online_retail.csv');
      await pipeline(createReadStream(packed), createGunzip(), createWriteStream(path));
      await compare('Online Retail, 541,909 rows × 8', path, Object.keys(contestants));
    }
    const rows = Number(process.argv[2] ?? 5_000_000);
    const path = join(folder, 'synthetic.csv');
    await writeSyntheticSales(path, rows);
    await compare(`Synthetic, ${rows.toLocaleString('en')} rows × 12`, path, ['quarterdeck', 'duckdb']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--contend') {
  const started = performance.now();
  const rows = await contestants[process.argv[3]!]!(process.argv[4]!);
  const seconds = (performance.now() - started) / 1000;
  process.send!({ seconds, rows, peak: process.resourceUsage().maxRSS / 1024 } satisfies Outcome, () =>
    process.exit(),
  );
} else {
  await main();
}
