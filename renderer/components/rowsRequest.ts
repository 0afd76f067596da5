import { create } from 'zustand';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { Condition, Slice } from '../../shared/domain/slice.ts';

/** The fact rows behind a number. */
export interface RowsRequest {
  title: string;
  slice: Slice;
  from?: string;
  to?: string;
}

interface RowsStore {
  request: RowsRequest | null;
  open(request: RowsRequest): void;
  close(): void;
}

/** Which rows the drawer shows; any chart, table or page may open it. */
export const useRowsRequest = create<RowsStore>()((set) => ({
  request: null,
  open: (request) => set({ request }),
  close: () => set({ request: null }),
}));

/** The rows an exhibit was computed from, narrowed by further conditions where a part of it was pointed at. */
export function rowsOf(exhibit: Exhibit, title: string, narrower: Condition[] = []): RowsRequest {
  const { slice, from, to } = exhibit.evidence;
  const fields = new Set(narrower.map((condition) => condition.field));
  const where = [...slice.where.filter((condition) => !fields.has(condition.field)), ...narrower];
  const first = from ?? to;
  return {
    title,
    slice: { ...slice, where },
    ...(first ? { from: first.text } : {}),
    ...(to ? { to: to.text } : {}),
  };
}
