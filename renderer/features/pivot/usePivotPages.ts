import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/method.ts';
import type { PivotPage } from '../../../shared/contract/pivot.ts';
import type { PivotHead, PivotSpec } from '../../../shared/domain/pivot.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { type EngineClient, useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';

/** Rows and columns fetched at once. */
export const blockRows = 100;
export const blockColumns = 24;

/** A window of figures that has come. */
export interface Block extends Omit<PivotPage, 'arrow'> {
  firstRow: number;
  firstColumn: number;
  /** By column of the block and measure: the figures of the block's rows. */
  figures: Float64Array[];
}

export async function fetchBlock(
  client: EngineClient,
  spec: PivotSpec,
  locale: 'en' | 'zh-CN',
  rows: { offset: number; limit: number },
  columns: { offset: number; limit: number },
  options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<Block> {
  const { arrow, ...page } = await client.call('pivot.page', { spec, rows, columns, locale }, options);
  const table = decodeTable({ arrow });
  const figures = table.columns.slice(1).map((column) => column.values as Float64Array);
  return { ...page, firstRow: rows.offset, firstColumn: columns.offset, figures };
}

/** The rows and columns in sight, in blocks. */
export interface Sight {
  rows: readonly [number, number];
  columns: readonly [number, number];
}

export interface PivotWhole {
  /** What the first answer said about the whole; null until it has come. */
  whole: Block | null;
  status: 'loading' | 'ready' | 'error' | 'cancelled';
  /** The figures are those of the question before. */
  refreshing: boolean;
  error: Error | null;
  progress: Progress | null;
  cancel(): void;
  retry(): void;
}

export interface PivotPages {
  head(row: number): PivotHead | null;
  /** The blocks that hold figures of a row: the same array until another block comes that is one of them. */
  blocksOf(row: number): readonly Block[];
  error: Error | null;
}

function starts([from, to]: readonly [number, number], size: number): number[] {
  const first = Math.floor(Math.max(0, from) / size);
  const last = Math.floor(Math.max(from, to) / size);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

/** How a block of a pivot is asked for, and the key that all blocks of the question share. */
function useBlockQuery(spec: PivotSpec | null) {
  const client = useClient();
  const { locale } = useWords();
  const revision = useSession((session) => session.workspace?.revision ?? -1);
  const location = useSession((session) => session.workspace?.location ?? '');
  const key = useMemo(
    () => ['pivot', location, revision, locale, JSON.stringify(spec)],
    [location, revision, locale, spec],
  );
  const block = useCallback(
    (row: number, column: number, onProgress?: (progress: Progress) => void) => ({
      queryKey: [...key, row, column],
      enabled: spec !== null,
      gcTime: 60_000,
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        if (!spec) throw new CancelledError();
        return fetchBlock(
          client,
          spec,
          locale,
          { offset: row, limit: blockRows },
          { offset: column, limit: blockColumns },
          { signal, ...(onProgress ? { onProgress } : {}) },
        );
      },
    }),
    [key, spec, client, locale],
  );
  return { key, block };
}

/** A pivot from its question to its first figures, which tell its size. */
export function usePivotWhole(spec: PivotSpec | null): PivotWhole {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const { key, block } = useBlockQuery(spec);
  const first = useQuery({ ...block(0, 0, setProgress), placeholderData: keepPreviousData });
  const whole = first.data ?? null;
  return {
    whole,
    status: first.isFetching && !whole ? 'loading' : statusOf(first.error, whole, first.isFetching),
    refreshing: first.isPlaceholderData,
    error: first.error instanceof CancelledError ? null : first.error,
    progress,
    cancel: () => void queries.cancelQueries({ queryKey: key }),
    retry: () => void queries.refetchQueries({ queryKey: key }),
  };
}

/**
 * The figures of a pivot as they come into sight; what is out of sight is not fetched, and let go of later. While another
 * question is on its way, nothing is fetched and the whole of the one before is all there is.
 */
export function usePivotPages(
  spec: PivotSpec,
  whole: Block,
  refreshing: boolean,
  { rows, columns }: Sight,
): PivotPages {
  const { block } = useBlockQuery(spec);
  const wanted = refreshing
    ? []
    : starts(rows, blockRows).flatMap((row) =>
        starts(columns, blockColumns).map((column) => block(row, column)),
      );
  const inSight = useQueries({ queries: wanted, combine: arrived });
  const known = useRef<BlocksOfRows>(new Map());
  const blocks = useMemo(() => {
    known.current = byRows([whole, ...inSight.blocks], known.current);
    return known.current;
  }, [whole, inSight.blocks]);
  const blocksOf = useCallback((row: number) => blocks.get(row - (row % blockRows)) ?? nothing, [blocks]);
  const head = useCallback((row: number) => blocksOf(row)[0]?.heads[row % blockRows] ?? null, [blocksOf]);
  const error = inSight.error instanceof CancelledError ? null : inSight.error;
  return { head, blocksOf, error };
}

type BlocksOfRows = ReadonlyMap<number, readonly Block[]>;
const nothing: readonly Block[] = [];

function byRows(blocks: (Block | undefined)[], before: BlocksOfRows): BlocksOfRows {
  const here = new Set(blocks.filter((each) => each !== undefined));
  const groups = new Map<number, readonly Block[]>(Map.groupBy(here, ({ firstRow }) => firstRow));
  for (const [row, own] of groups) {
    const old = before.get(row);
    if (old?.length === own.length && own.every((each) => old.includes(each))) groups.set(row, old);
  }
  return groups;
}

/** A figure of one of the blocks of its row; undefined while its block is on its way. */
export function figureIn(
  blocks: readonly Block[],
  row: number,
  column: number,
  measure: number,
): number | undefined {
  const firstColumn = column - (column % blockColumns);
  const found = blocks.find((each) => each.firstColumn === firstColumn);
  const width = found?.measures.length ?? 1;
  return found?.figures[(column - firstColumn) * width + measure]?.[row - found.firstRow];
}

/** What has come of the blocks in sight; the same object as long as nothing else comes, so that rows are not drawn again. */
function arrived(queries: { data: Block | undefined; error: Error | null }[]) {
  return {
    blocks: queries.map((query) => query.data),
    error: queries.find((query) => query.error)?.error ?? null,
  };
}

function statusOf(error: Error | null, whole: Block | null, fetching: boolean): PivotWhole['status'] {
  if (error && !(error instanceof CancelledError)) return 'error';
  if (fetching) return 'loading';
  return whole ? 'ready' : 'cancelled';
}
