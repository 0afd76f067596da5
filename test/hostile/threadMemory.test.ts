import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { RecordBatchStreamWriter, Table, vectorFromArray } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSource } from '../../electron/engine/ingest/source/openSource.ts';
import { openInWorker } from '../../electron/engine/ingest/tables/openInWorker.ts';
import { watchMemory } from '../../electron/engine/ingest/tables/watchMemory.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const megabyte = 1 << 20;

describe('the memory of a thread that reads a file', () => {
  it('counts buffers outside its heap, and is seen while the thread is busy', async () => {
    const greedy = `
      const held = [];
      for (;;) if (held.length < 40) held.push(new Uint8Array(10 * ${megabyte}).fill(1));
    `;
    const worker = new Worker(greedy, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 64 } });
    const before = process.memoryUsage.rss();
    await new Promise<void>((resolve) => {
      watchMemory(worker, 100 * megabyte, resolve);
    });
    await worker.terminate();
    expect(process.memoryUsage.rss() - before).toBeLessThan(600 * megabyte);
  });

  it('ends a reading that takes too much, with what to do', async () => {
    const table = new Table({
      customer: vectorFromArray(
        Array.from({ length: 100_000 }, (_, at) => `customer ${at} ${'x'.repeat(400)}`),
      ),
    });
    const bytes = RecordBatchStreamWriter.writeAll(table).toUint8Array(true);
    const source = await openSource(await folder.write('large.arrows', bytes));
    const failure = await (async () => {
      const opened = await openInWorker(source, {}, {}, 40);
      for await (const block of opened.text({})) {
        expect(block.length).toBeGreaterThan(0);
        // Slowly, so that its memory is looked at while it is held.
        await setTimeout(250);
      }
    })().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    const { code, message, details } = failure as ExpectedError;
    expect([code, message]).toEqual([
      'unsupportedFormat',
      'large.arrows takes more than 40 MiB of memory to read',
    ]);
    expect(details.hint).toBeTruthy();
  });
});
