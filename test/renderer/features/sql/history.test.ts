import { expect, test } from 'vitest';
import {
  readSavedList,
  withoutSavedText,
  withSavedText,
  writeSavedList,
} from '../../../../renderer/app/savedTexts.ts';
import {
  type HistoryEntry,
  matching,
  mostEntries,
  readHistory,
  withEntry,
  writeHistory,
} from '../../../../renderer/features/sql/history.ts';

const entry = (sql: string): HistoryEntry => ({
  sql,
  at: '2026-01-01T00:00:00Z',
  rows: 1,
  more: false,
  took: 5,
});

test('the newest statement is first, once, and 200 are kept', () => {
  let entries: HistoryEntry[] = [];
  for (let index = 0; index < 230; index++) entries = withEntry(entries, entry(`select ${index}`));
  entries = withEntry(entries, entry(' select 229\n'));
  expect(entries).toHaveLength(mostEntries);
  expect(entries[0]!.sql).toBe(' select 229\n');
  expect(entries.filter(({ sql }) => sql.trim() === 'select 229')).toHaveLength(1);
  expect(matching(entries, ' SELECT 77')).toEqual([entry('select 77')]);
  expect(readHistory(writeHistory(entries))).toEqual(entries);
});

test('what cannot be read is left out', () => {
  for (const text of [
    null,
    '',
    '{',
    '[]',
    '{"version":2,"entries":[]}',
    '{"version":1,"entries":[{"sql":1}]}',
  ]) {
    expect(readHistory(text)).toEqual([]);
    expect(readSavedList(text)).toEqual([]);
  }
});

test('a name keeps one text, whatever its case', () => {
  const items = withSavedText(withSavedText([], 'b', '1'), 'A', '2');
  expect(items.map(({ name }) => name)).toEqual(['A', 'b']);
  expect(withSavedText(items, 'B', '3')).toEqual([
    { name: 'A', text: '2' },
    { name: 'B', text: '3' },
  ]);
  expect(readSavedList(writeSavedList(items))).toEqual(items);
  expect(writeSavedList(withoutSavedText(withoutSavedText(items, 'a'), 'b'))).toBeNull();
});
