import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { createBookMemory } from '../../../../electron/engine/book/bookMemory.ts';
import { answerCharts } from '../../../../electron/engine/book/explore/answerCharts.ts';
import { loadBook, loadBookBeside } from '../../../../electron/engine/book/loadBook.ts';
import { openPivot } from '../../../../electron/engine/book/pivot/pivot.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { suggestMerges } from '../../../../electron/engine/entities/suggest.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { arrowToTable, tableToArrowBeside } from '../../../../electron/engine/exhibit/arrow.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { SqlSession } from '../../../../electron/engine/sql/sqlSession.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { ExploreView } from '../../../../shared/contract/explore.ts';
import { pivotSpec } from '../../../../shared/contract/pivot.ts';
import type { Question } from '../../../../shared/domain/exhibit.ts';
import type { PivotSpec } from '../../../../shared/domain/pivot.ts';
import { makeTable, numberColumn } from '../../../../shared/domain/table.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { salesBatch } from '../book/memoryWorkspace.ts';

let folder: string;
let workspace: Workspace;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-giving-way-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const size = { accounts: 300, months: 36 };
  await writeSample(workspace, size, { signal: new AbortController().signal, progress: () => undefined });
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Told at each moment at which a work lets other calls in. */
let onMoment: (count: number) => void;
let moments: number;

let now = performance.now();

/** Time passes so quickly that every chance to give way is taken: what counts is where they are, not how long it takes. */
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  const immediately = setImmediate;
  moments = 0;
  onMoment = () => undefined;
  vi.spyOn(globalThis, 'setImmediate').mockImplementation(((call: () => void) => {
    onMoment(++moments);
    return immediately(call);
  }) as typeof setImmediate);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const slice = { where: [], basis: 'net' as const };

function ask(book: Book, question: Question, signal?: AbortSignal, options = {}) {
  return answer(book, { question, slice, options }, signal);
}

const pivot = pivotSpec.parse({
  rows: [{ field: 'market' }, { field: 'account' }],
  columns: [{ field: 'month' }],
  rowsOpen: { depth: 1, except: [] },
  measures: [{ measure: 'revenue', as: 'value' }],
  heat: true,
  ...slice,
}) as PivotSpec;

const view = {
  slice,
  charts: [{ id: 'market', kind: 'bars', x: { field: 'market' }, measure: 'revenue', span: 4 }],
  filters: {},
} as unknown as ExploreView;

type Work = (book: Book, signal: AbortSignal) => Promise<unknown>;

async function runStatement(book: Book, signal: AbortSignal): Promise<void> {
  const statements = new SqlSession();
  try {
    const sql = 'select * from sales join accounts using (account) limit 3';
    await statements.run(book, workspace, sql, 10, { signal, progress: () => undefined });
  } finally {
    statements.close();
  }
}

const works: [name: string, fewest: number, work: Work][] = [
  ...(['accounts', 'movement', 'rhythm', 'concentration', 'health', 'risk', 'price', 'wallet'] as const).map(
    (question): [string, number, Work] => [question, 8, (book, signal) => ask(book, question, signal)],
  ),
  ['opportunities', 20, (book, signal) => ask(book, 'opportunities', signal)],
  ['opportunities by name', 20, (book, signal) => ask(book, 'opportunities', signal, { sort: 'account' })],
  ['a pivot', 12, (book, signal) => openPivot(book, pivot, 'en', signal)],
  ['charts', 4, (book, signal) => answerCharts(book, view, undefined, signal)],
  ['a statement', 20, runStatement],
  [
    'likely doubles',
    3,
    (book, signal) =>
      suggestMerges(book, workspace, { of: 'account', least: 0, offset: 0, limit: 9 }, signal),
  ],
];

describe('while it is worked on', () => {
  test.each(works.filter(([, fewest]) => fewest > 3))(
    '%s lets other questions be answered',
    async (_name, _fewest, work) => {
      const book = loadBook(workspace);
      let answered = 0;
      onMoment = (count) => {
        if (count === 2) void ask(book, 'trend').then(() => answered++);
      };
      const ended = await work(book, new AbortController().signal).then(() => answered);
      expect(ended).toBe(1);
    },
  );

  test.each(works)('%s ends when it is cancelled', async (_, fewest, work) => {
    for (const moment of [1, fewest]) {
      const stop = new AbortController();
      const from = moments;
      onMoment = (count) => count - from === moment && stop.abort();
      await expect(work(loadBook(workspace), stop.signal)).rejects.toThrow(CancelledError);
    }
  });

  test('a large table is joined a piece at a time', async () => {
    const table = makeTable([numberColumn('value', 'none', new Float64Array(2 ** 20).fill(0.5))]);
    const bytes = await tableToArrowBeside(table, {});
    expect(moments).toBeGreaterThanOrEqual(4);
    expect(arrowToTable(bytes)).toEqual(table);
    const stop = new AbortController();
    const from = moments;
    onMoment = (count) => count - from === 3 && stop.abort();
    await expect(tableToArrowBeside(table, { signal: stop.signal })).rejects.toThrow(CancelledError);
  });

  test('quarantined rows are read a part at a time', async () => {
    const kept = createWorkspace(join(folder, 'kept.qdeck'));
    const statements = new SqlSession();
    onTestFinished(() => {
      statements.close();
      kept.close();
    });
    const text = 'x'.repeat(100);
    const quarantine = Array.from({ length: 9000 }, (_, at) => ({
      line: at + 2,
      record: at + 1,
      column: at % 3 === 0 ? null : 'revenue',
      reason: 'badNumber',
      value: String(at),
      text,
    }));
    await kept.commitBatch({ ...salesBatch([{ account: 'A', day: 19_000, revenue: 1 }]), quarantine });
    const book = loadBook(kept);
    const run = (signal: AbortSignal) =>
      statements.run(
        book,
        kept,
        'select count(*), count("column"), sum(line), max(record), min(length(text)), max(value) from quarantine',
        10,
        { signal, progress: () => undefined },
      );
    const stop = new AbortController();
    onMoment = (count) => count === 3 && stop.abort();
    await expect(run(stop.signal)).rejects.toThrow(CancelledError);
    onMoment = () => undefined;
    const table = arrowToTable((await run(new AbortController().signal)).arrow);
    const sum = (9000 * 9003) / 2;
    expect(table.columns.map(({ values }) => values[0])).toEqual([9000, 6000, sum, 9000, 100, '999']);
  });

  test('a book that opens, and a table on its way, are cancelled too', async () => {
    const stop = new AbortController();
    onMoment = (count) => count === 8 && stop.abort();
    await expect(
      loadBookBeside(workspace, createBookMemory(workspace), { signal: stop.signal }),
    ).rejects.toThrow(CancelledError);
    const { tables } = await ask(loadBook(workspace), 'accounts');
    const other = new AbortController();
    const from = moments;
    onMoment = (count) => count - from === 5 && other.abort();
    await expect(tableToArrowBeside(tables.accounts!, { signal: other.signal })).rejects.toThrow(
      CancelledError,
    );
  });
});
