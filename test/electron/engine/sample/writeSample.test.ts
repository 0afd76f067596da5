import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateSample, truthsSetting } from '../../../../electron/engine/sample/generateSample.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { Progress } from '../../../../shared/contract/method.ts';

const options = { accounts: 60, products: 20, months: 18, seed: 5 };
let folder: string;
let workspace: Workspace;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-sample-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
});

afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the whole sample is in the workspace, column by column, with what was planted', async () => {
  const seen: Progress[] = [];
  const progress = (step: Progress) => void seen.push(step);
  const truths = await writeSample(workspace, options, { signal: new AbortController().signal, progress });
  const { batches, truths: expected } = generateSample(options);
  expect(truths).toEqual(expected);
  expect(JSON.parse(workspace.getSetting(truthsSetting)!)).toEqual(expected);
  const stored = workspace.batches();
  expect(stored.map(({ kind, rows, state, hash }) => ({ kind, rows, state, hash }))).toEqual(
    batches.map(({ kind, rows, hash }) => ({ kind, rows, state: 'active', hash })),
  );
  for (const [index, batch] of batches.entries()) {
    for (const column of batch.columns) {
      const read = workspace.readColumn(stored[index]!.id, column.name);
      expect(read.type).toBe(column.type);
      expect(Array.from(read.values)).toEqual(Array.from(column.values));
      if (read.type === 'code' && column.type === 'code') expect(read.dictionary).toEqual(column.dictionary);
    }
  }
  expect(seen.at(-1)).toMatchObject({ phase: 'sample', done: seen.at(-1)!.total });
  expect(workspace.auditLog(100).some((entry) => entry.action === 'sample')).toBe(true);
});

test('cancelled half-way, no batch of it is in force', async () => {
  const controller = new AbortController();
  const progress = ({ done }: Progress) => {
    if (done > 0) controller.abort();
  };
  await expect(
    writeSample(workspace, options, { signal: controller.signal, progress }),
  ).rejects.toMatchObject({
    name: 'CancelledError',
  });
  expect(workspace.batches().filter((batch) => batch.state === 'active')).toEqual([]);
  expect(workspace.getSetting(truthsSetting)).toBeNull();
});
