import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLocalEngine } from '../../electron/cli/engine.ts';
import { warmThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { type Question, questions } from '../../shared/domain/exhibit.ts';

/**
 * Every question of the pages, data quality and the list of fields, on the sample book, each in a process of its own
 * that has just opened the workspace: processor seconds of all threads, wall seconds, peak memory and the longest time
 * for which the engine could not answer anything else. Run: `node test/bench/analyses.ts [ROWS|own] [question …]`:
 * 50,000 accounts × 60 products × 36 months with so many rows, or as many as the accounts' own rhythms give; without
 * arguments both, 10 million rows first. Peers for its parts: test/bench/analysesPeers.ts.
 */

type Asked = Exclude<Question, 'account'> | 'quality' | 'fields';
const asked: Asked[] = [...questions.filter((question) => question !== 'account'), 'quality', 'fields'];

interface Figures {
  processor: number;
  wall: number;
  memory: number;
  blocked: number;
}

async function measure(file: string, question: Asked): Promise<Figures> {
  const engine = createLocalEngine(new AbortController().signal, () => undefined);
  warmThreads();
  await engine.call('workspace.open', { file: engine.file(file, 'read'), readOnly: true });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await pause(300);
  delay.reset();
  await pause(50);
  const [started, before] = [performance.now(), process.cpuUsage()];
  if (question === 'quality') await engine.call('quality.report', {});
  else if (question === 'fields') await engine.call('book.fields', {});
  else {
    await engine.call('analyse.run', { question, slice: { where: [], basis: 'net' }, options: {} });
  }
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  await pause(50);
  const memory = process.resourceUsage().maxRSS / 1024;
  await engine.dispose();
  return { processor: (user + system) / 1e6, wall, memory, blocked: delay.max / 1e6 };
}

async function make(file: string, rows: number | undefined): Promise<void> {
  const workspace = createWorkspace(file, { generations: 0 });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { accounts: 50_000, products: 60, months: 36, rows }, context);
  workspace.close();
}

async function inProcess(...step: string[]): Promise<Figures> {
  const child = fork(fileURLToPath(import.meta.url), ['--step', ...step], {
    execArgv: ['--max-old-space-size=16384'],
  });
  const [figures] = (await once(child, 'message')) as [Figures];
  await once(child, 'exit');
  return figures;
}

async function study(rows: number | undefined, wanted: Asked[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
  try {
    const file = join(folder, 'bench.qdeck');
    await inProcess('make', file, String(rows ?? 'own'));
    console.log(`\n50,000 accounts × 60 products × 36 months, ${rows?.toLocaleString('en') ?? 'own'} rows\n`);
    console.log(
      '| question | CPU s | wall s | peak MB | longest block ms |\n| --- | --- | --- | --- | --- |',
    );
    for (const question of wanted) {
      const { processor, wall, memory, blocked } = await inProcess('ask', file, question);
      console.log(
        `| ${question} | ${processor.toFixed(2)} | ${wall.toFixed(2)} | ${memory.toFixed(0)} | ${blocked.toFixed(0)} |`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [first, second, file, what] = process.argv.slice(2);
if (first === '--step') {
  const done =
    second === 'make'
      ? await make(file!, what === 'own' ? undefined : Number(what))
      : await measure(file!, what as Asked);
  process.send!(done ?? {}, () => process.exit());
} else {
  const named = process.argv.slice(3) as Asked[];
  const wanted = named.length > 0 ? named : asked;
  const sizes = first === undefined ? [10_000_000, undefined] : [first === 'own' ? undefined : Number(first)];
  for (const rows of sizes) await study(rows, wanted);
}
