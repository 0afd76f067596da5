import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { OptionValue } from '../../../shared/domain/exhibit.ts';
import { useClient, useSession } from '../../app/session.ts';

const setting = 'opportunities.movable';

export interface MovableSetting {
  /** Factors of the user's own by kind, `retain=0.4,upsell=0.6`; empty = all learnt; null = not known yet. */
  text: string | null;
  /** As options of a question about opportunities; null = not known yet. */
  options: Record<string, OptionValue> | null;
  save(text: string): Promise<void>;
}

/** The factors of the user's own, kept with the workspace. */
export function useMovable(): MovableSetting {
  const client = useClient();
  const queries = useQueryClient();
  const location = useSession((session) => session.workspace?.location);
  const queryKey = useMemo(() => ['saved', setting, location], [location]);
  const { data } = useQuery({
    queryKey,
    queryFn: async () => (await client.call('workspace.getSetting', { key: setting })) ?? '',
  });
  const save = useCallback(
    async (text: string) => {
      await client.call('workspace.setSetting', { key: setting, value: text === '' ? null : text });
      queries.setQueryData(queryKey, text);
    },
    [client, queries, queryKey],
  );
  const text = data ?? null;
  const options = useMemo(() => (text === null ? null : text === '' ? {} : { movable: text }), [text]);
  return { text, options, save };
}
