import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import {
  readSavedSlices,
  type SavedSlice,
  type SavedSlices,
  writeSavedSlices,
} from '../../app/savedSlices.ts';
import { useClient, useSession } from '../../app/session.ts';
import { decodeSlice } from '../../app/sliceAddress.ts';
import { useSlice } from '../../app/sliceState.ts';

const key = 'slices';
const none: SavedSlices = { slices: [], damaged: false };

export interface SavedSlicesControl extends SavedSlices {
  /** Read, or found to be unreadable. */
  loaded: boolean;
  error: Error | null;
  /** Goes through the history of the slice, so that it can be undone. */
  apply(saved: SavedSlice): void;
  /** Changes what the workspace holds at this moment; answers what it held before. */
  change(edit: (slices: SavedSlice[]) => SavedSlice[]): Promise<SavedSlice[]>;
}

/** The slices that the workspace keeps by name. */
export function useSavedSlices(): SavedSlicesControl {
  const client = useClient();
  const queries = useQueryClient();
  const location = useSession((session) => session.workspace?.location);
  const { update } = useSlice();
  const queryKey = useMemo(() => ['savedSlices', location], [location]);
  const read = useCallback(
    async (signal?: AbortSignal) =>
      readSavedSlices(await client.call('workspace.getSetting', { key }, signal ? { signal } : {})),
    [client],
  );
  const query = useQuery({ queryKey, queryFn: ({ signal }) => read(signal) });
  const change = useCallback(
    async (edit: (slices: SavedSlice[]) => SavedSlice[]) => {
      const before = (await read()).slices;
      const slices = edit(before);
      const value = slices.length > 0 ? writeSavedSlices(slices) : null;
      await client.call('workspace.setSetting', { key, value });
      queries.setQueryData<SavedSlices>(queryKey, { slices, damaged: false });
      return before;
    },
    [client, queries, queryKey, read],
  );
  const apply = useCallback(
    ({ slice }: SavedSlice) => update(decodeSlice(new URLSearchParams(slice))),
    [update],
  );
  return { ...(query.data ?? none), loaded: !query.isPending, error: query.error, apply, change };
}
