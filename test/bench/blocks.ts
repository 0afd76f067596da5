import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLocalEngine } from '../../electron/cli/engine.ts';
import { warmThreads } from '../../electron/engine/book/parallel/kernelThreads.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import type { ExploreView } from '../../shared/contract/explore.ts';
import { encodeFrame } from '../../shared/contract/frame.ts';
import { pivotSpec } from '../../shared/contract/pivot.ts';
import { type Ask, type Question, questions } from '../../shared/domain/exhibit.ts';
import type { PivotSpec } from '../../shared/domain/pivot.ts';

/**
 * How long the engine's own thread is kept from answering anything else, through one session: opening, every page's
 * questions, an Explore page with a brush, a pivot, SQL, a merge. For each call: processor time of the engine's thread,
 * the longest turn of its event loop in processor time (so that a busy machine does not count), processor time of all
 * threads, and memory. Run: `node test/bench/blocks.ts [--profile=folder] [FILE | rows accounts]`
 * (default 10 000 000 50 000; a file that is not there is made and kept; some call's name after `--only=` leaves out
 * the others).
 */

const option = (name: string) =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const given = process.argv.slice(2).filter((text) => !text.startsWith('--'));
const [rows, accounts] = /^\d+$/.test(given[0] ?? '1') ? given.map(Number) : [];
const home = mkdtempSync(join(tmpdir(), 'qd-blocks-'));
const file = rows === undefined && given[0] ? given[0] : join(home, 'book.qdeck');

const signal = new AbortController().signal;
const slice = { where: [], basis: 'net' as const };

/** Turns of the event loop, in milliseconds of the thread's processor time. */
class Turns {
  longest = 0;
  blocked = 0;
  #before = threadTime();
  #running = true;

  constructor() {
    void this.#watch();
  }

  async #watch(): Promise<void> {
    while (this.#running) {
      await pause(1);
      this.#note();
    }
  }

  #note(): void {
    const now = threadTime();
    const took = now - this.#before;
    this.#before = now;
    this.longest = Math.max(this.longest, took);
    if (took > 50) this.blocked += took;
  }

  stop(): void {
    this.#note();
    this.#running = false;
  }
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const inspector = new Session();
const profiles = option('profile');
if (profiles) {
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 1000 });
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const only = option('only');
  if (only && !name.includes(only) && name !== 'workspace.open') return;
  if (profiles) await inspector.post('Profiler.start');
  const all = process.cpuUsage();
  const before = threadTime();
  const turns = new Turns();
  let failure = '';
  let bytes = 0;
  try {
    bytes = encodeFrame(await work()).byteLength;
  } catch (error) {
    failure = String(error);
  }
  await pause(20);
  turns.stop();
  const own = threadTime() - before;
  const { user, system } = process.cpuUsage(all);
  if (profiles) {
    const { profile } = await inspector.post('Profiler.stop');
    writeFileSync(join(profiles, `${name.replace(/\W+/g, '-')}.cpuprofile`), JSON.stringify(profile));
  }
  const { rss } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  const figures = [
    own,
    turns.longest,
    turns.blocked,
    (user + system) / 1000,
    bytes / 1024,
    rss / 2 ** 20,
    peak,
  ];
  console.log([name.padEnd(28), ...figures.map((value) => value.toFixed(0).padStart(8)), failure].join(' '));
}

if (!existsSync(file)) {
  const workspace = createWorkspace(file, { generations: 0 });
  await writeSample(
    workspace,
    { accounts: accounts ?? 50_000, rows: rows ?? 10_000_000 },
    { signal, progress: () => undefined },
  );
  workspace.close();
}
const engine = createLocalEngine(signal, () => undefined);
warmThreads();
const heads = ['call', 'own ms', 'longest', '>50 ms', 'all ms', 'KB', 'MB', 'peak MB'];
console.log(heads.map((text, index) => (index === 0 ? text.padEnd(28) : text.padStart(8))).join(' '));

await measure('workspace.open', () => engine.call('workspace.open', { file: engine.file(file, 'write') }));
await measure('book.fields', () => engine.call('book.fields', {}));
/** As the screen asks, which shows a page, and sentences where a program reads reasons. */
const asked: Partial<Record<Question, Ask['options']>> = { 'next-product': { reasons: 'none', limit: 200 } };
for (const question of questions.filter((each) => each !== 'account')) {
  await measure(question, () =>
    engine.call('analyse.run', { question, slice, options: asked[question] ?? {} }),
  );
}
for (const [name, options] of Object.entries({
  'next-product, another page': { reasons: 'none', limit: 200, offset: 40_000 },
  'next-product, sorted': { reasons: 'none', limit: 200, sort: 'account' },
  'next-product, whole list': { reasons: 'none' },
  'next-product, with reasons': {},
})) {
  await measure(name, () => engine.call('analyse.run', { question: 'next-product', slice, options }));
}
await measure('opportunities, a page', () =>
  engine.call('analyse.run', { question: 'opportunities', slice, options: { limit: 200, offset: 400 } }),
);
await measure('account', () =>
  engine.call('analyse.run', { question: 'account', slice, options: { account: 'A100001' } }),
);
const common = { measure: 'revenue', span: 4 };
const page = {
  slice,
  charts: [
    { ...common, id: 'month', kind: 'time', x: { field: 'date' }, look: 'line' },
    { ...common, id: 'market', kind: 'bars', x: { field: 'market' } },
    { ...common, id: 'product', kind: 'bars', x: { field: 'product' } },
    { ...common, id: 'size', kind: 'histogram', x: { field: 'revenue' } },
    { ...common, id: 'heat', kind: 'heat', x: { field: 'market' }, y: { field: 'segment' } },
    { ...common, id: 'accounts', kind: 'scatter', of: 'account', measureY: 'orders' },
  ],
  filters: {},
} as ExploreView;
await measure('explore.charts', () => engine.call('explore.charts', { view: page }));
await measure('explore.cubes', () => engine.call('explore.cubes', { view: page, active: 'month' }));
await measure('explore.charts, brushed', () =>
  engine.call('explore.charts', {
    view: { ...page, filters: { month: { x: { from: 19_900, below: 20_000 } } } },
  }),
);
await measure('book.rows', () => engine.call('book.rows', { slice, offset: 5_000_000, limit: 500 }));
await measure('book.rows, sliced', () =>
  engine.call('book.rows', {
    slice: { ...slice, where: [{ field: 'channel', not: ['x'] }] },
    offset: 0,
    limit: 500,
  }),
);
await measure('pivot.page', () =>
  engine.call('pivot.page', {
    spec: pivotSpec.parse({
      rows: [{ field: 'account' }],
      columns: [{ field: 'month' }],
      measures: [{ measure: 'revenue', as: 'value' }],
      ...slice,
    }) as PivotSpec,
    rows: { offset: 0, limit: 100 },
    columns: { offset: 0, limit: 24 },
    locale: 'en',
  }),
);
await measure('sql.run', () =>
  engine.call('sql.run', { sql: 'SELECT market, SUM(revenue) FROM sales GROUP BY market' } as never),
);
await measure('sql.run, every column', () =>
  engine.call('sql.run', { sql: 'SELECT * FROM sales LIMIT 10' } as never),
);
await measure('quality.report', () => engine.call('quality.report', {}));
await measure('entities.suggest', () => engine.call('entities.suggest', { of: 'account' } as never));
await measure('entities.merge', () =>
  engine.call('entities.merge', { of: 'account', from: 'A100001', into: 'A100002', name: null } as never),
);
await measure('summary after a merge', () =>
  engine.call('analyse.run', { question: 'summary', slice, options: {} }),
);
await measure('book.fields after a merge', () => engine.call('book.fields', {}));
await measure('entities.unmerge', () =>
  engine.call('entities.unmerge', { of: 'account', key: 'A100001' } as never),
);
await engine.dispose();
rmSync(home, { recursive: true, force: true });
process.exit(0);
