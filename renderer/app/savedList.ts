import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useClient, useSession } from './session.ts';

/** Something kept in the workspace under a name, as text. */
export interface SavedText {
  name: string;
  text: string;
}

const version = 1;
export const longestSavedName = 80;

/** What a workspace holds under a setting; what cannot be read is left out. */
export function readSavedList(content: string | null): SavedText[] {
  try {
    const value = JSON.parse(content ?? 'null') as { version?: unknown; items?: unknown } | null;
    if (value?.version !== version || !Array.isArray(value.items)) return [];
    return value.items.filter(
      (item): item is SavedText => typeof item?.name === 'string' && typeof item?.text === 'string',
    );
  } catch {
    return [];
  }
}

export function writeSavedList(items: readonly SavedText[]): string | null {
  return items.length === 0 ? null : JSON.stringify({ version, items });
}

/** With the text under the name, in place of what had it before; names that differ in case only are one. */
export function withSavedText(items: readonly SavedText[], name: string, text: string): SavedText[] {
  return [...withoutSavedText(items, name), { name, text }].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutSavedText(items: readonly SavedText[], name: string): SavedText[] {
  return items.filter((item) => item.name.toLocaleLowerCase() !== name.toLocaleLowerCase());
}

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
