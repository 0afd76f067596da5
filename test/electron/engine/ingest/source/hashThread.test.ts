import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  blockBytes,
  ringBlocks,
  ThreadHash,
} from '../../../../../electron/engine/ingest/source/hashThread.ts';

const bytes = Uint8Array.from({ length: (2 * ringBlocks + 1) * blockBytes + 7 }, (_, at) => (at * 31) % 251);

/** A hash, and the thread it has. */
function started(seconds?: number) {
  const sent = vi.spyOn(Worker.prototype, 'postMessage');
  onTestFinished(() => void vi.restoreAllMocks());
  const hash = new ThreadHash(seconds);
  onTestFinished(() => hash.close());
  return { hash, sent, thread: sent.mock.contexts.at(-1) as unknown as Worker };
}

test('hashes more than its ring holds', async () => {
  const { hash } = started();
  hash.update(bytes.subarray(0, 100));
  hash.update(bytes.subarray(100));
  expect(await hash.digest()).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('does not wait for ever for a thread that is silent', () => {
  const { hash, sent } = started(1);
  sent.mockImplementation(() => undefined);
  expect(() => hash.update(bytes)).toThrow('The thread that hashes does not answer');
});

test('rejects where its thread ends while it is asked', async () => {
  const { hash, sent, thread } = started();
  sent.mockImplementation(() => undefined);
  const waiting = hash.digest();
  await thread.terminate();
  await expect(waiting).rejects.toThrow('The thread that hashes has ended');
});

test('rejects where its thread has ended before it is asked', async () => {
  const { hash, thread } = started();
  await thread.terminate();
  await expect(hash.digest()).rejects.toThrow('The thread that hashes has ended');
});
