import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ExploreAnswer, ExploreView } from '../../../shared/contract/explore.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { useClient, useSession } from '../../app/session.ts';
import { Link } from './link.ts';

export interface Answered {
  answer: ExploreAnswer | null;
  /** The answer shown is that of the view before. */
  isOld: boolean;
  error: unknown;
  link: Link;
  retry(): void;
}

/** What the engine says to the view at rest; the newest view wins. */
export function useExploreAnswer(view: ExploreView | null): Answered {
  const client = useClient();
  const location = useSession((session) => session.workspace?.location ?? '');
  const revision = useSession((session) => session.workspace?.revision ?? -1);
  const link = useMemo(() => new Link(client), [client]);
  const scope = `${location} ${revision}`;
  const key = useMemo(() => (view ? keyOf(view) : null), [view]);
  const query = useQuery({
    queryKey: ['explore', scope, key],
    enabled: view !== null,
    queryFn: ({ signal }) => {
      if (!view) throw new CancelledError();
      return client.call('explore.charts', { view }, { signal });
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  useEffect(() => {
    if (view) link.look(view, scope);
  }, [link, view, scope]);
  const { data, isPlaceholderData } = query;
  useEffect(() => {
    if (data && !isPlaceholderData) link.rest(data);
  }, [link, data, isPlaceholderData]);
  const error = query.error instanceof CancelledError ? null : query.error;
  return { answer: data ?? null, isOld: isPlaceholderData, error, link, retry: () => void query.refetch() };
}

/** Layout does not change an answer. */
function keyOf({ charts, ...rest }: ExploreView): string {
  const specs = charts
    .map(({ span: _span, tall: _tall, ...spec }) => spec)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify([rest, specs]);
}

/** Answers that come while a brush moves, and what went wrong on the way. */
export function useLinkNews(link: Link, answer: ExploreAnswer | null) {
  const [moving, setMoving] = useState<ExploreAnswer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    link.listen(setMoving, setFailure);
  }, [link]);
  useEffect(() => {
    if (!answer) return;
    setMoving(null);
    setFailure(null);
  }, [answer]);
  return { moving, failure };
}
