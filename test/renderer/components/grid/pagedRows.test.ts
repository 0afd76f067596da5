import { expect, test, vi } from 'vitest';
import { PagedRows } from '../../../../renderer/components/grid/pagedRows.ts';
import { makeTable, numberColumn } from '../../../../shared/domain/table.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';

const total = 95;

function pageAt(offset: number, limit: number) {
  const values = Array.from({ length: Math.min(limit, total - offset) }, (_, row) => offset + row);
  return { table: makeTable([numberColumn('n', 'none', values)]), total };
}

function numberAt(rows: PagedRows, index: number): number | null {
  const row = rows.rowAt(index);
  const column = row?.table.columns[0];
  return row && column?.type === 'number' ? column.values[row.row]! : null;
}

function arrival(rows: PagedRows): Promise<void> {
  return new Promise((done) => {
    const end = rows.listen(() => {
      end();
      done();
    });
  });
}

test('a row is asked for by its page, once, and told of when it has come', async () => {
  const fetch = vi.fn(async (offset: number, limit: number) => pageAt(offset, limit));
  const rows = new PagedRows(10, fetch, () => undefined);
  const come = arrival(rows);
  expect(rows.count).toBe(1);
  expect(rows.rowAt(23)).toBeNull();
  expect(rows.rowAt(24)).toBeNull();
  await come;
  expect(fetch.mock.calls).toEqual([[20, 10]]);
  expect(rows.count).toBe(total);
  expect([numberAt(rows, 23), numberAt(rows, 29)]).toEqual([23, 29]);
  expect(rows.sample().length).toBe(10);
});

test('the first page may be there already', () => {
  const fetch = vi.fn(async (offset: number, limit: number) => pageAt(offset, limit));
  const rows = new PagedRows(10, fetch, () => undefined, pageAt(0, 10));
  expect([rows.count, numberAt(rows, 9)]).toEqual([total, 9]);
  expect(fetch).not.toHaveBeenCalled();
});

test('of pages that pass by no more than two are asked for at a time', async () => {
  const fetch = vi.fn(async (offset: number, limit: number) => pageAt(offset, limit));
  const rows = new PagedRows(10, fetch, () => undefined);
  const come = arrival(rows);
  for (let index = 0; index < total; index += 10) rows.rowAt(index);
  expect(fetch).toHaveBeenCalledTimes(2);
  await come;
});

test('refreshed, the rows in sight are fetched again and stay until they come', async () => {
  const fetch = vi.fn(async (offset: number, limit: number) => pageAt(offset, limit));
  const rows = new PagedRows(10, fetch, () => undefined, pageAt(0, 10));
  rows.refresh();
  const come = arrival(rows);
  expect(numberAt(rows, 3)).toBe(3);
  await come;
  expect(fetch.mock.calls).toEqual([[0, 10]]);
  expect(numberAt(rows, 3)).toBe(3);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a page that fails is reported once and not asked for again until a refresh', async () => {
  const { promise: told, resolve: tell } = Promise.withResolvers<unknown>();
  const failed = vi.fn(tell);
  const fetch = vi.fn(async () => Promise.reject(new Error('gone')));
  const rows = new PagedRows(10, fetch, failed);
  rows.rowAt(0);
  await told;
  expect(failed).toHaveBeenCalledTimes(1);
  expect(rows.rowAt(0)).toBeNull();
  expect(fetch).toHaveBeenCalledTimes(1);
  rows.refresh();
  rows.rowAt(0);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('what was cancelled is no failure, and asked for again', async () => {
  const failed = vi.fn();
  const fetch = vi.fn(async () => Promise.reject(new CancelledError()));
  const rows = new PagedRows(10, fetch, failed);
  rows.rowAt(0);
  await new Promise((done) => setTimeout(done, 5));
  expect(failed).not.toHaveBeenCalled();
  rows.rowAt(0);
  expect(fetch).toHaveBeenCalledTimes(2);
});
