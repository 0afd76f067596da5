import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createLocalEngine } from '../../electron/cli/engine.ts';
import { kernelThreads, runKernel, warmThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import type { Question } from '../../shared/domain/exhibit.ts';
import { growthPicture } from './growthPicture.ts';

/**
 * A workspace opened as the screen opens it, through the engine's own calls: to the first chart, to all of the
 * Overview, then a slice, a group, a drill and the list of fields; and the memory after each. The sample book with so
 * many sales rows × 11 columns, plain and encrypted, every repetition in a process of its own whose threads are
 * warm, as they are while a user types the passphrase. Medians of five; once above ten million rows.
 * Run: `node test/bench/open.ts [plain] [rows …]` (default 100 000 1 000 000 10 000 000; `plain` leaves the encrypted
 * file out). Three sizes or more also draw docs/bench/growth-open.svg, in seconds of the processor: a busy machine
 * stretches the others.
 */

const overview: Question[] = ['summary', 'movement', 'concentration', 'movement-series'];
const passphrase = 'bench';
const slice = { where: [], basis: 'net' as const };

type Figures = Record<string, number>;

async function measure(file: string, secret: string | undefined): Promise<Figures> {
  const engine = createLocalEngine(new AbortController().signal, () => undefined);
  const figures: Figures = {};
  let started = performance.now();
  let processor = process.cpuUsage();
  const lap = (name: string) => {
    figures[`${name}, s`] = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(processor);
    figures[`${name}, CPU s`] = (user + system) / 1e6;
    figures[`memory after ${name}, MB`] = process.memoryUsage.rss() / 2 ** 20;
    started = performance.now();
    processor = process.cpuUsage();
  };
  const ask = (question: Question) => engine.call('analyse.run', { question, slice, options: {} });
  const handle = engine.file(file, 'write');
  await engine.call('workspace.open', { file: handle, ...(secret ? { passphrase: secret } : {}) });
  lap('open');
  await ask('trend');
  lap('first chart');
  await Promise.all(overview.map(ask));
  lap('rest of the Overview');
  await Promise.all(overview.map(ask));
  lap('Overview again');
  const some = { ...slice, where: [{ field: 'channel', not: ['x'] }] };
  await engine.call('analyse.run', { question: 'trend', slice: some, options: {} });
  lap('sliced trend');
  const group = { measures: ['revenue', 'active_accounts'], by: ['month', 'product'] };
  await engine.call('book.query', { ...group, where: [], basis: 'net' });
  lap('group');
  await engine.call('book.query', { ...group, where: [{ field: 'channel', not: ['y'] }], basis: 'net' });
  lap('group, other slice');
  await engine.call('book.rows', { slice, offset: 0, limit: 100 });
  lap('drill, columns loaded');
  await engine.call('book.rows', { slice, offset: 100, limit: 100 });
  lap('drill, next page');
  await engine.call('book.fields', {});
  lap('fields');
  figures['peak memory, MB'] = process.resourceUsage().maxRSS / 1024;
  await engine.dispose();
  return figures;
}

/** Lets the threads load their code, as the engine does while it waits for the user. */
async function warm(): Promise<void> {
  warmThreads();
  const nothing = {
    source: 'return { start() {}, part() {}, end() { return { bits: null, pairs: null, seen: null }; } };',
    columns: {},
    tables: {},
    scratch: {},
    outputs: {},
    bounds: new Int32Array(kernelThreads() + 1),
  };
  await runKernel(nothing, kernelThreads());
}

async function make(file: string, rows: number, secret: string | undefined): Promise<number> {
  const workspace = createWorkspace(file, { passphrase: secret, generations: 0 });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { rows }, context);
  workspace.close();
  return (await stat(file)).size / 2 ** 20;
}

async function inProcess(
  step: 'make' | 'open',
  file: string,
  rows: number,
  secret: boolean,
): Promise<Figures> {
  const child = fork(fileURLToPath(import.meta.url), ['--step', step, file, String(rows), String(secret)], {
    execArgv: ['--max-old-space-size=16384'],
  });
  const [figures] = (await once(child, 'message')) as [Figures];
  await once(child, 'exit');
  return figures;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

async function study(rows: number, secret: boolean): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
  try {
    const file = join(folder, 'bench.qdeck');
    const made = await inProcess('make', file, rows, secret);
    const runs: Figures[] = [];
    for (let round = 0; round < (rows > 10_000_000 ? 1 : 5); round++) {
      runs.push(await inProcess('open', file, rows, secret));
    }
    const middle = Object.keys(runs[0]!).map((name) => [name, median(runs.map((run) => run[name]!))]);
    return { 'workspace, MB': made.megabytes!, ...Object.fromEntries(middle) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(3);
}

async function drawGrowth(sizes: number[], found: Figures[]): Promise<void> {
  const names = [
    'open',
    'first chart',
    'rest of the Overview',
    'group, other slice',
    'drill, next page',
    'fields',
  ];
  const series = names.map((name) => ({
    name,
    points: sizes.map((rows, index) => ({ rows, seconds: found[index]![`${name}, CPU s`]! })),
  }));
  const folder = fileURLToPath(new URL('../../docs/bench/', import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'growth-open.svg'),
    growthPicture('Opening and asking: processor seconds by rows', series),
  );
}

if (process.argv[2] === '--step') {
  const [step, file, rows, secret] = process.argv.slice(3) as [string, string, string, string];
  const key = secret === 'true' ? passphrase : undefined;
  if (step === 'open') await warm();
  const figures =
    step === 'make' ? { megabytes: await make(file, Number(rows), key) } : await measure(file, key);
  process.send!(figures, () => process.exit());
} else {
  const secrets = process.argv.includes('plain') ? [false] : [false, true];
  const given = process.argv
    .slice(2)
    .map(Number)
    .filter((rows) => rows > 0);
  const sizes = given.length > 0 ? given : [100_000, 1_000_000, 10_000_000];
  const plain: Figures[] = [];
  for (const rows of sizes) {
    const found: Figures[] = [];
    for (const secret of secrets) found.push(await study(rows, secret));
    plain.push(found[0]!);
    console.log(
      `\n${rows.toLocaleString('en')} rows\n| ${secrets.map((secret) => `| ${secret ? 'encrypted' : 'plain'} `).join('')}|\n|---|${secrets.map(() => '---|').join('')}`,
    );
    for (const name of Object.keys(found[0]!)) {
      console.log(`| ${name} | ${found.map((one) => format(one[name]!)).join(' | ')} |`);
    }
  }
  if (sizes.length >= 3) await drawGrowth(sizes, plain);
}
