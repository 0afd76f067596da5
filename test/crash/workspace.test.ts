import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { generations } from '../../electron/engine/workspace/backup.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { seeded, temporaryFolder } from '../electron/engine/workspace/fixtures.ts';
import type { CrashEvent, CrashTask, CrashWork } from './crashWork.ts';

const runs = Number(process.env.QUARTERDECK_CRASH_RUNS ?? 15);
const seed = Number(process.env.QUARTERDECK_SEED ?? Date.now() % 1_000_000);

/** What is killed, and how long it may live: long enough for some to reach into the third opening. */
const works = [
  { name: 'commits, undoes and reopens', work: './commitWork.ts', longestLife: 600 },
  { name: 'imports files', work: './importWork.ts', longestLife: 1500 },
].map((entry) => ({ ...entry, work: new URL(entry.work, import.meta.url).href }));

function startChild(work: string, task: CrashTask): ChildProcess {
  const child = fork(fileURLToPath(new URL('./crashChild.ts', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--no-warnings'],
  });
  child.send({ work, task });
  return child;
}

/** Lets the child work for so many milliseconds, kills it, and returns what it said. */
async function runAndKill(work: string, task: CrashTask, life: number): Promise<CrashEvent[]> {
  const child = startChild(work, task);
  let output = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('ready\n')) resolve();
    });
  });
  await Promise.race([
    ready,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`exit ${code}`))),
  ]);
  await new Promise((resolve) => setTimeout(resolve, life));
  const closed = once(child, 'close');
  expect(child.exitCode, 'the child was still at work').toBeNull();
  child.kill('SIGKILL');
  await closed;
  const lines = output.split('\n').slice(1, -1);
  return lines.map((line) => JSON.parse(line) as CrashEvent);
}

/** Opens what the killed child left and says what is wrong with it. */
async function inspect(task: CrashTask, events: CrashEvent[], { verify }: CrashWork): Promise<string[]> {
  const { file, passphrase } = task;
  const workspace = openWorkspace(file, { passphrase, generations: 0 });
  const { problems } = await workspace.check();
  problems.push(...(await verify(workspace, task, events)));
  workspace.close();
  for (const copy of generations(file)) {
    const opened = openWorkspace(copy, { passphrase, readOnly: true });
    problems.push(...(await opened.check()).problems);
    opened.close();
  }
  return problems;
}

it.each(works)(
  `a child that $name survives ${runs} kills at random moments, half of them encrypted`,
  { timeout: Math.max(1_800_000, runs * 60_000) },
  async ({ name, work, longestLife }) => {
    console.log(`crash test, ${name}: ${runs} runs, seed ${seed} (QUARTERDECK_SEED)`);
    const random = seeded(seed);
    const module = (await import(work)) as CrashWork;
    const caught = new Map<string, number>();
    const failures: string[] = [];
    for (let run = 0; run < runs; run++) {
      const folder = temporaryFolder();
      try {
        const passphrase = run % 2 === 0 ? undefined : 'crash “test”';
        const task = { file: folder.file('book.qdeck'), passphrase, seed: seed * 1000 + run };
        createWorkspace(task.file, { passphrase }).close();
        const life = random() * longestLife;
        const events = await runAndKill(work, task, life);
        const last = events.at(-1);
        const phase = last?.phase === 'begin' ? last.what.split(' ')[0]! : 'between';
        caught.set(phase, (caught.get(phase) ?? 0) + 1);
        const problems = await inspect(task, events, module);
        failures.push(...problems.map((problem) => `run ${run}, ${life.toFixed(1)} ms: ${problem}`));
      } finally {
        folder.dispose();
      }
    }
    console.log(
      `crash test, ${name}: killed during ${[...caught].map(([phase, n]) => `${phase} ${n}`).join(', ')}`,
    );
    expect(failures).toEqual([]);
    expect(caught.get('commit') ?? 0, 'kills that fell into a commit').toBeGreaterThan(runs / 10);
  },
);
