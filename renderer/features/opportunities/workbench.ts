import { create } from 'zustand';
import type { OptionValue } from '../../../shared/domain/exhibit.ts';

export const kinds = ['retain', 'upsell', 'cross-sell', 'renewal', 'price'] as const;
export const statuses = ['open', 'accepted', 'snoozed', 'dismissed'] as const;

/** Which part of the list is on screen. */
export interface Filters {
  kinds: string[];
  statuses: string[];
  /** Null = whoever, empty = nobody. */
  owner: string | null;
  search: string;
  minExpected: number | null;
  group: 'account' | 'owner' | null;
  /** The group chosen among the sums. */
  within: string | null;
  sort: string;
  order: 'ascending' | 'descending';
}

export const allFilters: Filters = {
  kinds: [],
  statuses: ['open'],
  owner: null,
  search: '',
  minExpected: null,
  group: null,
  within: null,
  sort: 'expected',
  order: 'descending',
};

interface Workbench {
  /** The workspace that the filters belong to. */
  location: string;
  filters: Filters;
}

const useStore = create<Workbench>()(() => ({ location: '', filters: allFilters }));

export interface FilterControl {
  filters: Filters;
  change(patch: Partial<Filters>): void;
}

/** The filters of this workspace: kept while the window is open, so that coming back from an account finds them. */
export function useFilters(location: string): FilterControl {
  const store = useStore();
  const filters = store.location === location ? store.filters : allFilters;
  return { filters, change: (patch) => useStore.setState({ location, filters: { ...filters, ...patch } }) };
}

/** Filters as options of question `opportunities`; those that filter nothing are left out. */
export function filterOptions(filters: Filters): Record<string, OptionValue> {
  const { kinds: kind, statuses: status, owner, search, minExpected, group, sort, order } = filters;
  return {
    ...(kind.length > 0 ? { kind: kind.join(',') } : {}),
    status: status.length > 0 ? status.join(',') : 'all',
    ...(owner === null ? {} : { owner }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(minExpected ? { minExpected } : {}),
    ...(group ? { group } : {}),
    ...(sort === 'expected' && order === 'descending' ? {} : { sort, order }),
  };
}

/** The rows of the chosen group; without one, those of the filters. */
export function rowOptions(filters: Filters): Record<string, OptionValue> {
  const options = filterOptions({ ...filters, group: null });
  if (filters.group === null || filters.within === null) return options;
  return { ...options, [filters.group]: filters.within };
}
