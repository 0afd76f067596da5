import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Progress } from '../../../shared/contract/method.ts';
import type { PivotSpec } from '../../../shared/domain/pivot.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { type Block, blockColumns, blockRows, fetchBlock } from './fetchBlock.ts';

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

/** A pivot from its question to its first figures, which tell its size. */
export function usePivotWhole(spec: PivotSpec | null): PivotWhole {
  const queries = useQueryClient();
  const client = useClient();
  const { locale } = useWords();
  const revision = useSession((session) => session.workspace?.revision ?? -1);
  const location = useSession((session) => session.workspace?.location ?? '');
  const [progress, setProgress] = useState<Progress | null>(null);
  const key = ['pivot', location, revision, locale, JSON.stringify(spec)];
  const first = useQuery({
    queryKey: key,
    enabled: spec !== null,
    gcTime: 60_000,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      if (!spec) throw new CancelledError();
      const [rows, columns] = [firstOf(blockRows), firstOf(blockColumns)];
      return fetchBlock(client, spec, locale, rows, columns, { signal, onProgress: setProgress });
    },
  });
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

function firstOf(limit: number): { offset: number; limit: number } {
  return { offset: 0, limit };
}

function statusOf(error: Error | null, whole: Block | null, fetching: boolean): PivotWhole['status'] {
  if (error && !(error instanceof CancelledError)) return 'error';
  if (fetching) return 'loading';
  return whole ? 'ready' : 'cancelled';
}
