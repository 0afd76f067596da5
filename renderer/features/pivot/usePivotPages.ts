import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
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

export interface PivotPages {
  /** What the first answer said about the whole; null until it has come. */
  whole: Block | null;
  head(row: number): PivotHead | null;
  figure(row: number, column: number, measure: number): number | undefined;
  status: 'loading' | 'ready' | 'error' | 'cancelled';
  refreshing: boolean;
  error: Error | null;
  progress: Progress | null;
  cancel(): void;
  retry(): void;
}

function starts([from, to]: readonly [number, number], size: number): number[] {
  const first = Math.floor(Math.max(0, from) / size);
  const last = Math.floor(Math.max(from, to) / size);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

/** The figures of a pivot as they come into sight; what is out of sight is not fetched, and let go of later. */
export function usePivotPages(spec: PivotSpec | null, sight: Sight): PivotPages {
  const client = useClient();
  const { locale } = useWords();
  const queries = useQueryClient();
  const revision = useSession((session) => session.workspace?.revision ?? -1);
  const location = useSession((session) => session.workspace?.location ?? '');
  const [progress, setProgress] = useState<Progress | null>(null);
  const key = useMemo(
    () => ['pivot', location, revision, locale, JSON.stringify(spec)],
    [location, revision, locale, spec],
  );
  const block = useCallback(
    (row: number, column: number) => ({
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
          { signal, onProgress: setProgress },
        );
      },
    }),
    [key, spec, client, locale],
  );
  const first = useQuery({ ...block(0, 0), placeholderData: keepPreviousData });
  const whole = first.data ?? null;
  const isCurrent = whole !== null && !first.isPlaceholderData;
  const wanted = isCurrent
    ? starts(sight.rows, blockRows).flatMap((row) =>
        starts(sight.columns, blockColumns).map((column) => block(row, column)),
      )
    : [];
  const inSight = useQueries({ queries: wanted, combine: arrived });
  const blocks = useMemo(
    () => [whole, ...inSight.blocks].filter((each) => each !== null && each !== undefined),
    [whole, inSight.blocks],
  );
  const head = useCallback(
    (row: number) => {
      const found = blocks.find((each) => row >= each.firstRow && row < each.firstRow + each.heads.length);
      return found?.heads[row - found.firstRow] ?? null;
    },
    [blocks],
  );
  const figure = useCallback(
    (row: number, column: number, measure: number) => {
      const found = blocks.find((each) => isIn(each, row, column));
      const width = found?.measures.length ?? 1;
      return found?.figures[(column - found.firstColumn) * width + measure]?.[row - found.firstRow];
    },
    [blocks],
  );
  const failed = inSight.error ?? first.error;
  return {
    whole,
    head,
    figure,
    status: first.isFetching && !whole ? 'loading' : statusOf(failed, whole, first.isFetching),
    refreshing: first.isPlaceholderData,
    error: failed instanceof CancelledError ? null : failed,
    progress,
    cancel: () => void queries.cancelQueries({ queryKey: key }),
    retry: () => void queries.refetchQueries({ queryKey: key }),
  };
}

/** What has come of the blocks in sight; the same object as long as nothing else comes, so that rows are not drawn again. */
function arrived(queries: { data: Block | undefined; error: Error | null }[]) {
  return {
    blocks: queries.map((query) => query.data),
    error: queries.find((query) => query.error)?.error ?? null,
  };
}

function isIn(block: Block, row: number, column: number): boolean {
  return (
    row >= block.firstRow &&
    row < block.firstRow + block.heads.length &&
    column >= block.firstColumn &&
    column < block.firstColumn + blockColumns
  );
}

function statusOf(error: Error | null, whole: Block | null, fetching: boolean): PivotPages['status'] {
  if (error && !(error instanceof CancelledError)) return 'error';
  if (fetching) return 'loading';
  return whole ? 'ready' : 'cancelled';
}
