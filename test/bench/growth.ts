import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { importFile } from '../../electron/engine/ingest/importFile.ts';
import type { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { bundleEngine } from './bundledEngine.ts';
import { growthPicture } from './growthPicture.ts';
import { writeSyntheticSales } from './syntheticSales.ts';

/**
 * How time and memory of an import grow with rows: a CSV file of twelve columns into a plain workspace, and by DuckDB
 * into a database file, in turns, each in a process of its own. Medians of three, once from ten million rows on.
 * Run: `node test/bench/growth.ts [rows …]` (default 100 000 1 000 000 5 000 000 10 000 000). Three sizes or more also
 * draw docs/bench/growth-import.svg.
 */

type Contestant = 'quarterdeck' | 'duckdb';

interface Outcome {
  seconds: number;
  processor: number;
  peak: number;
}

const contestants: Record<Contestant, (file: string, folder: string) => Promise<() => Promise<unknown>>> = {
  async quarterdeck(file, folder) {
    const load = <Module>(name: string) => import(join(folder, 'engine', name)) as Promise<Module>;
    const bring = await load<{ importFile: typeof importFile }>('importFile.js');
    const create = await load<{ createWorkspace: typeof createWorkspace }>('createWorkspace.js');
    const workspace = create.createWorkspace(join(folder, 'run', 'book.qdeck'));
    return async () => {
      await bring.importFile(workspace, file, { kind: 'sales' });
      workspace.close();
    };
  },
  async duckdb(file, folder) {
    const threads = String(availableParallelism());
    const database = await DuckDBInstance.create(join(folder, 'run', 'sales.duckdb'), { threads });
    const connection = await database.connect();
    return async () => {
      await connection.run(`create table sales as select * from read_csv('${file}', header = true)`);
      await connection.run('checkpoint');
    };
  },
};

async function run(name: Contestant, file: string, folder: string): Promise<Outcome> {
  await rm(join(folder, 'run'), { recursive: true, force: true });
  await mkdir(join(folder, 'run'));
  const child = fork(fileURLToPath(import.meta.url), ['--run', name, file, folder], {
    execArgv: ['--max-old-space-size=8192'],
  });
  const [outcome] = (await once(child, 'message')) as [Outcome];
  await once(child, 'exit');
  return outcome;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

async function measure(rows: number, folder: string): Promise<Map<Contestant, Outcome>> {
  const file = join(folder, 'sales.csv');
  await writeSyntheticSales(file, rows);
  const names = Object.keys(contestants) as Contestant[];
  const runs = new Map<Contestant, Outcome[]>(names.map((name) => [name, []]));
  for (let round = 0; round < (rows >= 10_000_000 ? 1 : 3); round++) {
    for (const name of names) runs.get(name)!.push(await run(name, file, folder));
  }
  const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
  await rm(file);
  return new Map(
    names.map((name) => {
      const middle = (of: (outcome: Outcome) => number) => median(runs.get(name)!.map(of));
      const outcome = {
        seconds: middle((one) => one.seconds),
        processor: middle((one) => one.processor),
        peak: middle((one) => one.peak),
      };
      const { seconds, processor, peak } = outcome;
      const perMillion = (value: number) => ((value / rows) * 1e6).toFixed(2);
      console.log(
        `| ${rows.toLocaleString('en')} | ${megabytes} | ${name} | ${seconds.toFixed(2)} | ${processor.toFixed(2)} | ${perMillion(seconds)} | ${perMillion(processor)} | ${peak.toFixed(0)} |`,
      );
      return [name, outcome];
    }),
  );
}

async function main(): Promise<void> {
  const given = process.argv.slice(2).map(Number);
  const sizes = given.length > 0 ? given : [100_000, 1_000_000, 5_000_000, 10_000_000];
  const folder = await mkdtemp(fileURLToPath(new URL('../../dist/bench-', import.meta.url)));
  try {
    await bundleEngine(join(folder, 'engine'));
    console.log(
      '| rows | MB | | s | processor s | s a million | processor s a million | peak MB |\n|---|---|---|---|---|---|---|---|',
    );
    const found: { rows: number; outcomes: Map<Contestant, Outcome> }[] = [];
    for (const rows of sizes) found.push({ rows, outcomes: await measure(rows, folder) });
    if (sizes.length < 3) return;
    const series = (label: string, name: Contestant, of: (outcome: Outcome) => number) => ({
      name: label,
      points: found.map(({ rows, outcomes }) => ({ rows, seconds: of(outcomes.get(name)!) })),
    });
    const picture = growthPicture('Import of a CSV file of twelve columns', [
      series('Quarterdeck', 'quarterdeck', (one) => one.seconds),
      series('DuckDB', 'duckdb', (one) => one.seconds),
      series('Quarterdeck, processor', 'quarterdeck', (one) => one.processor),
      series('DuckDB, processor', 'duckdb', (one) => one.processor),
    ]);
    const docs = fileURLToPath(new URL('../../docs/bench/', import.meta.url));
    await mkdir(docs, { recursive: true });
    await writeFile(join(docs, 'growth-import.svg'), picture);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === '--run') {
  const [name, file, folder] = process.argv.slice(3) as [Contestant, string, string];
  const start = await contestants[name](file, folder);
  const started = performance.now();
  const used = process.cpuUsage();
  await start();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const peak = process.resourceUsage().maxRSS / 1024;
  const outcome: Outcome = { seconds, processor: (user + system) / 1e6, peak };
  process.send!(outcome, () => process.exit());
} else {
  await main();
}
