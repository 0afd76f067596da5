import { describe, expect, test } from 'vitest';
import { fitAdoption } from '../../../../../electron/engine/analysis/cross-sell/nextProduct/adoptionModel.ts';
import { calibrateWhiteSpace } from '../../../../../electron/engine/analysis/cross-sell/nextProduct/calibratedWhiteSpace.ts';
import { easeOf, sharedSets } from '../../../../../electron/engine/analysis/cross-sell/nextProduct/ease.ts';
import {
  bestOf,
  countHits,
  createHitCounter,
  hitRates,
} from '../../../../../electron/engine/analysis/cross-sell/nextProduct/hitRates.ts';
import {
  type NextProducts,
  nextProducts,
  reasonsShown,
} from '../../../../../electron/engine/analysis/cross-sell/nextProduct/nextProducts.ts';
import { notGoods } from '../../../../../electron/engine/analysis/cross-sell/notGoods.ts';
import { mapWhiteSpace } from '../../../../../electron/engine/analysis/cross-sell/whiteSpace.ts';
import { CancelledError } from '../../../../../shared/errors/errors.ts';
import { type Sale, salesRows } from '../salesRows.ts';
import { allItems, bookOf, familySales, firstDay, lastDay, randomOf } from './madeUpBook.ts';

function setsOf(rows: readonly string[]) {
  const items = rows.map((row) => [...row].flatMap((bit, item) => (bit === '1' ? [item] : [])));
  const starts = new Int32Array(rows.length + 1);
  for (const [set, list] of items.entries()) starts[set + 1] = starts[set]! + list.length;
  return { n: rows.length, starts, items: Int32Array.from(items.flat()), count: rows[0]!.length };
}

describe('EASE', () => {
  // numpy 1.24: P = inv(XᵀX + 3.5 I); B = I − P / diag(P); 40 made-up baskets of 7 items.
  const baskets =
    '1000100 1101000 1100010 1000000 1110001 1001000 0001100 0111000 1110000 1111000 1101000 0010000 0100001 1000000 0001010 0111010 1010000 1001000 1101000 0111100 1111000 1111000 0101100 0000110 0000001 1101010 0101000 1000000 0000000 1000100 1011000 1110001 1101000 1110000 1001000 1001110 0011000 1101000 1100000 1010100'.split(
      ' ',
    );
  const expected = [
    0, 0.242068268534186, 0.15314888325835, 0.206697833115152, 0.0857319337080503, 0.0191196893115646,
    0.0256727766795918, 0.351609624002479, 0, 0.248555351448511, 0.395563292631786, -0.0699410023563088,
    0.0597350039012425, 0.146220264525896, 0.212262566962519, 0.237170028462326, 0, 0.106020868447867,
    0.0443627141024885, -0.0474900103802716, 0.0647910175659515, 0.258993498331657, 0.341229076952954,
    0.095848366931924, 0, 0.110033953109658, 0.108484581875116, -0.111962335326177, 0.152501722562045,
    -0.0856527067509939, 0.0569364860707308, 0.156208947957133, 0, 0.127399385061855, -0.00441776276883081,
    0.0412559076399292, 0.0887383443816093, -0.0739346467357624, 0.186818721936532, 0.154539860989858, 0,
    -0.0130300288778994, 0.0694194658756702, 0.27220312080093, 0.126404823885035, -0.241616970802853,
    -0.00671550514028683, -0.0163285826088418, 0,
  ];

  test('equals the closed form as numpy computes it', () => {
    const { weights } = easeOf(sharedSets(setsOf(baskets)), 7, 3.5);
    for (const [cell, value] of expected.entries()) expect(weights[cell]).toBeCloseTo(value, 13);
  });

  test('gives weights to items that are nowhere bought, and 0 on the diagonal', () => {
    const { weights } = easeOf(new Float64Array(9), 3, 1);
    expect([...weights].every((value) => value === 0 || Object.is(value, -0))).toBe(true);
  });
});

describe('places in a list', () => {
  test('the best k by score, equal ones by index', () => {
    const scores = Float64Array.from([1, 5, 5, 2, 9]);
    expect([...bestOf(scores, Int32Array.from([0, 1, 2, 3, 4]), 5, 3)]).toEqual([4, 1, 2]);
    expect([...bestOf(scores, Int32Array.from([3, 0]), 2, 5)]).toEqual([3, 0]);
  });

  test('recall and NDCG by hand', () => {
    const counter = createHitCounter(3);
    countHits(counter, [7, 8, 9], (item) => item === 8 || item === 1, 2);
    const { recall, ndcg, lists } = hitRates(counter);
    expect([recall, lists]).toEqual([0.5, 1]);
    expect(ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 14);
    expect(hitRates(createHitCounter(3)).recall).toBeNull();
  });
});

const sales = familySales(4);
const rows = bookOf(sales);
const options = { asOf: lastDay, items: allItems };
const model = fitAdoption(rows, options);
const list = nextProducts(model, { firstDay });

function keyed(
  found: NextProducts,
  accountOf = (account: number) => account,
  itemOf = (item: number) => item,
) {
  return new Map(
    Array.from({ length: found.n }, (_, row) => [
      `${accountOf(found.account[row]!)}/${itemOf(found.item[row]!)}`,
      [found.probability[row]!, found.value[row]!, found.score[row]!],
    ]),
  );
}

function expectSame(a: Map<string, number[]>, b: Map<string, number[]>, factor = 1): void {
  expect([...a.keys()].sort()).toEqual([...b.keys()].sort());
  for (const [key, [probability, value, score]] of a) {
    const [p, v, s] = b.get(key)!;
    expect(p).toBeCloseTo(probability!, 9);
    expect(v! / factor / value!).toBeCloseTo(1, 9);
    expect(s).toBeCloseTo(score!, 9);
  }
}

describe('next products', () => {
  test('probabilities lie in [0, 1], lists are sorted, and reasons add up to the score', () => {
    expect(model.odds).not.toBeNull();
    expect(list.n).toBeGreaterThan(400);
    for (let row = 0; row < list.n; row++) {
      expect(list.probability[row]).toBeGreaterThanOrEqual(0);
      expect(list.probability[row]).toBeLessThanOrEqual(1);
      const parts = list.reasonPart.subarray(row * reasonsShown, (row + 1) * reasonsShown);
      const sum = parts.reduce((total, part) => total + part, list.rest[row]!);
      expect(sum).toBeCloseTo(list.score[row]!, 12);
      if (row > 0) expect(list.expected[row]).toBeLessThanOrEqual(list.expected[row - 1]!);
    }
  });

  test('nothing bought in the 12 months before is offered', () => {
    const year = lastDay - 364;
    const bought = new Set(
      sales.filter(({ day }) => Number(day) > year).map((one) => `${one.account}/${one.product}`),
    );
    for (const key of keyed(list).keys()) expect(bought.has(key)).toBe(false);
  });

  test('finds more than popularity, and what it foretells happens about as often', () => {
    const { own, popularity, reliability, heldOut, brier, baseBrier } = model.check!;
    expect(heldOut).toBe(true);
    expect(own.ndcg!).toBeGreaterThan(popularity.ndcg!);
    expect(brier).toBeLessThan(baseBrier);
    const all = reliability.reduce((sum, { n }) => sum + n, 0);
    const predicted = reliability.reduce((sum, row) => sum + row.n * row.predicted, 0) / all;
    const observed = reliability.reduce((sum, row) => sum + row.n * row.observed, 0) / all;
    expect(Math.abs(predicted - observed)).toBeLessThan(0.02);
  });

  test('does not see what comes after the day it is seen from', () => {
    const asOf = lastDay - 200;
    const before = fitAdoption(bookOf(sales.filter(({ day }) => Number(day) <= asOf)), { ...options, asOf });
    const after = fitAdoption(rows, { ...options, asOf });
    expect(nextProducts(after, { firstDay })).toEqual(nextProducts(before, { firstDay }));
  });

  test('does not depend on the order of rows, accounts or products, nor on the scale of money', () => {
    const random = randomOf(9);
    const shuffle = (n: number) =>
      Array.from({ length: n }, (_, index) => ({ index, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ index }) => index);
    const [accounts, items, order] = [shuffle(150), shuffle(12), shuffle(sales.length)];
    const moved = order.map((at): Sale => {
      const sale = sales[at]!;
      return {
        ...sale,
        account: accounts[sale.account]!,
        product: items[sale.product!]!,
        revenue: 1e6 * sale.revenue!,
      };
    });
    const other = nextProducts(fitAdoption(bookOf(moved), options), { firstDay });
    const back = keyed(
      other,
      (account) => accounts.indexOf(account),
      (item) => items.indexOf(item),
    );
    expectSame(keyed(list), back, 1e6);
  });

  test('white space shows the same probability and money', () => {
    const space = calibrateWhiteSpace(
      mapWhiteSpace(rows, { span: { from: lastDay - 364, to: lastDay }, products: 12 }),
      model,
      firstDay,
    );
    const cells = new Map<string, number[]>();
    for (const [row, account] of space.accounts.entries()) {
      for (const [column, product] of space.products.entries()) {
        const cell = row * space.products.length + column;
        cells.set(`${account}/${product}`, [space.probability[cell]!, space.spend[cell]!]);
      }
    }
    for (const [key, [probability, value]] of keyed(list))
      expect(cells.get(key)).toEqual([probability, value]);
  });

  test('says when the past is too short for probabilities', () => {
    const short = sales.filter(({ day }) => Number(day) > lastDay - 80);
    const found = fitAdoption(bookOf(short), options);
    expect(found.odds).toBeNull();
    expect(found.warnings.map(({ code }) => code)).toContain('uncalibratedNextProduct');
    const uncalibrated = nextProducts(found, { firstDay: lastDay - 80 });
    expect(uncalibrated.n).toBeGreaterThan(0);
    expect([...uncalibrated.probability].every(Number.isNaN)).toBe(true);
  });

  test('refuses too few accounts and books without products', () => {
    const few = bookOf(sales.filter(({ account }) => account < 5));
    expect(() => fitAdoption(few, options)).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    expect(() => fitAdoption({ ...rows, product: null }, options)).toThrow(
      expect.objectContaining({ code: 'noData' }),
    );
  });

  test('stops when asked to', () => {
    expect(() => fitAdoption(rows, { ...options, shouldStop: () => true })).toThrow(CancelledError);
  });
});

describe('what does not look like goods', () => {
  test('postage of ever changing price, one a line; goods are left alone', () => {
    const random = randomOf(3);
    const lines: Sale[] = [];
    for (let line = 0; line < 400; line++) {
      const product = line % 8;
      const units = 2 + Math.floor(random() * 20);
      const isFee = product === 5;
      lines.push({
        account: line % 20,
        day: firstDay + line,
        product,
        quantity: isFee ? 1 : units,
        revenue: isFee ? Math.exp(6 * random()) : units * (5 + product),
      });
    }
    const book = salesRows(20, lines, 8);
    const plain = new Uint8Array(8);
    expect(notGoods(book, plain)).toEqual([5]);
    expect(notGoods(book, Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0))).toEqual([2, 5]);
    expect(
      notGoods(
        salesRows(
          20,
          lines.filter(({ product }) => product !== 5),
          8,
        ),
        plain,
      ),
    ).toEqual([]);
  });
});
