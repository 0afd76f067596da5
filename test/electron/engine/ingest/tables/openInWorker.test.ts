import { RecordBatchStreamWriter, Table, vectorFromArray } from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSource } from '../../../../../electron/engine/ingest/source/openSource.ts';
import { openInWorker } from '../../../../../electron/engine/ingest/tables/openInWorker.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await folder.remove();
});

const hour = 3_600_000;

/** More blocks of text than are on their way before they are taken. */
async function manyBlocks() {
  const texts = Array.from({ length: 60_000 }, (_, at) => `customer ${at} ${'x'.repeat(200)}`);
  const bytes = RecordBatchStreamWriter.writeAll(
    new Table({ customer: vectorFromArray(texts) }),
  ).toUint8Array(true);
  return openInWorker(await openSource(await folder.write('rows.arrows', bytes)), {}, {});
}

test('a reader is not silent while nobody asks it to go on', async () => {
  const opened = await manyBlocks();
  let lines = 0;
  let blocks = 0;
  for await (const block of opened.text({})) {
    for (const byte of block) if (byte === 10) lines++;
    if (++blocks === 2) vi.advanceTimersByTime(hour);
  }
  expect(lines).toBe(60_001);
  expect(blocks).toBeGreaterThan(9);
});

test('a reader that says nothing when it is asked is given up', async () => {
  const opened = await manyBlocks();
  const first = opened.text({})[Symbol.asyncIterator]().next();
  vi.advanceTimersByTime(hour);
  await expect(first).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/could not be read within \d+ seconds/),
  });
});
