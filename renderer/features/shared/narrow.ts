import { useMemo } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';

/** The query with its exhibit changed; the change must be stable between renders (useCallback). */
export function useNarrowed(query: ExhibitQuery, change: (exhibit: Exhibit) => Exhibit): ExhibitQuery {
  const exhibit = useMemo(() => (query.exhibit ? change(query.exhibit) : null), [query.exhibit, change]);
  return { ...query, exhibit };
}
