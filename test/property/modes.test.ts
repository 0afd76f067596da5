import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import type { NewBatch } from '../../electron/engine/workspace/types.ts';
import type { Edit } from '../../shared/contract/edits.ts';
import type { Batch, BatchMode } from '../../shared/contract/workspace.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import { toRanges } from '../../shared/domain/ranges.ts';
import { memoryWorkspace, type SaleRow, salesBatch } from '../electron/engine/book/memoryWorkspace.ts';
import { seed } from './seed.ts';

/**
 * Whatever batches of whatever modes there are, and whichever of them are undone: the book holds what a plain list holds
 * after taking them one by one, each removing what it replaces and then adding its rows.
 */

const accounts = ['A', 'B', 'C', 'D'];
const account = fc.option(fc.constantFrom(...accounts), { nil: null, freq: 6 });

const row: fc.Arbitrary<SaleRow> = fc.record({
  account,
  day: fc.integer({ min: -5, max: 8 }),
  revenue: fc.integer({ min: -9, max: 99 }),
  product: fc.option(fc.constantFrom('P', 'Q'), { nil: null }),
  order: fc.constantFrom('1', '2', '3', ''),
  market: fc.constantFrom('UK', 'FR'),
});

const mode: fc.Arbitrary<BatchMode> = fc.oneof(
  fc.constant<BatchMode>({ mode: 'append' }),
  fc
    .tuple(
      fc.integer({ min: -6, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      fc.subarray(['account', 'market', 'product']),
    )
    .map(
      ([from, length, within]): BatchMode => ({
        mode: 'replace',
        from: isoDate(from),
        to: isoDate(from + length),
        within,
      }),
    ),
  fc
    .subarray(['account', 'order', 'product', 'date', 'market', 'revenue'], { minLength: 1 })
    .map((keys): BatchMode => ({ mode: 'upsert', keys })),
);

interface Step {
  rows: SaleRow[];
  mode: BatchMode;
  state: Batch['state'];
}

const step: fc.Arbitrary<Step> = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
  mode,
  state: fc.constantFrom('active', 'active', 'active', 'undone'),
});

const merge = fc
  .tuple(fc.constantFrom(...accounts), fc.constantFrom(...accounts), fc.constantFrom('active', 'undone'))
  .map(([from, into, state]) => ({ from, into, state: state as Edit['state'] }));

const exclusion = fc.record({
  batch: fc.integer({ min: 1, max: 5 }),
  records: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
});

type Held = SaleRow & { batch: number; record: number };

/** A missing order is one that is empty in the test rows: `salesBatch` writes null for it. */
function withMissing(rows: SaleRow[]): (SaleRow & { order?: string })[] {
  return rows.map(({ order, ...rest }) => (order ? { ...rest, order } : rest));
}

function survivors(merges: { from: string; into: string; state: Edit['state'] }[], present: Set<string>) {
  const groups = new Map(accounts.map((key) => [key, key]));
  for (const { from, into, state } of merges) {
    if (state === 'undone' || !present.has(from) || !present.has(into)) continue;
    const [a, b] = [groups.get(from)!, groups.get(into)!];
    for (const [key, head] of groups) if (head === a) groups.set(key, b);
  }
  return (key: string | null) => (key === null ? null : groups.get(key)!);
}

function naive(steps: Step[], merged: (key: string | null) => string | null): Held[] {
  let held: Held[] = [];
  steps.forEach(({ rows, mode, state }, index) => {
    if (state === 'undone') return;
    const value = (of: SaleRow, field: string): unknown => {
      if (field === 'account') return merged(of.account);
      if (field === 'date') return of.day;
      const found = of[field as keyof SaleRow] ?? null;
      return found === '' ? null : found;
    };
    if (mode.mode === 'replace') {
      held = held.filter((old) => {
        const inSpan = isoDay(old.day) >= isoDay(mode.from!) && isoDay(old.day) <= isoDay(mode.to!);
        const inWithin = mode.within.every(
          (field) =>
            value(old, field) !== null && rows.some((fresh) => value(fresh, field) === value(old, field)),
        );
        return !(inSpan && inWithin);
      });
    }
    if (mode.mode === 'upsert') {
      const keyOf = (of: SaleRow) => {
        const key = mode.keys.map((field) => value(of, field));
        const bare = mode.keys.includes('order') && !mode.keys.includes('account');
        return JSON.stringify([...key, bare && value(of, 'order') === null ? value(of, 'account') : '-']);
      };
      const keys = new Set(rows.map(keyOf));
      held = held.filter((old) => !keys.has(keyOf(old)));
    }
    held.push(...rows.map((fresh, at) => ({ ...fresh, batch: index + 1, record: at + 1 })));
  });
  return held;
}

/** Days before 1970 have texts that sort wrongly, so spans are compared as numbers. */
function isoDay(day: number | string): number {
  return typeof day === 'number' ? day : Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function rowsOf(book: Book): string[] {
  const [accountOf, day, revenue] = [book.account(), book.day(), book.number('revenue')];
  const [product, order, market] = [book.product(), book.text('order'), book.text('market')];
  return Array.from({ length: book.n }, (_, at) =>
    JSON.stringify([
      book.accounts.keys[accountOf[at]!] ?? null,
      day[at],
      revenue![at],
      product ? (book.products.keys[product[at]!] ?? null) : null,
      order ? (order.values[order.codes[at]!] ?? null) : null,
      market ? (market.values[market.codes[at]!] ?? null) : null,
      book.source(at).batch,
      book.source(at).record,
    ]),
  ).sort();
}

function expected(held: Held[], merged: (key: string | null) => string | null): string[] {
  return held
    .map((of) =>
      JSON.stringify([
        merged(of.account),
        of.day,
        of.revenue,
        of.product ?? null,
        of.order || null,
        of.market ?? null,
        of.batch,
        of.record,
      ]),
    )
    .sort();
}

describe('a book of batches that append, replace and upsert', () => {
  it('is what a plain list of rows would be, for any of them undone', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.array(merge, { maxLength: 3 }),
        fc.option(exclusion, { nil: null }),
        (steps, merges, excluded) => {
          const batches = steps.map(({ rows, mode, state }): NewBatch & { state: Batch['state'] } => ({
            ...salesBatch(withMissing(rows) as SaleRow[]),
            mode,
            state,
          }));
          // A key or a span has to be there for the batch that is to use it: the import sees to that.
          for (const batch of batches) {
            if (batch.mode?.mode !== 'upsert') continue;
            const names = new Set(batch.columns.map(({ name }) => name));
            fc.pre(batch.mode.keys.every((key) => names.has(key)));
          }
          const edits: Edit[] = merges.map(({ from, into, state }, index) => ({
            id: index + 1,
            at: '',
            state,
            kind: 'merge',
            body: { of: 'account', from, into, name: null },
          }));
          if (excluded) {
            edits.push({
              id: 99,
              at: '',
              state: 'active',
              kind: 'exclusion',
              body: {
                rule: 'test',
                rows: 0,
                revenue: 0,
                batches: [{ batch: excluded.batch, records: toRanges(excluded.records) }],
              },
            });
          }
          const active = steps.filter(({ state }) => state === 'active');
          const everyone = new Set(active.flatMap(({ rows }) => rows.map((of) => of.account!)));
          const before = survivors(merges, everyone);
          const held = naive(steps, before).filter(
            (of) => !(excluded && of.batch === excluded.batch && excluded.records.includes(of.record)),
          );
          const left = new Set(held.map((of) => of.account!));
          const after = survivors(merges, left);
          const book = loadBook(memoryWorkspace(batches, edits));
          expect(rowsOf(book)).toEqual(expected(held, after));
          const names = new Set(held.flatMap((of) => after(of.account) ?? []));
          expect([...book.accounts.keys].sort()).toEqual([...names].sort());
        },
      ),
      { seed: seed(), numRuns: 1500 },
    );
  });
});
