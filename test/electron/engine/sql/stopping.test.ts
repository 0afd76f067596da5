import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { apartHost } from '../background/apartHost.ts';
import { book, cells, quiet, workspace } from './sqlBook.ts';

vi.mock('node:child_process', { spy: true });
beforeEach(() => void vi.mocked(fork).mockClear());

function processes(): ChildProcess[] {
  return vi.mocked(fork).mock.results.map(({ value }) => value as ChildProcess);
}

function started() {
  const own = new SqlSession();
  onTestFinished(() => own.close());
  return own;
}

const ask = async (own: Pick<SqlSession, 'run'>, sql: string) =>
  cells(arrowToTable((await own.run(book, workspace, sql, 10, quiet())).arrow));

/** A statement that runs, once SQLite has it. */
async function begun(own: Pick<SqlSession, 'run'>, sql: string) {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const running = own.run(book, workspace, sql, 10, {
    signal: controller.signal,
    progress: ({ phase }) => phase === 'sqlScan' && resolve(),
  });
  running.catch(() => undefined);
  await promise;
  return { running, stop: () => controller.abort() };
}

const recursion = 'with c(x) as (select 1 union all select x + 1 from c) select count(*) from c';
const endless = [
  ['a recursion', recursion],
  ['a recursion that finds nothing', recursion.replace('count(*) from c', 'x from c where x < 0')],
  [
    'a join of materialised dimensions',
    `with a as materialized (select account, account_name from accounts),
      n as materialized (with c(x) as (select 1 union all select x + 1 from c limit 30000) select x from c)
      select count(*) from a, n n1, n n2, n n3 where n1.x + n2.x + n3.x < 0 or a.account_name = '?'`,
  ],
] as const;

describe('a statement that goes on inside SQLite', () => {
  test.each(endless)('%s: is cancelled, its process ends, and the next statement runs', async (_, sql) => {
    const own = started();
    const cancelInTheMiddle = async () => {
      const { running, stop } = await begun(own, sql);
      await new Promise((resolve) => setTimeout(resolve, 100));
      stop();
      await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
      expect(await ask(own, 'select count(*) n from accounts')).toEqual([4]);
      return processes().length;
    };
    // A statement that has only begun may hear of it in time, and its process stays.
    await expect.poll(cancelInTheMiddle, { timeout: 600_000 }).toBe(2);
    const [child] = processes();
    if (child!.signalCode === null) await once(child!, 'exit');
    expect(child!.signalCode).toBe('SIGKILL');
  });

  test('gives way to a newer one', async () => {
    const own = started();
    const { running } = await begun(own, recursion);
    const over = once(processes()[0]!, 'exit');
    expect(await ask(own, 'select 7 n')).toEqual([7]);
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await over).toEqual([null, 'SIGKILL']);
  });

  test('ends with its session', async () => {
    const own = started();
    const { running } = await begun(own, recursion);
    const over = once(processes()[0]!, 'exit');
    own.close();
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await over).toEqual([null, 'SIGKILL']);
    expect(processes()).toHaveLength(1);
    expect(process.getActiveResourcesInfo(), 'what keeps this process alive').not.toContain('ProcessWrap');
  });

  test('ends with the engine', async () => {
    const own = started();
    const { running } = await begun(own, recursion);
    const [child] = processes();
    const over = once(child!, 'exit');
    child!.disconnect();
    expect(await over).toEqual([null, 'SIGKILL']);
    await expect(running).rejects.toThrow('was lost');
    expect(await ask(own, 'select 7 n')).toEqual([7]);
  });

  test('takes no more time than it may', async () => {
    const own = started();
    const { running } = await begun(own, recursion);
    own.close();
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const long = await begun(own, recursion);
    vi.advanceTimersByTime(600_000);
    await expect(long.running).rejects.toMatchObject({
      code: 'sqlLimit',
      details: { params: { what: 'time', limit: 600 } },
    });
  });
});

describe('a statement that reads rows', () => {
  const long = 'select count(*) from sales a, sales b, sales c, sales d where a.revenue < d.revenue';

  test('is stopped, and what the process holds stays', async () => {
    const own = started();
    await ask(own, 'select sum(revenue) from sales');
    const { running, stop } = await begun(own, long);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    stop();
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
    const phases = new Set<string>();
    const progress = ({ phase }: { phase: string }) => void phases.add(phase);
    const again = own.run(book, workspace, 'select sum(revenue) s, count(*) n from sales', 10, {
      ...quiet(),
      progress,
    });
    expect(cells(arrowToTable((await again).arrow))[1]).toBe(500);
    expect(phases).not.toContain('sqlLoad');
  });

  test('is stopped while its columns are brought', async () => {
    const own = started();
    const controller = new AbortController();
    const bringing = own.run(book, workspace, 'select * from sales', 10, {
      ...quiet(),
      signal: controller.signal,
    });
    controller.abort();
    await expect(bringing).rejects.toMatchObject({ name: 'CancelledError' });
    expect(await ask(own, 'select count(*) n, count(date) d from sales')).toEqual([500, 500]);
  });
});

test('a process that is lost is told, and the next statement has another', async () => {
  const own = started();
  const { running } = await begun(own, recursion);
  processes()[0]!.kill('SIGSEGV');
  await expect(running).rejects.toThrow('The process that statements run in was lost');
  expect(await ask(own, 'select count(*) n from sales')).toEqual([500]);
});

test('a statement that takes too much memory is told so', async () => {
  const own = started();
  const known = process.env.QUARTERDECK_MEMORY;
  process.env.QUARTERDECK_MEMORY = '1';
  onTestFinished(() => {
    if (known === undefined) delete process.env.QUARTERDECK_MEMORY;
    else process.env.QUARTERDECK_MEMORY = known;
  });
  // One text may have a gigabyte, and is let go of when it would have more: many grow far beyond the limit first.
  const texts = Array.from({ length: 16 }, (_, k) => `length(group_concat(hex(zeroblob(1000000 + ${k}))))`);
  const blobs = recursion.replace('count(*) from c', `count(*), ${texts.join(', ')} from c`);
  await expect(ask(own, blobs)).rejects.toMatchObject({
    code: 'sqlLimit',
    details: { params: { what: 'memory', limit: 0.5 } },
  });
  expect(await ask(own, 'select 7 n')).toEqual([7]);
});

test('a host that starts processes for the engine hands over rows, and lets a statement end', async () => {
  vi.resetModules();
  const { startApartBy } = await import('../../../../electron/engine/background/apart.ts');
  const { SqlSession: OwnSession } = await import('../../../../electron/engine/sql/sqlSession.ts');
  const { link, children } = apartHost();
  startApartBy(link);
  const own = new OwnSession();
  onTestFinished(() => own.close());
  expect(await ask(own, 'select count(*), count(date), max(account_name) from sales')).toEqual([
    500,
    500,
    '华东公司',
  ]);
  const { running, stop } = await begun(own, recursion);
  const over = once(children[0]!, 'exit');
  stop();
  await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
  expect(await over).toEqual([null, 'SIGKILL']);
  expect(await ask(own, 'select count(*) n from accounts')).toEqual([4]);
});

test('a process is there before the first statement, and goes when nobody asks for a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const own = started();
  own.warm();
  expect(await ask(own, 'select 7 n')).toEqual([7]);
  expect(processes()).toHaveLength(1);
  const over = once(processes()[0]!, 'exit');
  vi.advanceTimersByTime(60_000);
  expect(await over).toEqual([null, 'SIGKILL']);
});
