import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opportunityKinds } from '../../electron/engine/analysis/opportunities/kinds.ts';
import { joinId, splitId } from '../../electron/engine/analysis/opportunities/opportunity.ts';
import type { Book, Dimension } from '../../electron/engine/book/types.ts';
import { decisionLog, standings, statusOn } from '../../electron/engine/decisions/standing.ts';
import { type DecisionBody, decisionVerbs, type EditOf } from '../../shared/contract/edits.ts';
import { seed } from './seed.ts';

const key = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom('a', ':', '%', '3', 'A', '客', ' '),
});

function dimension(keys: string[], merged: Record<string, string> = {}): Dimension {
  const left = keys.filter((one) => merged[one] === undefined);
  const indexOf = new Map(keys.map((one) => [one, left.indexOf(merged[one] ?? one)]));
  return { count: left.length, keys: left, names: left, indexOf } as unknown as Dimension;
}

function bookOf(merged: Record<string, string> = {}): Book {
  return {
    accounts: dimension(['A', 'B', 'C'], merged),
    products: dimension(['P', 'Q']),
  } as unknown as Book;
}

const body: fc.Arbitrary<DecisionBody> = fc
  .record({
    kind: fc.constantFrom(...opportunityKinds),
    account: fc.constantFrom('A', 'B', 'C'),
    verb: fc.constantFrom(...decisionVerbs),
    owner: fc.option(fc.constantFrom('Li', 'Ann')),
    reason: fc.option(fc.constantFrom('agreed', 'later')),
    until: fc.constantFrom('2026-01-31', '2026-03-31'),
  })
  .map(({ until, ...rest }) => ({
    ...rest,
    product: rest.kind === 'cross-sell' ? 'P' : null,
    opportunity: joinId(rest.kind, rest.account, rest.kind === 'cross-sell' ? 'P' : null),
    until: rest.verb === 'snooze' ? until : null,
    ...{ note: null, value: 1, probability: 0.5, movable: 0.5, expected: 0.25, evidence: null },
    ...{ asOf: '2025-12-31', at: '2026-01-01T00:00:00.000Z' },
  }));

const log = fc.array(body, { maxLength: 14 }).map((bodies) =>
  bodies.map(
    (one, index): EditOf<'decision'> => ({
      ...{ id: index + 1, at: one.at, state: 'active', kind: 'decision', body: one },
    }),
  ),
);

function undone(edits: EditOf<'decision'>[], which: (index: number) => boolean): EditOf<'decision'>[] {
  return edits.map((edit, index) => (which(index) ? { ...edit, state: 'undone' } : edit));
}

describe('ids', () => {
  it('are read back as they were made, and no two are the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...opportunityKinds),
        fc.tuple(key, key),
        fc.tuple(fc.option(key), fc.option(key)),
        (kind, [a, b], [p, q]) => {
          expect(splitId(joinId(kind, a, p))).toEqual({ kind, account: a, product: p });
          if (a !== b || p !== q) expect(joinId(kind, a, p)).not.toBe(joinId(kind, b, q));
        },
      ),
      { seed: seed(), numRuns: 500 },
    );
    expect(splitId('retain')).toBe(null);
    expect(splitId('other:A:')).toBe(null);
    expect(splitId('retain::')).toBe(null);
    expect(splitId('retain:A:P:Q')).toBe(null);
  });
});

describe('decisions', () => {
  it('undone are as if never made, and redone as if never undone', () => {
    fc.assert(
      fc.property(log, fc.nat(14), (edits, from) => {
        const book = bookOf();
        const before = standings(book, edits.slice(0, from));
        expect(
          standings(
            book,
            undone(edits, (index) => index >= from),
          ),
        ).toEqual(before);
        const twice = undone(edits, (index) => index >= from).map((edit) => ({
          ...edit,
          state: 'active' as const,
        }));
        expect(standings(book, twice)).toEqual(standings(book, edits));
      }),
      { seed: seed(), numRuns: 200 },
    );
  });

  it('undone in the middle leave what the others say', () => {
    fc.assert(
      fc.property(log, fc.nat(14), (edits, one) => {
        const without = edits.filter((_, index) => index !== one);
        expect(
          standings(
            bookOf(),
            undone(edits, (index) => index === one),
          ),
        ).toEqual(standings(bookOf(), without));
      }),
      { seed: seed(), numRuns: 200 },
    );
  });

  it('follow a merge to the survivor, and come back when it is taken back', () => {
    fc.assert(
      fc.property(log, (edits) => {
        const renamed = edits.map((edit) => ({
          ...edit,
          body: { ...edit.body, account: edit.body.account === 'B' ? 'A' : edit.body.account },
        }));
        expect(standings(bookOf({ B: 'A' }), edits)).toEqual(standings(bookOf({ B: 'A' }), renamed));
        expect(standings(bookOf(), edits)).toEqual(standings(bookOf(), [...edits]));
      }),
      { seed: seed(), numRuns: 200 },
    );
  });

  it('wait where the book lacks their account', () => {
    fc.assert(
      fc.property(log, (edits) => {
        const other = edits.map((edit) => ({ ...edit, body: { ...edit.body, account: 'gone' } }));
        expect(standings(bookOf(), other).size).toBe(0);
      }),
      { seed: seed(), numRuns: 30 },
    );
  });

  it('say one version for one set in force', () => {
    fc.assert(
      fc.property(log, log, (a, b) => {
        const stateOf = (edits: EditOf<'decision'>[]) => edits.map(({ state }) => state).join();
        const some = undone(a, (index) => index % 3 === 0);
        expect(decisionLog(some, 0).version).toBe(decisionLog([...some], 0).version);
        if (a.length > 0) expect(decisionLog(some, 0).version).not.toBe(decisionLog(a, 0).version);
        if (a.length !== b.length || stateOf(a) !== stateOf(b))
          expect(decisionLog(a, 0).version).not.toBe(decisionLog(b, 0).version);
      }),
      { seed: seed(), numRuns: 100 },
    );
  });
});

describe('a snooze', () => {
  const snoozed = {
    ...{ status: 'snoozed' as const, until: '2026-01-31', owner: null, reason: null, note: null, edit: 1 },
  };
  it('holds up to and including its last day', () => {
    expect(statusOn(snoozed, '2026-01-31')).toBe('snoozed');
    expect(statusOn(snoozed, '2026-02-01')).toBe('open');
    expect(statusOn({ ...snoozed, status: 'dismissed', until: null }, '2030-01-01')).toBe('dismissed');
  });
});
