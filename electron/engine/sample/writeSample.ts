import type { CallContext } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { Workspace } from '../workspace/types.ts';
import { generateSample, truthsSetting } from './generateSample.ts';
import type { SampleOptions, SampleTruths } from './types.ts';

/**
 * Fills a workspace with the sample book and keeps what was planted in it under the setting `sample.truths`.
 * When it fails or is cancelled, the batches already written are undone.
 */
export async function writeSample(
  workspace: Workspace,
  options: SampleOptions,
  context: CallContext<AbortSignal>,
): Promise<SampleTruths> {
  const { signal } = context;
  context.progress({ phase: 'sample', done: 0, total: 0 });
  const { batches, truths } = generateSample(options);
  const total = batches.reduce((sum, batch) => sum + batch.accepted, 0);
  const written: number[] = [];
  let rows = 0;
  try {
    for (const batch of batches) {
      if (signal.aborted) throw new CancelledError();
      written.push(await workspace.commitBatch(batch, { signal }));
      rows += batch.accepted;
      context.progress({ phase: 'sample', done: rows, total, rows });
    }
  } catch (error) {
    for (const id of written.reverse()) workspace.setBatchState(id, 'undone');
    throw error;
  }
  workspace.setSetting(truthsSetting, JSON.stringify(truths));
  workspace.audit('sample', JSON.stringify(options));
  return truths;
}
