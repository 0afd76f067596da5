import type { PivotHead } from '../../../shared/domain/pivot.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { type Block, blockColumns, blockRows } from './fetchBlock.ts';

type Range = readonly [number, number];

const mostAsked = 4;
const mostKept = 240;

/**
 * The figures of a pivot, fetched in blocks as they come into sight; those wanted last are kept. Ranges are from one up to,
 * not including, the other, of rows and of columns of the pivot.
 */
export class PivotBlocks {
  private readonly whole: Block;
  private readonly fetch: (row: number, column: number) => Promise<Block>;
  private readonly onError: (error: Error) => void;
  private readonly blocks = new Map<string, Block>();
  private readonly asked = new Set<string>();
  private readonly failed = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private wanted: readonly (readonly [row: number, column: number])[] = [];

  /** `whole` is the first block, which told how many rows and columns there are. */
  constructor(
    whole: Block,
    fetch: (row: number, column: number) => Promise<Block>,
    onError: (error: Error) => void,
  ) {
    this.whole = whole;
    this.fetch = fetch;
    this.onError = onError;
    this.blocks.set(keyOf(0, 0), whole);
  }

  /** What a row is; null while that is on its way. */
  head(row: number): PivotHead | null {
    const first = row - (row % blockRows);
    for (const [wanted, column] of this.wanted) {
      const block = wanted === first ? this.blocks.get(keyOf(first, column)) : undefined;
      if (block) return block.heads[row - first] ?? null;
    }
    return this.blocks.get(keyOf(first, 0))?.heads[row - first] ?? null;
  }

  /** A figure; undefined while its block is on its way. */
  figure(row: number, column: number, measure: number): number | undefined {
    const firstRow = row - (row % blockRows);
    const firstColumn = column - (column % blockColumns);
    const block = this.blocks.get(keyOf(firstRow, firstColumn));
    const width = this.whole.measures.length;
    return block?.figures[(column - firstColumn) * width + measure]?.[row - firstRow];
  }

  /** Fetches what is not there of these rows and columns; what was wanted before and has not been asked for is left. */
  want(rows: Range, columns: Range): void {
    this.wanted = starts(rows, this.whole.rows, blockRows).flatMap((row) =>
      starts(columns, this.whole.columns.length, blockColumns).map((column) => [row, column] as const),
    );
    this.ask();
  }

  /** Calls `listener` when further figures have come; the result ends that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private ask(): void {
    for (const [row, column] of this.wanted) {
      const key = keyOf(row, column);
      const isThere = this.blocks.has(key) || this.asked.has(key) || this.failed.has(key);
      if (isThere || this.asked.size >= mostAsked) continue;
      this.asked.add(key);
      this.fetch(row, column).then(
        (block) => this.keep(key, block),
        (error: Error) => this.fail(key, error),
      );
    }
  }

  private keep(key: string, block: Block): void {
    this.asked.delete(key);
    this.blocks.set(key, block);
    this.dropOldest();
    for (const listener of this.listeners) listener();
    this.ask();
  }

  private dropOldest(): void {
    const needed = new Set(this.wanted.map(([row, column]) => keyOf(row, column)));
    for (const key of this.blocks.keys()) {
      if (this.blocks.size <= mostKept) return;
      if (!needed.has(key)) this.blocks.delete(key);
    }
  }

  private fail(key: string, error: Error): void {
    this.asked.delete(key);
    if (error instanceof CancelledError) return;
    this.failed.add(key);
    this.onError(error);
  }
}

function keyOf(row: number, column: number): string {
  return `${row}/${column}`;
}

/** Where the blocks begin that a range touches. */
function starts([from, to]: Range, length: number, size: number): number[] {
  const first = Math.floor(Math.max(0, from) / size);
  const last = Math.floor(Math.max(0, Math.min(to, length) - 1) / size);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}
