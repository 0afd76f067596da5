import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { memoryWorkspace, salesBatch } from '../book/memoryWorkspace.ts';

const workspace = memoryWorkspace([
  salesBatch(
    Array.from({ length: 500 }, (_, index) => ({
      account: `A${index % 4}`,
      day: 19_000 + index,
      revenue: ((index * 37) % 101) - 20.25,
    })),
  ),
]);
Object.assign(workspace, { quarantinePart: () => null });
const book = loadBook(workspace);
const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined });

describe('a thread that is left in the middle of a statement', () => {
  const endless = 'select count(*) from sales a, sales b, sales c, sales d where a.revenue < d.revenue';

  test('ends with its session', async () => {
    const own = new SqlSession();
    const ended = vi.spyOn(Worker.prototype, 'terminate');
    onTestFinished(() => void vi.restoreAllMocks());
    await own.run(book, workspace, 'select sum(revenue) from sales', 10, quiet());
    const { promise: begun, resolve: begin } = Promise.withResolvers<unknown>();
    const long = own.run(book, workspace, endless, 10, { ...quiet(), progress: begin });
    await begun;
    own.close();
    await expect(long).rejects.toMatchObject({ name: 'CancelledError' });
    await expect.poll(() => ended.mock.calls.length).toBe(1);
  });

  test('may fail', async () => {
    const own = new SqlSession();
    const sent = vi.spyOn(Worker.prototype, 'postMessage');
    const ended = vi.spyOn(Worker.prototype, 'terminate').mockResolvedValue(0);
    const stop = new AbortController();
    const { promise: begun, resolve: begin } = Promise.withResolvers<unknown>();
    const long = own.run(book, workspace, endless, 10, { signal: stop.signal, progress: begin });
    await begun;
    const [thread] = sent.mock.contexts as unknown as Worker[];
    const { promise: answered, resolve: answer } = Promise.withResolvers<unknown>();
    onTestFinished(async () => {
      await answered;
      vi.restoreAllMocks();
      await thread?.terminate();
      own.close();
    });
    thread?.on('message', answer);
    stop.abort();
    expect(thread?.emit('error', new Error('out of memory'))).toBe(true);
    expect(ended).toHaveBeenCalled();
    await expect(long).rejects.toMatchObject({ name: 'CancelledError' });
    expect((await own.run(book, workspace, 'select 7 n', 10, quiet())).table.n).toBe(1);
  });

  test('is ended when it is back from SQLite, and not inside, which the process would not outlive', async () => {
    const own = new SqlSession();
    const order: string[] = [];
    const sent = vi.spyOn(Worker.prototype, 'postMessage');
    vi.spyOn(Worker.prototype, 'terminate').mockImplementation(async () => order.push('ended'));
    onTestFinished(() => {
      vi.restoreAllMocks();
      for (const thread of sent.mock.contexts as unknown as Worker[]) void thread.terminate();
    });
    const seconds =
      'with c(x) as (select 1 union all select x + 1 from c limit 10000000) select count(*), max(x % 7) from c';
    const stop = new AbortController();
    const { promise: begun, resolve: begin } = Promise.withResolvers<unknown>();
    const long = own.run(book, workspace, seconds, 10, { signal: stop.signal, progress: begin });
    await begun;
    const [thread] = sent.mock.contexts as unknown as Worker[];
    thread?.on('message', () => order.push('answered'));
    stop.abort();
    await expect(long).rejects.toMatchObject({ name: 'CancelledError' });
    await expect.poll(() => order).toEqual(['answered', 'ended']);
  });
});
