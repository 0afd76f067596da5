import { CancelledError } from '../../../shared/errors/errors.ts';
import { createBreath } from '../background/breath.ts';
import type { TextStore } from '../workspace/types.ts';
import type { FoldBatch } from './foldBatch.ts';
import { type FoldPasses, type FoldPassName, foldPasses } from './foldPasses.ts';
import { parallelRows, passOnThread } from './parallel/kernelThreads.ts';

/** A pass over so many rows or texts that can be made on any thread. */
export interface Task<Name extends FoldPassName = FoldPassName> {
  pass: Name;
  args: Parameters<FoldPasses[Name]>;
  rows: number;
}

/**
 * Passes that do not wait for one another, or columns or texts that will be read next, perhaps with runs of others: each
 * null where it is not known.
 */
export type Step =
  | { tasks: Task[] }
  | { runs: { batch: FoldBatch; name: string }[]; columns: { batch: FoldBatch; names: string[] }[] }
  | { columns: { batch: FoldBatch; names: string[] }[] }
  | { texts: (TextStore | undefined)[] };

/** Work in steps: the same whether it is done at once or, on all threads, beside other work. */
export type Steps<Result> = Generator<Step, Result, unknown[]>;

/** Nothing to do: whoever waits may come in between. */
export const breath: Step = { tasks: [] };

export function task<Name extends FoldPassName>(
  pass: Name,
  rows: number,
  ...args: Parameters<FoldPasses[Name]>
): Task {
  return { pass, args, rows } as Task;
}

/** Makes one pass. */
export function* pass<Name extends FoldPassName>(
  name: Name,
  rows: number,
  ...args: Parameters<FoldPasses[Name]>
): Steps<ReturnType<FoldPasses[Name]>> {
  const [result] = yield { tasks: [task(name, rows, ...args)] };
  return result as ReturnType<FoldPasses[Name]>;
}

/** Rows that a plain loop over them passes in a few thousandths of a second. */
const bunchRows = 2 ** 15;

/** A loop over so many rows on this thread, giving way between bunches of them. */
export function* inBunches(
  rows: number,
  work: (from: number, to: number) => void,
  bunch = bunchRows,
): Steps<void> {
  for (let from = 0; from < rows; from += bunch) {
    work(from, Math.min(rows, from + bunch));
    yield breath;
  }
}

/** Cuts a pass over rows into tasks for all threads. */
export function inParts(rows: number, make: (from: number, to: number) => Task, part = partRows): Task[] {
  const tasks: Task[] = [];
  for (let from = 0; from < rows; from += part) tasks.push(make(from, Math.min(rows, from + part)));
  return tasks;
}

/** A part of a pass takes about a hundredth of a second: how soon a cancel is heard. */
const partRows = 2 ** 20;

export function runSteps<Result>(steps: Steps<Result>): Result {
  let next = steps.next();
  while (!next.done) {
    next = steps.next('tasks' in next.value ? next.value.tasks.map(runHere) : []);
  }
  return next.value;
}

export interface StepContext {
  signal?: AbortSignal | undefined;
  /** Told how many steps are done. */
  onStep?: ((done: number) => void) | undefined;
}

/**
 * Runs the steps beside other work: large passes and columns on all threads, small ones here, giving way in between.
 * Throws CancelledError, or what a step throws.
 */
export async function runStepsBeside<Result>(steps: Steps<Result>, context: StepContext): Promise<Result> {
  const signal = context.signal ?? new AbortController().signal;
  const breathe = createBreath(signal);
  let done = 0;
  let next = steps.next();
  while (!next.done) {
    if (signal.aborted) throw new CancelledError();
    const results = await runStep(next.value, signal);
    context.onStep?.(++done);
    await breathe();
    next = steps.next(results);
  }
  return next.value;
}

async function runStep(step: Step, signal: AbortSignal): Promise<unknown[]> {
  if ('tasks' in step) {
    return Promise.all(
      step.tasks.map((one) =>
        one.rows < parallelRows ? runHere(one) : passOnThread(signal, one.pass, ...(one.args as never)),
      ),
    );
  }
  if ('runs' in step) {
    const runs = step.runs.map(({ batch, name }) => batch.runs(name, signal));
    const [found] = await Promise.all([Promise.all(runs), readColumns(step.columns, signal)]);
    return found;
  }
  if ('texts' in step) for (const texts of step.texts) await texts?.prefetch?.(signal);
  else await readColumns(step.columns, signal);
  return [];
}

async function readColumns(
  columns: { batch: FoldBatch; names: string[] }[],
  signal: AbortSignal,
): Promise<void> {
  for (const { batch, names } of columns) await batch.prefetch(names, signal);
}

function runHere({ pass: name, args }: Task): unknown {
  return (foldPasses[name] as (...given: unknown[]) => unknown)(...args);
}
