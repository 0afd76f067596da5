import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RepairReview, RepairRow, Substitution } from '../../../../shared/contract/repair.ts';
import { useClient, useSession } from '../../../app/session.ts';

/** What the user changed so far. */
export interface Changes {
  rows: Record<number, string[]>;
  substitutions: Substitution[];
  accept: string[];
}

const none: Changes = { rows: {}, substitutions: [], accept: [] };

export const pageRows = 25;

export interface RepairState {
  review: RepairReview | null;
  error: Error | null;
  fetching: boolean;
  changes: Changes;
  steps: number;
  page: number;
  show: string | undefined;
  setPage(page: number): void;
  setShow(show: string | undefined): void;
  setCells(edits: { row: RepairRow; column: number; value: string }[]): void;
  substitute(substitution: Substitution): void;
  setAccept(accept: string[]): void;
  undo(): void;
  reset(): void;
  refetch(): void;
}

/** The quarantined rows of a batch with the user's changes, validated anew after each; every change can be undone. */
export function useRepair(batch: number): RepairState {
  const client = useClient();
  const revision = useSession((session) => session.workspace?.revision);
  const location = useSession((session) => session.workspace?.location);
  const [history, setHistory] = useState<Changes[]>([]);
  const [page, setPage] = useState(1);
  const [show, setShow] = useState<string | undefined>(undefined);
  const changes = history.at(-1) ?? none;
  const input = {
    ...toRepair(batch, changes),
    ...(show === undefined ? {} : { show }),
    offset: (page - 1) * pageRows,
    limit: pageRows,
  };
  const query = useQuery({
    queryKey: ['quarantine.review', location, revision, input],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => client.call('quarantine.review', input, { signal }),
  });
  const push = (next: Changes) => setHistory((before) => [...before, next]);
  return {
    review: query.data ?? null,
    error: query.error,
    fetching: query.isFetching,
    changes,
    steps: history.length,
    page,
    show,
    setPage,
    setShow: (next) => {
      setShow(next);
      setPage(1);
    },
    setCells: (edits) => push(withCells(changes, edits)),
    substitute: (substitution) => push(withSubstitution(changes, substitution)),
    setAccept: (accept) => push({ ...changes, accept }),
    undo: () => setHistory((before) => before.slice(0, -1)),
    reset: () => setHistory([]),
    refetch: () => void query.refetch(),
  };
}

/** The changes as the engine takes them. */
export function toRepair(batch: number, { rows, substitutions, accept }: Changes) {
  const edited = Object.entries(rows).map(([record, cells]) => ({ record: Number(record), cells }));
  return { batch, rows: edited, substitutions, accept };
}

function withCells(changes: Changes, edits: { row: RepairRow; column: number; value: string }[]): Changes {
  const rows = { ...changes.rows };
  for (const { row, column, value } of edits) {
    const cells = [...(rows[row.record] ?? row.cells ?? [])];
    cells[column] = value;
    rows[row.record] = cells;
  }
  return { ...changes, rows };
}

/** Rows that were edited by hand take part too: their cells stand for themselves. */
function withSubstitution(changes: Changes, substitution: Substitution): Changes {
  const { column, from, to, match } = substitution;
  const put = (cell: string) => {
    if (match === 'part') return from === '' ? cell : cell.replaceAll(from, to);
    return cell.trim() === from.trim() ? to : cell;
  };
  const rows = Object.fromEntries(
    Object.entries(changes.rows).map(([record, cells]) => [
      record,
      cells.map((cell, at) => (at === column ? put(cell) : cell)),
    ]),
  );
  return { ...changes, rows, substitutions: [...changes.substitutions, substitution] };
}
