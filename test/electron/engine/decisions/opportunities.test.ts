import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrowToTable } from '../../../../electron/engine/exhibit/arrow.ts';
import type { Ask } from '../../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../../shared/domain/table.ts';
import { failureOf, openTestBook, type TestBook } from '../ingest/localEngine.ts';

/** Sixty accounts over two years: some buy less than their like, some stopped, some lack a product. */
function salesLines(): string[] {
  const lines = ['Customer,Item,Order,Date,Revenue'];
  for (let account = 0; account < 60; account++) {
    for (let month = 0; month < 24; month++) {
      if (account < 8 && month > 18) continue;
      const date = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-1${account % 9}`;
      const amount = (account % 3 === 0 ? 40 : 100) + ((account * 7 + month * 3) % 11);
      lines.push(`K${account},P${month % 2},${account}-${month},${date},${amount}`);
      if (account % 4 !== 0) lines.push(`K${account},P2,${account}-${month},${date},${amount / 4}`);
    }
  }
  return lines;
}

let book: TestBook;
const slice = { where: [], basis: 'net' as const };
const asking = (options: Ask['options'] = {}, asOf?: string): Ask => ({
  ...{ question: 'opportunities', slice, options: { ...options } },
  ...(asOf ? { asOf } : {}),
});

async function list(options: Ask['options'] = {}, asOf?: string) {
  const { tables, values } = await book.call('analyse.run', asking(options, asOf));
  return { table: arrowToTable(tables.opportunities!.arrow) as Table, values };
}

async function idsOf(options: Ask['options'] = {}, asOf?: string): Promise<string[]> {
  return texts((await list(options, asOf)).table, 'id').map(String);
}

const nothing = { until: null, owner: null, reason: null, note: null };

beforeAll(async () => {
  book = await openTestBook();
  await book.call('ingest.import', {
    file: await book.csv('sales.csv', salesLines()),
    kind: 'sales',
    mode: 'append',
  });
});
afterAll(() => book.remove());

describe('the list', () => {
  it('is paged, filtered and sorted by the engine as it is in whole', async () => {
    const whole = await list();
    expect(whole.table.n).toBeGreaterThan(20);
    expect(whole.values.total).toBe(whole.table.n);
    const ids = await idsOf();
    expect([...(await idsOf({ limit: 7 })), ...(await idsOf({ limit: 1000, offset: 7 }))]).toEqual(ids);
    const byValue = (await list({ sort: 'value', order: 'ascending' })).table;
    expect([...numbers(byValue, 'value')]).toEqual([...numbers(whole.table, 'value')].sort((a, b) => a - b));
    const expected = numbers(whole.table, 'expected');
    const least = expected[5]!;
    expect(await idsOf({ minExpected: least })).toEqual(ids.filter((_, row) => expected[row]! >= least));
    expect(await idsOf({ search: 'k11' })).toEqual(ids.filter((id) => id.includes(':K11:')));
    expect(await idsOf({ kind: 'upsell' })).toEqual(ids.filter((id) => id.startsWith('upsell:')));
  });

  it('adds up by account and by owner', async () => {
    const { tables, values } = await book.call('analyse.run', asking({ group: 'account', limit: 1 }));
    const groups = arrowToTable(tables.groups!.arrow);
    const sum = (name: string) => numbers(groups, name).reduce((total, one) => total + one, 0);
    expect(sum('opportunities')).toBe(values.total);
    expect(sum('expected')).toBeCloseTo(Number(values.expected), 6);
  });

  it('weighs by factors of the user, and refuses wrong ones', async () => {
    const { table, values } = await list({ movable: 'retain=0,upsell=1' });
    expect([values.upsellMovable, values.upsellMovableOrigin]).toEqual([1, 'own']);
    for (let row = 0; row < table.n; row++) {
      const [value, p, factor] = ['value', 'probability', 'movable'].map(
        (name) => numbers(table, name)[row]!,
      );
      expect(numbers(table, 'expected')[row]).toBeCloseTo(value! * p! * factor!, 9);
      if (row > 0)
        expect(numbers(table, 'expected')[row]! <= numbers(table, 'expected')[row - 1]!).toBe(true);
    }
    for (const movable of ['retain=2', 'other=0.5', 'retain=', 'retain'])
      expect((await failureOf(list({ movable }))).code).toBe('badRequest');
    expect((await failureOf(list({ status: 'lost' }))).code).toBe('badRequest');
    expect((await failureOf(list({ sort: 'colour' }))).code).toBe('badRequest');
  });
});

describe('decisions', () => {
  it('are kept with the opportunity as it was, taken back and made again', async () => {
    const [first, second] = await idsOf();
    const { edits } = await book.call('opportunities.decide', {
      ...{ ask: asking(), ids: [first!, second!], verb: 'dismiss', ...nothing, reason: 'agreed' },
    });
    expect(edits).toHaveLength(2);
    expect((await idsOf()).slice(0, 2)).not.toContain(first);
    expect(new Set(await idsOf({ status: 'dismissed' }))).toEqual(new Set([first, second]));
    expect((await list()).values.dismissedCount).toBe(2);
    const log = await book.call('opportunities.decisions', {});
    const { body } = log.find(({ body: one }) => one.opportunity === first)!;
    expect(body).toMatchObject({ verb: 'dismiss', reason: 'agreed', asOf: '2025-12-18' });
    expect(body.expected).toBeCloseTo(body.value! * body.probability! * body.movable!, 9);
    expect(body.evidence!.params).toEqual(expect.any(Object));
    await book.call('opportunities.setState', { edits, state: 'undone' });
    expect((await idsOf()).slice(0, 2)).toEqual([first, second]);
    await book.call('opportunities.setState', { edits, state: 'active' });
    expect(await idsOf()).not.toContain(first);
    await book.call('opportunities.setState', { edits, state: 'undone' });
  });

  it('snooze until a day, by the as-of date where one is named', async () => {
    const asOf = '2025-12-18';
    const [first] = await idsOf({}, asOf);
    const snooze = { ask: asking({}, asOf), ids: [first!], verb: 'snooze' as const, ...nothing };
    expect((await failureOf(book.call('opportunities.decide', snooze))).code).toBe('badInput');
    const past = { ...snooze, until: '2025-12-17' };
    expect((await failureOf(book.call('opportunities.decide', past))).code).toBe('badInput');
    const wrong = { ...snooze, until: '2025-13-45' };
    expect((await failureOf(book.call('opportunities.decide', wrong))).code).toBe('badInput');
    const { edits } = await book.call('opportunities.decide', { ...snooze, until: '2025-12-18' });
    expect(await idsOf({}, asOf)).not.toContain(first);
    expect(await idsOf({ status: 'snoozed' }, asOf)).toEqual([first]);
    expect(await idsOf({}, '2025-12-19')).toContain(first);
    await book.call('opportunities.setState', { edits, state: 'undone' });
  });

  it('give owners, and keep them through other decisions', async () => {
    const [first] = await idsOf();
    const decide = (verb: 'own' | 'accept' | 'reopen', owner: string | null) =>
      book.call('opportunities.decide', { ask: asking(), ids: [first!], verb, ...nothing, owner });
    await decide('own', 'Li');
    await decide('accept', null);
    expect(await idsOf({ status: 'accepted', owner: 'Li' })).toEqual([first]);
    await decide('own', null);
    expect(await idsOf({ status: 'accepted', owner: '' })).toEqual([first]);
    await decide('reopen', null);
    expect(await idsOf()).toContain(first);
    expect((await failureOf(decide('own', ' '))).code).toBe('badInput');
  });

  it('refuse what is not on the list', async () => {
    const about = (id: string) => ({ ask: asking(), ids: [id], verb: 'accept' as const, ...nothing });
    for (const id of ['retain:nobody:', 'nonsense', 'upsell:K1:P9'])
      expect((await failureOf(book.call('opportunities.decide', about(id)))).code).toBe('notFound');
  });

  it('follow an account into a merge and stay through an import', async () => {
    const id = (await idsOf()).find((one) => one.startsWith('upsell:'))!;
    const account = id.split(':')[1]!;
    await book.call('opportunities.decide', { ask: asking(), ids: [id], verb: 'accept', ...nothing });
    const into = account === 'K59' ? 'K58' : 'K59';
    await book.call('entities.merge', { of: 'account', from: account, into });
    const moved = (await book.call('opportunities.decisions', {})).at(-1)!;
    expect(moved.now).toBe(`upsell:${into}:`);
    await book.call('entities.unmerge', { of: 'account', key: account });
    await book.call('ingest.import', {
      file: await book.csv('more.csv', ['Customer,Item,Order,Date,Revenue', 'K1,P0,x,2025-12-18,90']),
      kind: 'sales',
      mode: 'append',
    });
    expect(await idsOf({ status: 'accepted' })).toEqual([id]);
  });

  it('cannot be made in a workspace opened for reading', async () => {
    const [first] = await idsOf();
    await book.call('workspace.close', {});
    await book.call('workspace.open', { file: book.file(book.path('book.qdeck'), 'read'), readOnly: true });
    const accept = { ask: asking(), ids: [first!], verb: 'accept' as const, ...nothing };
    expect((await failureOf(book.call('opportunities.decide', accept))).code).toBe('readOnly');
    const flip = { edits: [1], state: 'active' as const };
    expect((await failureOf(book.call('opportunities.setState', flip))).code).toBe('readOnly');
  });
});
