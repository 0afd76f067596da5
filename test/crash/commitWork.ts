import { isDeepStrictEqual } from 'node:util';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { salesBatch } from '../electron/engine/workspace/fixtures.ts';
import type { CrashEvent, CrashTask } from './crashWork.ts';

const rows = 6000;

function contentOf(task: CrashTask, batch: number): ReturnType<typeof salesBatch> {
  return salesBatch(task.seed * 100 + batch, rows);
}

/** Opens, commits two batches, undoes the first of them, and closes, over and over. */
export async function run(task: CrashTask, report: (event: CrashEvent) => void): Promise<void> {
  async function step<Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> {
    report({ phase: 'begin', what });
    const result = await work();
    report({ phase: 'done', what });
    return result;
  }
  for (let batch = 1; ; batch += 2) {
    const contents = [contentOf(task, batch), contentOf(task, batch + 1)] as const;
    const workspace = await step('open', () => openWorkspace(task.file, { passphrase: task.passphrase }));
    await step(`commit ${batch}`, () => workspace.commitBatch(contents[0]));
    await step(`commit ${batch + 1}`, () => workspace.commitBatch(contents[1]));
    await step(`undo ${batch}`, () => workspace.setBatchState(batch, 'undone'));
    await step('close', () => workspace.close());
  }
}

/** Every batch that was acknowledged is there, none is in part, none is more than the one that was under way. */
export function verify(workspace: Workspace, task: CrashTask, events: CrashEvent[]): string[] {
  const problems: string[] = [];
  const count = (phase: string, kind: string) =>
    events.filter((event) => event.phase === phase && event.what.startsWith(kind)).length;
  const batches = workspace.batches();
  if (batches.length < count('done', 'commit') || batches.length > count('begin', 'commit')) {
    problems.push(
      `${batches.length} batches, ${count('done', 'commit')} acknowledged, ${count('begin', 'commit')} begun`,
    );
  }
  for (const { id, state } of batches) {
    const expected = contentOf(task, id);
    for (const column of expected.columns) {
      if (!isDeepStrictEqual(workspace.readColumn(id, column.name), column))
        problems.push(`batch ${id} ${column.name}`);
    }
    if (!isDeepStrictEqual(workspace.quarantine(id, 0, 100).rows, expected.quarantine))
      problems.push(`batch ${id} rows`);
    const wanted = events.filter(({ what }) => what === `undo ${id}`).map(({ phase }) => phase);
    if (wanted.includes('done') && state !== 'undone') problems.push(`undo of batch ${id} was lost`);
    if (wanted.length === 0 && state !== 'active') problems.push(`batch ${id} was undone by nobody`);
  }
  return problems;
}
