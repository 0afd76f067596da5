import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { answer } from '../../electron/engine/exhibit/answer.ts';
import { importFile } from '../../electron/engine/ingest/importFile.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Question } from '../../shared/domain/exhibit.ts';
import { referencePath } from '../referenceData.ts';
import { writeSyntheticSales } from './syntheticSales.ts';

/**
 * The main job without the screen: a sales file into an encrypted workspace, the workspace opened again, and what the
 * Overview asks. Each step in a process of its own; medians of three. Run: `node test/bench/house.ts [rows]`.
 */

type Step = 'import' | 'open';
const overview: Question[] = ['summary', 'movement', 'trend', 'concentration', 'movement-series'];
const passphrase = 'bench';

async function importStep(folder: string, file: string): Promise<Record<string, number>> {
  const workspace = createWorkspace(join(folder, 'bench.qdeck'), { passphrase });
  const started = performance.now();
  const { rows } = await importFile(workspace, file, { kind: 'sales' });
  const seconds = (performance.now() - started) / 1000;
  workspace.close();
  return { rows, 'import s': seconds, 'rows/s': Math.round(rows / seconds) };
}

async function openStep(folder: string): Promise<Record<string, number>> {
  const steps: Record<string, number> = {};
  let started = performance.now();
  const lap = (name: string) => {
    steps[name] = (performance.now() - started) / 1000;
    started = performance.now();
  };
  const workspace = openWorkspace(join(folder, 'bench.qdeck'), { passphrase });
  lap('open s');
  const book = loadBook(workspace);
  lap('book s');
  const ask = (question: Question) =>
    answer(book, { question, slice: { where: [], basis: 'net' }, options: {} });
  for (const question of overview) await ask(question);
  lap('Overview s');
  await ask('opportunities');
  lap('opportunities s');
  workspace.close();
  return steps;
}

async function run(step: Step, folder: string, file: string): Promise<Record<string, number>> {
  const child = fork(fileURLToPath(import.meta.url), ['--step', step, folder, file], { stdio: 'inherit' });
  const [figures] = (await once(child, 'message')) as [Record<string, number>];
  await once(child, 'exit');
  return figures;
}

async function measure(title: string, file: string): Promise<void> {
  const runs: Record<string, number>[] = [];
  for (let round = 0; round < 3; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
    const imported = await run('import', folder, file);
    const megabytes = (await stat(join(folder, 'bench.qdeck'))).size / 2 ** 20;
    const opened = await run('open', folder, file);
    runs.push({ ...imported, 'workspace MB': megabytes, ...opened });
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\n${title}`);
  for (const name of Object.keys(runs[0]!)) {
    const middle = runs.map((one) => one[name]!).sort((a, b) => a - b)[1]!;
    console.log(
      `| ${name} | ${middle < 100 ? middle.toFixed(2) : Math.round(middle).toLocaleString('en')} |`,
    );
  }
}

if (process.argv[2] === '--step') {
  const [step, folder, file] = process.argv.slice(3) as [Step, string, string];
  const figures = step === 'import' ? await importStep(folder, file) : await openStep(folder);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.send!({ ...figures, [`${step} peak MB`]: peak }, () => process.exit());
} else {
  const retail = referencePath('07_transactions_online_retail/online_retail.csv.gz');
  if (retail) await measure('Online Retail (.csv.gz)', retail);
  const rows = Number(process.argv[2] ?? 5_000_000);
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
  const file = join(folder, 'synthetic.csv');
  await writeSyntheticSales(file, rows);
  await measure(`Synthetic, ${rows.toLocaleString('en')} rows × 12`, file);
  await rm(folder, { recursive: true, force: true });
}
