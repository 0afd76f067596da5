import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { assemble } from '../../../../../electron/engine/ingest/batch/assemble.ts';
import { Collector } from '../../../../../electron/engine/ingest/batch/collect.ts';
import type { ImportPlan } from '../../../../../electron/engine/ingest/batch/importPlan.ts';
import { readRecords } from '../../../../../electron/engine/ingest/csv/readRecords.ts';
import { scanThreads, warmScanThreads } from '../../../../../electron/engine/ingest/csv/scanPool.ts';
import { importRules } from '../../../../../shared/contract/ingest.ts';

const plan: ImportPlan = {
  wanted: {
    width: 4,
    columns: [
      { index: 0, type: 'code' },
      { index: 1, type: 'number', format: { decimal: '.', scale: 0 } },
      { index: 2, type: 'day', format: { order: 'ymd', serial: false } },
      { index: 3, type: 'code' },
    ],
    required: [[2], [1]],
    hash: true,
  },
  slots: new Map([
    ['account', 0],
    ['revenue', 1],
    ['date', 2],
    ['order', 3],
  ]),
  headers: ['account', 'revenue', 'date', 'order'],
};

/** Nine megabytes, so that every thread has several chunks; some records are quarantined, some bring new names. */
function manyRows(): Buffer {
  const lines = Array.from({ length: 220_000 }, (_, row) => {
    const day = String((row % 28) + 1).padStart(2, '0');
    if (row % 5003 === 0) return `Client ${row},lots,2024-03-${day},S${row}`;
    const name = row % 7 === 0 ? `"Client, ${row % 1009}"` : `Client ${((row * 31) % (row / 50 + 1)) | 0}`;
    return `${name},${(row % 977) / 4},2024-03-${day},S${row % 90_000}`;
  });
  return Buffer.from(`Account,Revenue,Date,Order\n${lines.join('\n')}\n`);
}

it('a file is read alike by any number of threads', async () => {
  const bytes = manyRows();
  const read = async (threads: number) => {
    warmScanThreads(threads);
    const collector = new Collector('sales', plan, importRules.parse({ duplicate: 'quarantine' }));
    const blocks = (async function* () {
      for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
    })();
    const chunks = readRecords({
      blocks,
      plan: { ...plan.wanted, delimiter: 44, quote: 34, singleLine: false },
      skip: 1,
      file: 'sales.csv',
      headers: plan.headers,
      threads,
      onSkipped: (lines) => collector.startAt(lines),
    });
    const scanners = new Set<number>();
    for await (const chunk of chunks) {
      scanners.add(chunk.scanner);
      collector.add(chunk);
    }
    const collected = collector.finish();
    const { records, quarantine, rules } = collected;
    const { columns, ...rest } = await assemble('sales', plan, collected);
    const values = columns.map((column) => {
      const { buffer } = column.values;
      const texts = column.type === 'code' ? column.dictionary.join('\n') : '';
      return [column.name, createHash('sha256').update(new Uint8Array(buffer)).update(texts).digest('hex')];
    });
    return { scanners: scanners.size, batch: { records, quarantine, rules, values, ...rest } };
  };
  const alone = await read(0);
  expect(alone.batch.records).toBe(220_000);
  expect(alone.batch.quarantine.filter(({ reason }) => reason === 'badNumber').length).toBe(44);
  for (const threads of [1, 2, 3]) {
    const { scanners, batch } = await read(threads);
    expect(scanners).toBe(threads);
    expect(batch).toEqual(alone.batch);
  }
});

it('threads are started as the size of a file makes them worth it', () => {
  const megabyte = 1 << 20;
  expect([scanThreads(megabyte - 1, false), scanThreads(megabyte / 4 - 1, true)]).toEqual([0, 0]);
  expect([scanThreads(megabyte, false), scanThreads(megabyte / 4, true)]).toEqual([1, 1]);
  expect(scanThreads(64 * megabyte, false)).toBe(1);
  const sizes = [1, 64, 65, 255, 256, 1 << 20].map((size) => scanThreads(size * megabyte, false));
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(sizes.at(-1)).toBeLessThanOrEqual(8);
});
