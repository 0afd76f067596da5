import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { readSavedList, type SavedText, writeSavedList } from './savedTexts.ts';
import { useClient, useSession } from './session.ts';

export interface SavedList {
  items: SavedText[];
  /** Changes what the workspace holds at this moment. */
  change(edit: (items: SavedText[]) => SavedText[]): Promise<void>;
}

/** Texts that the workspace keeps by name under one setting. */
export function useSavedList(setting: string): SavedList {
  const client = useClient();
  const queries = useQueryClient();
  const location = useSession((session) => session.workspace?.location);
  const queryKey = useMemo(() => ['saved', setting, location], [setting, location]);
  const read = useCallback(
    async () => readSavedList(await client.call('workspace.getSetting', { key: setting })),
    [client, setting],
  );
  const { data } = useQuery({ queryKey, queryFn: read });
  const change = useCallback(
    async (edit: (items: SavedText[]) => SavedText[]) => {
      const items = edit(await read());
      await client.call('workspace.setSetting', { key: setting, value: writeSavedList(items) });
      queries.setQueryData(queryKey, items);
    },
    [client, queries, queryKey, read, setting],
  );
  return { items: data ?? [], change };
}
