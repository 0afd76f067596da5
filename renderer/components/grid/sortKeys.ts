import type { GridColumn, SortKey } from './gridColumn.ts';

/** The order after a click on a column: one way, the other way, then as the rows came; `add` sorts beside the others. */
export function nextSort(
  sort: readonly SortKey[],
  { id, firstSort }: Pick<GridColumn, 'id' | 'firstSort'>,
  add: boolean,
): SortKey[] {
  const now = sort.find((key) => key.id === id)?.way;
  const other = firstSort === 'asc' ? 'desc' : 'asc';
  const way = now === undefined ? firstSort : now === firstSort ? other : null;
  const own: SortKey[] = way === null ? [] : [{ id, way }];
  if (!add) return own;
  if (now === undefined) return [...sort, ...own];
  return sort.flatMap((key) => (key.id === id ? own : [key]));
}
