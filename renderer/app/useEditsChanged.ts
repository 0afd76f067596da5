import { type Query, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const resting = new Set<unknown>([
  'edits.list',
  'entities.suggest',
  'quality.report',
  'opportunities.decisions',
]);

/** Answers that tell what was decided about opportunities. */
function isDeciding({ queryKey }: Query): boolean {
  return queryKey[0] === 'exhibit' && /"question":"(opportunities|account)"/.test(String(queryKey.at(-1)));
}

/** Decisions and telling two names apart leave the figures and so the revision as they are: what rests on them is asked anew. */
export function useEditsChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    const predicate = (query: Query) => resting.has(query.queryKey[0]) || isDeciding(query);
    void queries.invalidateQueries({ predicate });
  }, [queries]);
}
