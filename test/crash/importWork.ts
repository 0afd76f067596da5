import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { importFile } from '../../electron/engine/ingest/importFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { seeded } from '../electron/engine/workspace/fixtures.ts';
import type { CrashEvent, CrashTask } from './crashWork.ts';

const lines = 5000;
const request = { kind: 'sales' } as const;

/** The file of the nth import: orders of few accounts, some without, some with a date or quantity that is none. */
function sourceOf(task: CrashTask, number: number): string {
  const random = seeded(task.seed * 100 + number);
  const rows = ['Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country'];
  for (let i = 0; i < lines; i++) {
    const product = Math.floor(random() * 90);
    const quantity = random() < 0.01 ? 'many' : String(1 + Math.floor(random() * 30));
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    const date = random() < 0.01 ? 'soon' : `2024-0${1 + Math.floor(random() * 9)}-${day}`;
    const account = random() < 0.2 ? '' : String(12_000 + Math.floor(random() * 60));
    const price = (random() * 20).toFixed(2);
    rows.push(
      `${500_000 + (i >> 3)},P${product},"Item ""${product}"", blue",${quantity},${date},${price},${account},France`,
    );
  }
  const path = join(dirname(task.file), `import-${number}.csv`);
  writeFileSync(path, `${rows.join('\r\n')}\r\n`);
  return path;
}

/** Imports one file after the other, opening the workspace anew for every second one. */
export async function run(task: CrashTask, report: (event: CrashEvent) => void): Promise<void> {
  for (let number = 1; ; number += 2) {
    const paths = [sourceOf(task, number), sourceOf(task, number + 1)];
    const workspace = openWorkspace(task.file, { passphrase: task.passphrase });
    for (const [index, path] of paths.entries()) {
      const what = `commit ${number + index}`;
      report({ phase: 'begin', what });
      await importFile(workspace, path, request);
      report({ phase: 'done', what });
    }
    workspace.close();
  }
}

/** Every acknowledged import is there, whole, as reading its file again gives it, and no other but the one under way. */
export async function verify(workspace: Workspace, task: CrashTask, events: CrashEvent[]): Promise<string[]> {
  const problems: string[] = [];
  const begun = events.filter(({ phase }) => phase === 'begin').length;
  const done = events.length - begun;
  const batches = workspace.batches();
  if (batches.length < done || batches.length > begun) {
    problems.push(`${batches.length} batches, ${done} acknowledged, ${begun} begun`);
  }
  for (const batch of batches) {
    const expected = (await readBatch(sourceOf(task, batch.id), request)).batch;
    for (const column of expected.columns) {
      if (!isDeepStrictEqual(workspace.readColumn(batch.id, column.name), column)) {
        problems.push(`batch ${batch.id} ${column.name}`);
      }
    }
    const { total, rows } = workspace.quarantine(batch.id, 0, 1000);
    if (total === 0 || !isDeepStrictEqual(rows, expected.quarantine))
      problems.push(`batch ${batch.id} quarantine`);
    if (!isDeepStrictEqual(batch.controlTotals, expected.controlTotals))
      problems.push(`batch ${batch.id} totals`);
  }
  return problems;
}
