import { afterEach, describe, expect, test } from 'vitest';
import { importRules } from '../../../../shared/contract/ingest.ts';
import { openTestBook, type TestBook } from './localEngine.ts';

let book: TestBook;
afterEach(() => book.remove());

const header = 'Customer,Date,Product,Quantity,Amount';

/** 40 sales of 10 × 10 and, every fifth time, what `back` writes for a return of 2 × 10. */
function lines(column: string, sale: string, back: (index: number) => string): string[] {
  const rows = Array.from({ length: 40 }, (_, index) => {
    const date = `2024-0${1 + (index % 9)}-11`;
    const own = [`C${index % 7},${date},P${index % 3},10,100,${sale}`];
    return index % 5 === 0 ? [...own, `C${index % 7},${date},P${index % 3},${back(index)}`] : own;
  });
  return [`${header},${column}`, ...rows.flat()];
}

async function imported(file: string[], returns?: 'detect' | 'subtract' | 'quarantine' | 'keep') {
  book = await openTestBook();
  const handle = await book.csv('sales.csv', file);
  const preview = await book.call('ingest.preview', { file: handle });
  const rules = returns ? { rules: importRules.parse({ returns }) } : {};
  const result = await book.call('ingest.import', { file: handle, kind: 'sales', mode: 'append', ...rules });
  const asked = { measures: ['revenue', 'quantity', 'price'], by: [], where: [] };
  const net = await book.call('book.query', { ...asked, basis: 'net' });
  const gross = await book.call('book.query', { ...asked, basis: 'gross' });
  const codes = (list: { code: string }[]) =>
    list.map(({ code }) => code).filter((code) => /^returns/.test(code));
  return {
    told: codes(preview.warnings),
    done: codes(result.warnings),
    warnings: result.warnings,
    rule: result.rules.find(({ rule }) => rule === 'returns'),
    net: net.total,
    gross: gross.total,
    result,
  };
}

describe('rows that a column marks as returns', () => {
  test.each([
    ['Return flag', 'N', 'Y'],
    ['Is return', '0', '1'],
    ['退货标志', '否', '是'],
    ['Returned', '', 'x'],
    ['Document type', 'Invoice', 'Credit note'],
    ['单据类型', '销售出库', '红字'],
    ['Transaction type', 'SALE', 'Return'],
  ])('are subtracted where all are above zero: %s', async (column, sale, mark) => {
    const found = await imported(lines(column, sale, () => `2,20,${mark}`));
    expect(found.told).toEqual(['returnsSubtracted']);
    expect(found.done).toEqual(['returnsSubtracted']);
    expect(found.warnings.find(({ code }) => code === 'returnsSubtracted')?.params).toEqual({
      column,
      positive: 8,
      negative: 0,
      count: 8,
      confidence: 0.9,
    });
    expect(found.rule).toEqual({ rule: 'returns', action: 'subtract', count: 8 });
    expect(found.net).toEqual({ revenue: 4000 - 160, quantity: 400 - 16, price: 10 });
    expect(found.gross).toEqual({ revenue: 4000, quantity: 400, price: 10 });
    expect(found.result.controlTotals.revenue).toBe(3840);
  });

  test('stay as they are where they are below zero already', async () => {
    const found = await imported(lines('Return flag', 'N', () => '-2,-20,Y'));
    expect(found.told).toEqual(['returnsNegative']);
    expect(found.rule).toEqual({ rule: 'returns', action: 'keep', count: 8 });
    expect(found.net.revenue).toBe(3840);
  });

  test('stay as they are where signs are mixed, and the rows above zero are named', async () => {
    const found = await imported(lines('Return flag', 'N', (at) => (at % 2 ? '-2,-20,Y' : '2,20,Y')));
    expect(found.told).toEqual(['returnsMixed']);
    expect(found.done).toEqual(['returnsMixedRows']);
    expect(found.warnings.find(({ code }) => code === 'returnsMixedRows')?.params).toMatchObject({
      positive: 4,
      negative: 4,
      list: '2, 14, 26, 38',
    });
    expect(found.net.revenue).toBe(4000);
  });

  test('are as the rule says', async () => {
    const above = lines('Return flag', 'N', () => '2,20,Y');
    const kept = await imported(above, 'keep');
    expect([kept.net.revenue, kept.rule?.action, kept.done]).toEqual([4160, 'keep', []]);
    await book.remove();
    const mixed = lines('Return flag', 'N', (at) => (at % 2 ? '-2,-20,Y' : '2,20,Y'));
    const forced = await imported(mixed, 'subtract');
    expect([forced.net.revenue, forced.net.quantity]).toEqual([3840, 384]);
  });

  test('are left out where the rule says so, and can be taken from quarantine', async () => {
    const found = await imported(
      lines('Returned', 'No', () => '2,20,Yes'),
      'quarantine',
    );
    expect([found.net.revenue, found.net.quantity]).toEqual([4000, 400]);
    expect(found.rule).toEqual({ rule: 'returns', action: 'quarantine', count: 8 });
    expect([found.result.accepted, found.result.quarantined]).toEqual([40, 8]);
    expect(found.result.quarantinedTotals.revenue).toBe(160);
    await book.remove();
    const types = await imported(
      lines('Document type', 'Invoice', () => '2,20,Credit note'),
      'quarantine',
    );
    expect([types.net.revenue, types.result.quarantined]).toEqual([4000, 8]);
  });

  test('a column of refunded amounts, or of types without a return, changes nothing', async () => {
    const amounts = await imported(lines('退款金额', '0', (at) => `2,20,${at}.5`));
    expect([amounts.net.revenue, amounts.rule, amounts.told]).toEqual([4160, undefined, []]);
    await book.remove();
    const types = await imported(lines('Document type', 'Invoice', () => '2,20,Order'));
    expect([types.net.revenue, types.rule, types.told]).toEqual([4160, undefined, []]);
  });
});

/** 60 orders of two lines; `mark` says which lines are marked, and `back` what stands as rows of their own. */
function orders(mark: (order: number, line: number) => string, back: (order: number) => string[] = () => []) {
  const rows = Array.from({ length: 60 }, (_, order) => {
    const date = `2024-0${1 + (order % 9)}-11`;
    const own = [0, 1].map(
      (line) =>
        `SO${1000 + order},C${order % 7},${date},P${line * 3 + (order % 3)},10,100,${mark(order, line)}`,
    );
    return [...own, ...back(order)];
  });
  return ['Order no,Customer,Date,Product,Quantity,Amount,Returned', ...rows.flat()];
}

describe('marks that stand on the sale that came back', () => {
  test('are found where other lines of the order are sales, and left out', async () => {
    const file = orders((order, line) => (order % 4 === 0 && line === 1 ? 'Y' : 'N'));
    const found = await imported(file);
    expect([found.told, found.done]).toEqual([['returnsOnSale'], ['returnsOnSale']]);
    expect(found.rule).toEqual({ rule: 'returns', action: 'quarantine', count: 15 });
    expect(found.net.revenue).toBe(12_000 - 1500);
    expect(found.gross.revenue).toBe(12_000 - 1500);
    await book.remove();
    const forced = await imported(file, 'subtract');
    expect(forced.net.revenue).toBe(12_000 - 3000);
  });

  test('are found where what they take back was sold nowhere else', async () => {
    const rows = Array.from(
      { length: 80 },
      (_, at) => `C${at % 20},2024-0${1 + (at % 9)}-11,P${at},1,100,${at % 5 === 0 ? 'Y' : ''}`,
    );
    const found = await imported([`${header},Returned`, ...rows]);
    expect(found.done).toEqual(['returnsOnSale']);
    expect(found.net.revenue).toBe(6400);
  });

  test.each([
    ['with the order of the sale', (order: number) => `SO${1000 + order}`],
    ['with a number of their own', (order: number) => `CN${order}`],
  ])('are none where rows take sales back, %s', async (_, number) => {
    const file = orders(
      () => 'N',
      (order) =>
        order % 4 === 0 ? [`${number(order)},C${order % 7},2024-09-30,P${3 + (order % 3)},10,100,Y`] : [],
    );
    const found = await imported(file);
    expect(found.done).toEqual(['returnsSubtracted']);
    expect(found.net.revenue).toBe(12_000 - 1500);
  });

  test('stay open where few rows are marked', async () => {
    const found = await imported(orders((order, line) => (order % 12 === 0 && line === 1 ? 'Y' : 'N')));
    expect(found.done).toEqual(['returnsSubtracted']);
  });
});
