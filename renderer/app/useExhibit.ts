import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { create } from 'zustand';
import type { Progress } from '../../shared/contract/method.ts';
import type { Ask, Exhibit } from '../../shared/domain/exhibit.ts';
import { CancelledError } from '../../shared/errors/errors.ts';
import { decodeExhibit } from './decodeExhibit.ts';
import { type EngineClient, useSession } from './session.ts';

/** An exhibit on its way. `exhibit` may be the one of the ask before, then `refreshing` is true. */
export interface ExhibitQuery {
  exhibit: Exhibit | null;
  status: 'idle' | 'loading' | 'ready' | 'error' | 'cancelled';
  refreshing: boolean;
  error: Error | null;
  progress: Progress | null;
  cancel(): void;
  retry(): void;
}

const useProgress = create<{ byKey: Record<string, Progress> }>()(() => ({ byKey: {} }));

function reportProgress(key: string, progress: Progress | null): void {
  useProgress.setState(({ byKey }) => {
    const { [key]: _old, ...rest } = byKey;
    return { byKey: progress ? { ...rest, [key]: progress } : rest };
  });
}

async function run(client: EngineClient, ask: Ask, key: string, signal: AbortSignal): Promise<Exhibit> {
  try {
    const wire = await client.call('analyse.run', ask, {
      signal,
      onProgress: (progress) => reportProgress(key, progress),
    });
    return decodeExhibit(wire);
  } finally {
    reportProgress(key, null);
  }
}

/**
 * The answer to a question, kept until the workspace changes. A newer ask cancels the one before; so does
 * leaving the page. Null asks nothing.
 */
export function useExhibit(ask: Ask | null): ExhibitQuery {
  const client = useSession((session) => session.client);
  const revision = useSession((session) => session.workspace?.revision ?? -1);
  const location = useSession((session) => session.workspace?.location ?? '');
  const queries = useQueryClient();
  const key = JSON.stringify(ask);
  const queryKey = useMemo(() => ['exhibit', location, revision, key], [location, revision, key]);
  const enabled = ask !== null && client !== null && revision >= 0;
  const query = useQuery({
    queryKey,
    enabled,
    queryFn: ({ signal }) => {
      if (!client || !ask) throw new CancelledError();
      return run(client, ask, key, signal);
    },
    placeholderData: keepPreviousData,
  });
  const progress = useProgress((store) => store.byKey[key] ?? null);
  const cancel = useCallback(() => void queries.cancelQueries({ queryKey }), [queries, queryKey]);
  const { refetch } = query;
  const retry = useCallback(() => void refetch(), [refetch]);
  const exhibit = query.data ?? null;
  return {
    exhibit,
    status: status(enabled, query.isFetching, query.isPlaceholderData ? null : exhibit, query.error),
    refreshing: query.isPlaceholderData && exhibit !== null,
    error: query.error instanceof CancelledError ? null : query.error,
    progress,
    cancel,
    retry,
  };
}

function status(
  enabled: boolean,
  fetching: boolean,
  exhibit: Exhibit | null,
  error: Error | null,
): ExhibitQuery['status'] {
  if (!enabled) return 'idle';
  if (fetching) return 'loading';
  if (error && !(error instanceof CancelledError)) return 'error';
  return exhibit ? 'ready' : 'cancelled';
}
