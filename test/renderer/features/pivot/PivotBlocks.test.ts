import { expect, test, vi } from 'vitest';
import type { Block } from '../../../../renderer/features/pivot/fetchBlock.ts';
import { blockColumns, blockRows } from '../../../../renderer/features/pivot/fetchBlock.ts';
import { PivotBlocks } from '../../../../renderer/features/pivot/PivotBlocks.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';

const size = { rows: 1_300_000, columns: 60 };
const measures = ['revenue', 'orders'];

/** A figure says where it stands. */
function figureAt(row: number, column: number, measure: number): number {
  return (row * size.columns + column) * measures.length + measure;
}

function blockAt(row: number, column: number): Block {
  const rows = Array.from({ length: Math.min(blockRows, size.rows - row) }, (_, index) => row + index);
  const columns = Array.from(
    { length: Math.min(blockColumns, size.columns - column) },
    (_, at) => column + at,
  );
  const heads = rows.map((each) => ({ path: [String(each)] }));
  const figures = columns.flatMap((each) =>
    measures.map((_, measure) => Float64Array.from(rows, (at) => figureAt(at, each, measure))),
  );
  const whole = { rows: size.rows, columns: Array.from({ length: size.columns }, () => ({})), measures };
  return { ...whole, heads, figures } as unknown as Block;
}

function blocksOf(fetch: (row: number, column: number) => Promise<Block>) {
  const onError = vi.fn();
  const asked = vi.fn(fetch);
  return { blocks: new PivotBlocks(blockAt(0, 0), asked, onError), asked, onError };
}

/** All that is wanted has been answered. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

test('the first block is there; figures behind it come when they are wanted, from the first row to the last', async () => {
  const { blocks, asked } = blocksOf(async (row, column) => blockAt(row, column));
  expect(blocks.figure(3, 5, 1)).toBe(figureAt(3, 5, 1));
  expect(blocks.figure(3, blockColumns, 0)).toBeUndefined();
  const news = vi.fn();
  blocks.listen(news);
  const last = size.rows - 1;
  blocks.want([last - 20, last + 41], [30, 61]);
  await settled();
  expect(asked.mock.calls).toEqual([
    [1_299_900, 24],
    [1_299_900, 48],
  ]);
  expect(news).toHaveBeenCalledTimes(2);
  expect(blocks.head(last)?.path).toEqual([String(last)]);
  expect(blocks.figure(last, 59, 1)).toBe(figureAt(last, 59, 1));
  expect(blocks.head(5000)).toBeNull();
});

test('what has scrolled away before it was asked for is left out, what is there is not fetched again', async () => {
  const answers: (() => void)[] = [];
  const { blocks, asked } = blocksOf(
    (row, column) => new Promise((resolve) => answers.push(() => resolve(blockAt(row, column)))),
  );
  for (let row = 1000; row < 900_000; row += 1000) blocks.want([row, row + 40], [0, 10]);
  expect(asked).toHaveBeenCalledTimes(4);
  blocks.want([900_000, 900_040], [0, 10]);
  for (const answer of answers) answer();
  await settled();
  expect(asked).toHaveBeenCalledTimes(5);
  answers.at(-1)!();
  await settled();
  expect(blocks.figure(900_000, 2, 0)).toBe(figureAt(900_000, 2, 0));
  blocks.want([900_000, 900_040], [0, 10]);
  expect(asked).toHaveBeenCalledTimes(5);
});

test('figures seen long ago are let go of, those in sight never', async () => {
  const { blocks, asked } = blocksOf(async (row, column) => blockAt(row, column));
  for (let page = 1; page <= 400; page += 1) {
    blocks.want([page * 1000, page * 1000 + 40], [0, 10]);
    await settled();
  }
  expect(blocks.figure(400_000, 0, 0)).toBe(figureAt(400_000, 0, 0));
  expect(blocks.figure(1000, 0, 0)).toBeUndefined();
  asked.mockClear();
  blocks.want([1000, 1040], [0, 10]);
  await settled();
  expect(asked).toHaveBeenCalledTimes(1);
  expect(blocks.figure(1000, 0, 0)).toBe(figureAt(1000, 0, 0));
});

test('an error is told once, being cancelled is none and is asked again', async () => {
  const error = new Error('broken');
  const broken = blocksOf(() => Promise.reject(error));
  broken.blocks.want([100, 140], [0, 10]);
  await settled();
  broken.blocks.want([100, 140], [0, 10]);
  expect(broken.onError.mock.calls).toEqual([[error]]);
  expect(broken.asked).toHaveBeenCalledTimes(1);
  const cancelled = blocksOf(() => Promise.reject(new CancelledError()));
  cancelled.blocks.want([100, 140], [0, 10]);
  await settled();
  cancelled.blocks.want([100, 140], [0, 10]);
  expect(cancelled.asked).toHaveBeenCalledTimes(2);
  expect(cancelled.onError).not.toHaveBeenCalled();
});
