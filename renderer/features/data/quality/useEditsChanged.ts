import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const resting = ['edits.list', 'entities.suggest', 'quality.report'];

/** Telling two names apart leaves the figures and so the revision as they are: what rests on it is asked anew. */
export function useEditsChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const name of resting) void queries.invalidateQueries({ queryKey: [name] });
  }, [queries]);
}
