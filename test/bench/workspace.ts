/*
 * Commits and reads back 5 M rows × 8 columns of sales, plain and encrypted, each in a process of its own.
 *   node test/bench/workspace.ts [rows]
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { salesBatch, temporaryFolder } from '../electron/engine/workspace/fixtures.ts';

const [, , rowsGiven = '5000000', mode] = process.argv;
const rows = Number(rowsGiven);

function seconds(from: number): number {
  return (performance.now() - from) / 1000;
}

/** Processor seconds of all threads since `from`: what is left of a measurement on a busy machine. */
function processor(from: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(from);
  return `${((user + system) / 1e6).toFixed(2)} s CPU`;
}

async function measure(passphrase: string | undefined): Promise<void> {
  const folder = temporaryFolder();
  try {
    const file = folder.file('book.qdeck');
    const batch = salesBatch(1, rows);
    const bytes = batch.columns.reduce((sum, column) => sum + column.values.byteLength, 0);
    const before = process.resourceUsage().maxRSS;
    const workspace = createWorkspace(file, { passphrase, generations: 0 });
    let start = performance.now();
    let used = process.cpuUsage();
    let compressed = 0;
    await workspace.commitBatch(batch, {
      progress: (done, total) => {
        if (done === total - 1) compressed = seconds(start);
      },
    });
    const commit = seconds(start);
    const commitProcessor = processor(used);
    const afterCommit = process.resourceUsage().maxRSS;
    workspace.close();
    start = performance.now();
    const opened = openWorkspace(file, { passphrase });
    const open = seconds(start);
    start = performance.now();
    used = process.cpuUsage();
    for (const { name } of opened.batchColumns(1)) opened.readColumn(1, name);
    const read = seconds(start);
    const readProcessor = processor(used);
    start = performance.now();
    const report = await opened.check();
    const check = seconds(start);
    if (!report.ok) throw new Error(report.problems.join('\n'));
    opened.close();
    const cells = [
      passphrase ? 'encrypted' : 'plain',
      `${commit.toFixed(2)} s (of it ${compressed.toFixed(2)} packing), ${commitProcessor}`,
      `${(rows / commit / 1e6).toFixed(2)} M rows/s, ${(bytes / commit / 1e6).toFixed(0)} MB/s`,
      `${(open * 1000).toFixed(0)} ms`,
      `${read.toFixed(2)} s, ${readProcessor}`,
      `${(rows / read / 1e6).toFixed(2)} M rows/s, ${(bytes / read / 1e6).toFixed(0)} MB/s`,
      `${check.toFixed(2)} s`,
      `${(statSync(file).size / 1e6).toFixed(0)} of ${(bytes / 1e6).toFixed(0)} MB`,
      `${(before / 1024).toFixed(0)} → ${(afterCommit / 1024).toFixed(0)} → ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  } finally {
    folder.dispose();
  }
}

if (mode) {
  await measure(mode === 'encrypted' ? 'bench' : undefined);
} else {
  console.log(`${rows} rows × 8 columns (4 numbers, 3 codes, 1 day)`);
  console.log('| file | commit | | open | read all | | check | size | peak RSS: data → commit → read |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const name of ['plain', 'encrypted']) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), rowsGiven, name], { stdio: 'inherit' });
  }
}
