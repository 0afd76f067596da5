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

async function imported(file: string[], returns?: 'detect' | 'subtract' | 'keep') {
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

  test('a column of refunded amounts, or of types without a return, changes nothing', async () => {
    const amounts = await imported(lines('退款金额', '0', (at) => `2,20,${at}.5`));
    expect([amounts.net.revenue, amounts.rule, amounts.told]).toEqual([4160, undefined, []]);
    await book.remove();
    const types = await imported(lines('Document type', 'Invoice', () => '2,20,Order'));
    expect([types.net.revenue, types.rule, types.told]).toEqual([4160, undefined, []]);
  });
});
