/** A statement that ran: when, how long it took, and what it gave. */
export interface HistoryEntry {
  sql: string;
  /** ISO. */
  at: string;
  rows: number;
  more: boolean;
  took: number;
}

export const historySetting = 'sql.history';
export const mostEntries = 200;
const version = 1;

/** What a workspace holds; what cannot be read is left out. */
export function readHistory(content: string | null): HistoryEntry[] {
  try {
    const value = JSON.parse(content ?? 'null') as { version?: unknown; entries?: unknown } | null;
    if (value?.version !== version || !Array.isArray(value.entries)) return [];
    return value.entries.filter(
      (entry): entry is HistoryEntry => typeof entry?.sql === 'string' && typeof entry?.at === 'string',
    );
  } catch {
    return [];
  }
}

export function writeHistory(entries: readonly HistoryEntry[]): string {
  return JSON.stringify({ version, entries });
}

/** The newest first; a statement run again moves to the front. */
export function withEntry(entries: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  return [entry, ...entries.filter(({ sql }) => sql.trim() !== entry.sql.trim())].slice(0, mostEntries);
}

export function matching(entries: readonly HistoryEntry[], search: string): HistoryEntry[] {
  const wanted = search.trim().toLocaleLowerCase();
  return wanted === '' ? [...entries] : entries.filter(({ sql }) => sql.toLocaleLowerCase().includes(wanted));
}
