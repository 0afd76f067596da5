import { useState } from 'react';
import type { SortKey } from '../../components/grid/gridColumn.ts';
import type { Paging } from '../../components/PagedTable.tsx';

/** Order and search of a list that the engine sorts, and the options that say them. `sorts`: column → what it sorts by. */
export function usePaging(sorts: ReadonlyMap<string, string>): {
  paging: Paging;
  listed: Record<string, string>;
} {
  const [sort, setSort] = useState<SortKey[]>([]);
  const [search, setSearch] = useState('');
  const [first] = sort;
  const by = first && sorts.get(first.id);
  const listed = {
    ...(by ? { sort: by, order: first.way === 'desc' ? 'descending' : 'ascending' } : {}),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
  const onSort = (keys: SortKey[]) => setSort(keys.slice(-1));
  return { paging: { sort, onSort, sortable: sorts, search, onSearch: setSearch }, listed };
}
