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

const works = [
  { name: 'commits, undoes and reopens', work: './commitWork.ts' },
  { name: 'imports files', work: './importWork.ts' },
].map((entry) => ({ ...entry, work: new URL(entry.work, import.meta.url).href }));

function startChild(work: string, task: CrashTask): ChildProcess {
  const child = fork(fileURLToPath(new URL('./crashChild.ts', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--no-warnings'],
  });
  child.send({ work, task });
  return child;
}

interface Child {
  process: ChildProcess;
  /** Lines of what it has said since it was ready. */
  said(): string[];
  /** As soon as what it has said is enough; a child that ends before fails the test. */
  until(enough: (said: string[]) => boolean): Promise<void>;
}

function listenTo(process: ChildProcess): Child {
  let output = '';
  process.stdout!.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const said = () => output.split('\n').slice(1, -1);
  async function until(enough: (said: string[]) => boolean): Promise<void> {
    const ended = once(process, 'exit').then(([code]) => Promise.reject(new Error(`exit ${code}`)));
    ended.catch(() => undefined);
    while (!output.includes('\n') || !enough(said()))
      await Promise.race([once(process.stdout!, 'data'), ended]);
  }
  return { process, said, until };
}

async function kill({ process }: Child): Promise<void> {
  const closed = once(process, 'close');
  expect(process.exitCode, 'the child was still at work').toBeNull();
  process.kill('SIGKILL');
  await closed;
}

/**
 * Milliseconds that a child takes to its third opening, twice two commits after it began: as long may others live, however
 * fast the machine is now.
 */
async function longestLife(work: string, passphrase: string | undefined): Promise<number> {
  const folder = temporaryFolder();
  try {
    const task = newTask(folder.file('book.qdeck'), passphrase, 0);
    const child = listenTo(startChild(work, task));
    await child.until(() => true);
    const ready = performance.now();
    await child.until((said) => said.some((line) => line.includes('commit 5')));
    const life = performance.now() - ready;
    await kill(child);
    return life;
  } finally {
    folder.dispose();
  }
}

function newTask(file: string, passphrase: string | undefined, run: number): CrashTask {
  createWorkspace(file, { passphrase }).close();
  return { file, passphrase, seed: seed * 1000 + run };
}

/** Lets the child work for so many milliseconds, kills it, and returns what it said. */
async function runAndKill(work: string, task: CrashTask, life: number): Promise<CrashEvent[]> {
  const child = listenTo(startChild(work, task));
  await child.until(() => true);
  await new Promise((resolve) => setTimeout(resolve, life));
  await kill(child);
  return child.said().map((line) => JSON.parse(line) as CrashEvent);
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
  async ({ name, work }) => {
    console.log(`crash test, ${name}: ${runs} runs, seed ${seed} (QUARTERDECK_SEED)`);
    const random = seeded(seed);
    const module = (await import(work)) as CrashWork;
    const passphrases = [undefined, 'crash “test”'];
    const lives: number[] = [];
    for (const passphrase of passphrases) lives.push(await longestLife(work, passphrase));
    const caught = new Map<string, number>();
    const failures: string[] = [];
    for (let run = 0; run < runs; run++) {
      const folder = temporaryFolder();
      try {
        const task = newTask(folder.file('book.qdeck'), passphrases[run % 2], run);
        // At random within its part of the time: together the moments are spread over all that a child does.
        const life = (((run >> 1) + random()) / Math.ceil(runs / 2)) * lives[run % 2]!;
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
