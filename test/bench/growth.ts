import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { importFile } from '../../electron/engine/ingest/importFile.ts';
import type { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { bundleEngine } from './bundledEngine.ts';
import { growthPicture } from './growthPicture.ts';
import { writeSyntheticSales } from './syntheticSales.ts';

/**
 * How time and memory grow with rows: importing a CSV file of twelve columns into a plain workspace, opening it to the
 * first chart, and grouping by month and product; DuckDB does the same with a database file, in turns, every step in a
 * process of its own that loads nothing of the other. Medians of three, imports once from ten million rows on; a grouping is the median of five.
 * Run: `node test/bench/growth.ts [rows …]` (default 100 000 1 000 000 5 000 000 10 000 000). Three sizes or more also
 * draw docs/bench/growth.svg, in seconds of the processor: a busy machine stretches the others.
 */

type Contestant = 'quarterdeck' | 'duckdb';

const steps = ['import', 'open', 'group'] as const;
type Step = (typeof steps)[number];

interface Outcome {
  seconds: number;
  processor: number;
  peak: number;
}

type Outcomes = Partial<Record<Step, Outcome>>;

const importers: Record<Contestant, (file: string, folder: string) => Promise<() => Promise<unknown>>> = {
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
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const threads = String(availableParallelism());
    const database = await DuckDBInstance.create(join(folder, 'run', 'sales.duckdb'), { threads });
    const connection = await database.connect();
    return async () => {
      await connection.run(`create table sales as select * from read_csv('${file}', header = true)`);
      await connection.run('checkpoint');
    };
  },
};

interface Looker {
  /** Opens what was imported, up to revenue by month. */
  open(): Promise<unknown>;
  /** Revenue and lines by month and product, one product left out. */
  group(without: string): Promise<unknown>;
}

const lookers: Record<Contestant, (folder: string) => Promise<Looker>> = {
  async quarterdeck(folder) {
    const { createLocalEngine } = await import('../../electron/cli/engine.ts');
    const { kernelThreads, runKernel } = await import('../../electron/engine/book/parallel/kernelThreads.ts');
    const engine = createLocalEngine(new AbortController().signal, () => undefined);
    await runKernel(nothing(kernelThreads()), kernelThreads());
    const slice = { where: [], basis: 'net' as const };
    return {
      async open() {
        await engine.call('workspace.open', {
          file: engine.file(join(folder, 'run', 'book.qdeck'), 'write'),
        });
        await engine.call('analyse.run', { question: 'trend', slice, options: {} });
      },
      group: (without) =>
        engine.call('book.query', {
          measures: ['revenue', 'lines'],
          by: ['month', 'product'],
          where: [{ field: 'product', not: [without] }],
          basis: 'all',
        }),
    };
  },
  async duckdb(folder) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const threads = String(availableParallelism());
    let connection: DuckDBConnection;
    const month = "strftime(order_date, '%Y-%m')";
    return {
      async open() {
        const database = await DuckDBInstance.create(join(folder, 'run', 'sales.duckdb'), { threads });
        connection = await database.connect();
        await connection.runAndReadAll(`select ${month}, sum(amount) from sales group by 1 order by 1`);
      },
      group: (without) =>
        connection.runAndReadAll(
          `select ${month}, sku, sum(amount), count(*) from sales where sku <> '${without}' group by 1, 2 order by 1, 2`,
        ),
    };
  },
};

/** Nothing to do: threads load their code, as the engine's do while a user chooses a file. */
const nothing = (threads: number) => ({
  source: 'return { start() {}, part() {}, end() { return { bits: null, pairs: null, seen: null }; } };',
  columns: {},
  tables: {},
  scratch: {},
  outputs: {},
  bounds: new Int32Array(threads + 1),
});

async function timed(work: () => Promise<unknown>): Promise<Outcome> {
  const started = performance.now();
  const used = process.cpuUsage();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { seconds, processor: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1024 };
}

async function look(name: Contestant, folder: string): Promise<Outcomes> {
  const looker = await lookers[name](folder);
  const open = await timed(() => looker.open());
  const groups: Outcome[] = [];
  for (let product = 1; product <= 5; product++) groups.push(await timed(() => looker.group(`P${product}`)));
  return { open, group: middle(groups) };
}

async function inProcess(...given: string[]): Promise<Outcomes> {
  const child = fork(fileURLToPath(import.meta.url), given, { execArgv: ['--max-old-space-size=8192'] });
  const [outcomes] = (await once(child, 'message')) as [Outcomes];
  await once(child, 'exit');
  return outcomes;
}

async function run(name: Contestant, file: string, folder: string, looks: number): Promise<Outcomes[]> {
  await rm(join(folder, 'run'), { recursive: true, force: true });
  await mkdir(join(folder, 'run'));
  const found = [await inProcess('--import', name, file, folder)];
  for (let round = 0; round < looks; round++) found.push(await inProcess('--look', name, folder));
  return found;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

function middle(outcomes: Outcome[]): Outcome {
  const of = (name: keyof Outcome) => median(outcomes.map((outcome) => outcome[name]));
  return { seconds: of('seconds'), processor: of('processor'), peak: of('peak') };
}

async function measure(rows: number, folder: string): Promise<Record<Contestant, Record<Step, Outcome>>> {
  const file = join(folder, 'sales.csv');
  await writeSyntheticSales(file, rows);
  const runs: Record<Contestant, Outcomes[]> = { quarterdeck: [], duckdb: [] };
  const isLarge = rows >= 10_000_000;
  for (let round = 0; round < (isLarge ? 1 : 3); round++) {
    for (const name of contestants) runs[name].push(...(await run(name, file, folder, isLarge ? 3 : 1)));
  }
  const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
  await rm(file);
  const stepsOf = (name: Contestant) =>
    Object.fromEntries(
      steps.map((step) => [step, middle(runs[name].flatMap((outcomes) => outcomes[step] ?? []))]),
    ) as Record<Step, Outcome>;
  const found = { quarterdeck: stepsOf('quarterdeck'), duckdb: stepsOf('duckdb') };
  for (const step of steps)
    for (const name of contestants) print(rows, megabytes, step, name, found[name][step]);
  return found;
}

function print(rows: number, megabytes: string, step: Step, name: Contestant, outcome: Outcome): void {
  const { seconds, processor, peak } = outcome;
  const perMillion = (value: number) => ((value / rows) * 1e6).toFixed(3);
  const cells = [
    ...[rows.toLocaleString('en'), megabytes, step, name, seconds.toFixed(3), processor.toFixed(3)],
    ...[perMillion(seconds), perMillion(processor), peak.toFixed(0)],
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

const contestants: Contestant[] = ['quarterdeck', 'duckdb'];
const names: Record<Contestant, string> = { quarterdeck: 'Quarterdeck', duckdb: 'DuckDB' };

async function main(): Promise<void> {
  const given = process.argv.slice(2).map(Number);
  const sizes = given.length > 0 ? given : [100_000, 1_000_000, 5_000_000, 10_000_000];
  const folder = await mkdtemp(fileURLToPath(new URL('../../dist/bench-', import.meta.url)));
  try {
    await bundleEngine(join(folder, 'engine'));
    console.log(
      '| rows | MB | step | | s | processor s | s a million | processor s a million | peak MB |\n|---|---|---|---|---|---|---|---|---|',
    );
    const found: { rows: number; outcomes: Awaited<ReturnType<typeof measure>> }[] = [];
    for (const rows of sizes) found.push({ rows, outcomes: await measure(rows, folder) });
    if (sizes.length < 3) return;
    const series = steps.flatMap((step) =>
      contestants.map((name) => ({
        name: `${step}, ${names[name]}`,
        points: found.map(({ rows, outcomes }) => ({ rows, seconds: outcomes[name][step].processor })),
      })),
    );
    const docs = fileURLToPath(new URL('../../docs/bench/', import.meta.url));
    await mkdir(docs, { recursive: true });
    await writeFile(
      join(docs, 'growth.svg'),
      growthPicture('Twelve columns: processor seconds by rows', series),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [task, name, ...rest] = process.argv.slice(2) as [string | undefined, Contestant, string, string];
if (task === '--import') {
  const outcome = await timed(await importers[name](...(rest as [string, string])));
  process.send!({ import: outcome } satisfies Outcomes, () => process.exit());
} else if (task === '--look') {
  const outcomes = await look(name, rest[0]!);
  process.send!(outcomes, () => process.exit());
} else {
  await main();
}
