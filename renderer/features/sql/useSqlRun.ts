import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import type { Progress } from '../../../shared/contract/method.ts';
import type { SqlTable } from '../../../shared/contract/sql.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { useClient, useSession } from '../../app/session.ts';
import { type HistoryEntry, historySetting, readHistory, withEntry, writeHistory } from './history.ts';

/** A statement's rows. */
export interface SqlRows {
  sql: string;
  table: Table;
  more: boolean;
  took: number;
}

interface SqlPage {
  text: string;
  result: SqlRows | null;
  error: Error | null;
  running: boolean;
  progress: Progress | null;
}

/** What the page shows: kept while other pages are looked at, as long as the workspace stays open. What runs is not. */
export const useSqlPage = create<SqlPage & { location: string | null }>()(() => ({
  location: null,
  text: '',
  result: null,
  error: null,
  running: false,
  progress: null,
}));

export interface SqlRun extends SqlPage {
  setText(text: string): void;
  run(text?: string): void;
  cancel(): void;
}

/** Runs statements one at a time; a newer one ends the one before, and so does leaving the page. */
export function useSqlRun(): SqlRun {
  const client = useClient();
  const location = useSession((session) => session.workspace?.location ?? null);
  const page = useSqlPage();
  const running = useRef<AbortController | null>(null);
  const keep = useKeepHistory();
  if (page.location !== location) {
    useSqlPage.setState({ location, text: '', result: null, error: null, running: false, progress: null });
  }
  const run = useCallback(
    async (given?: string) => {
      const sql = given ?? useSqlPage.getState().text;
      if (sql.trim() === '') return;
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      useSqlPage.setState({ text: sql, running: true, error: null, progress: null });
      const isCurrent = () => running.current === controller;
      try {
        const answer = await client.call(
          'sql.run',
          { sql, limit: 100_000 },
          {
            signal: controller.signal,
            onProgress: (progress) => isCurrent() && useSqlPage.setState({ progress }),
          },
        );
        if (!isCurrent()) return;
        const { more, took, rows } = answer;
        useSqlPage.setState({ result: { sql, table: decodeTable(answer), more, took } });
        void keep({ sql, at: new Date().toISOString(), rows, more, took });
      } catch (error) {
        if (isCurrent() && !(error instanceof CancelledError)) {
          useSqlPage.setState({ error: error as Error, result: null });
        }
      } finally {
        if (isCurrent()) useSqlPage.setState({ running: false, progress: null });
      }
    },
    [client, keep],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    useSqlPage.setState({ running: false, progress: null });
  }, []);
  useEffect(() => cancel, [cancel]);
  return {
    ...page,
    setText: useCallback((text: string) => useSqlPage.setState({ text }), []),
    run: useCallback((text?: string) => void run(text), [run]),
    cancel,
  };
}

/** The tables that can be read. */
export function useSqlTables(): SqlTable[] {
  const client = useClient();
  const workspace = useSession((session) => session.workspace);
  const { data } = useQuery({
    queryKey: ['sqlTables', workspace?.location, workspace?.revision],
    queryFn: ({ signal }) => client.call('sql.tables', {}, { signal }),
  });
  return data ?? none;
}

const none: SqlTable[] = [];

function useHistoryKey(): readonly unknown[] {
  const location = useSession((session) => session.workspace?.location);
  return useMemo(() => ['sqlHistory', location], [location]);
}

/** The statements that ran, newest first. */
export function useSqlHistory(): HistoryEntry[] {
  const client = useClient();
  const queryKey = useHistoryKey();
  const { data } = useQuery({
    queryKey,
    queryFn: async () => readHistory(await client.call('workspace.getSetting', { key: historySetting })),
  });
  return data ?? noEntries;
}

const noEntries: HistoryEntry[] = [];

function useKeepHistory(): (entry: HistoryEntry) => Promise<void> {
  const client = useClient();
  const queries = useQueryClient();
  const queryKey = useHistoryKey();
  const readOnly = useSession((session) => session.workspace?.readOnly ?? true);
  return useCallback(
    async (entry) => {
      const before = readHistory(await client.call('workspace.getSetting', { key: historySetting }));
      const entries = withEntry(before, entry);
      queries.setQueryData(queryKey, entries);
      if (!readOnly) {
        await client.call('workspace.setSetting', { key: historySetting, value: writeHistory(entries) });
      }
    },
    [client, queries, queryKey, readOnly],
  );
}
