import { describe, expect, test } from 'vitest';
import { findAssociationRules } from '../../../../electron/engine/analysis/cross-sell/associationRules.ts';
import { basketsFromRows } from '../../../../electron/engine/analysis/cross-sell/baskets.ts';
import { mapWhiteSpace } from '../../../../electron/engine/analysis/cross-sell/whiteSpace.ts';
import { ownRhythm, rhythmDefaults } from '../../../../electron/engine/analysis/retention/ownRhythm.ts';
import { estimateHeadroom } from '../../../../electron/engine/analysis/upsell/headroom.ts';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { type Day, dayOf, isoDate } from '../../../../shared/domain/calendar.ts';
import { salesRowsOf } from './salesRows.ts';
import { batchOf, columnOf, dictionaryOf, textsOf, valuesOf } from './sampleHelp.ts';

const lastDay: Day = dayOf(2026, 6, 30);
const year = { from: lastDay - 364, to: lastDay };

function codes(batch: ReturnType<typeof batchOf>, name: string): Int32Array {
  const column = columnOf(batch, name);
  if (column.type !== 'code') throw new Error(`${name} is no text`);
  return column.values;
}

/** Share of the planted that are among the found. */
function recall(planted: readonly string[], found: ReadonlySet<string>): number {
  return planted.filter((key) => found.has(key)).length / planted.length;
}

function report(what: string, seed: number, figures: Record<string, number>): void {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  console.info(`sample seed ${seed}, ${what}: ${shown.join(', ')}`);
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  const sample = generateSample({ seed });
  const rows = salesRowsOf(sample);
  const accounts = batchOf(sample.batches, 'accounts');
  const sales = batchOf(sample.batches, 'sales');
  const keys = dictionaryOf(accounts, 'account');
  const skus = dictionaryOf(batchOf(sample.batches, 'products'), 'product');
  const { truths } = sample;
  const account = valuesOf(sales, 'account');
  const day = valuesOf(sales, 'date');
  const revenue = valuesOf(sales, 'revenue');

  function revenueBetween(first: Day, last: Day): Float64Array {
    const sums = new Float64Array(keys.length);
    for (let row = 0; row < day.length; row++) {
      if (day[row]! >= first && day[row]! <= last) sums[account[row]!]! += revenue[row]!;
    }
    return sums;
  }

  test('leavers stopped two to six months before the end', () => {
    const last = new Int32Array(keys.length);
    for (let row = 0; row < day.length; row++) {
      if (revenue[row]! > 0) last[account[row]!] = Math.max(last[account[row]!]!, day[row]!);
    }
    for (const leaver of truths.leavers) {
      const lastOrder = last[keys.indexOf(leaver.account)]!;
      expect(isoDate(lastOrder)).toBe(leaver.lastOrder);
      expect(lastDay - lastOrder).toBeGreaterThanOrEqual(60);
      expect(lastDay - lastOrder).toBeLessThanOrEqual(260);
      expect(leaver.gap).toBeLessThanOrEqual(28);
    }
    expect(truths.leavers.length).toBeGreaterThan(40);
  });

  test('the rhythm list finds the leavers', () => {
    const rhythm = ownRhythm(rows, { ...rhythmDefaults, asOf: lastDay }).accounts;
    const late = [...rhythm.account.keys()]
      .filter((row) => rhythm.statuses[row] === 1 || rhythm.statuses[row] === 2)
      .filter((row) => rhythm.value[row]! > 0);
    const overdue = late.filter((row) => rhythm.statuses[row] === 2);
    const named = (list: number[]) => new Set(list.map((row) => keys[rhythm.account[row]!]!));
    const planted = truths.leavers.map((leaver) => leaver.account);
    const gone = new Set([...planted, ...truths.earlierLeavers]);
    const found = recall(planted, named(overdue));
    const precision = [...named(overdue)].filter((key) => gone.has(key)).length / overdue.length;
    report('leavers', seed, { recallOverdue: found, recallLate: recall(planted, named(late)), precision });
    expect(found).toBeGreaterThan(0.85);
    expect(recall(planted, named(late))).toBeGreaterThan(0.95);
    expect(precision).toBeGreaterThan(0.5);
  });

  test('under-buyers spend about their factor of what accounts of their kind spend', () => {
    const spend = revenueBetween(year.from, year.to);
    const segment = textsOf(accounts, 'segment');
    const planted = new Set(truths.underBuyers.map(({ account: key }) => key));
    const ratios = truths.underBuyers.map(({ account: key, factor }) => {
      const self = keys.indexOf(key);
      const like = [...keys.keys()].filter(
        (other) => segment[other] === segment[self] && !planted.has(keys[other]!) && spend[other]! > 0,
      );
      const typical = like.map((other) => spend[other]!).sort((a, b) => a - b)[Math.floor(like.length / 2)]!;
      return spend[self]! / typical / factor;
    });
    const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
    report('under-buyers', seed, { medianOfSpendAgainstFactor: middle });
    expect(middle).toBeGreaterThan(0.6);
    expect(middle).toBeLessThan(1.6);
  });

  test('headroom against look-alikes finds the under-buyers', () => {
    const categories = ['market', 'segment', 'industry'].map((name) => codes(accounts, name));
    const found = estimateHeadroom(rows, { span: year, categories });
    const shares = [...found.account.keys()].map((row) => found.gap[row]! / found.expected[row]!);
    const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
    const planted = truths.underBuyers.map((truth) => truth.account);
    const at = (k: number) =>
      recall(planted, new Set(order.slice(0, k).map((row) => keys[found.account[row]!]!)));
    const base = (3 * planted.length) / found.n;
    report('headroom by share', seed, {
      recallAtPlanted: at(planted.length),
      recallAt3: at(3 * planted.length),
      chanceAt3: base,
    });
    expect(at(3 * planted.length)).toBeGreaterThan(4 * base);
  });

  test('association rules find every bundle', () => {
    const itemOf = Int32Array.from({ length: rows.products }, (_, index) => index);
    const baskets = basketsFromRows(rows, 'order', itemOf);
    const found = findAssociationRules(baskets, { support: 0.005, confidence: 0.3, maxLength: 2 });
    const confidence = new Map<string, number>();
    for (let rule = 0; rule < found.n; rule++) {
      const lhs = found.lhs[found.lhsOffsets[rule]!]!;
      confidence.set(`${skus[lhs]} → ${skus[found.rhs[rule]!]}`, found.confidence[rule]!);
    }
    let pairs = 0;
    for (const { products, probability } of truths.bundles) {
      for (const tail of products.slice(1)) {
        const measured = confidence.get(`${products[0]} → ${tail}`);
        expect(measured).toBeDefined();
        expect(Math.abs(measured! - probability)).toBeLessThan(0.12);
        pairs++;
      }
    }
    const heads = new Set(truths.bundles.map(({ products }) => products[0]!));
    const forward = [...confidence.keys()].filter((rule) => heads.has(rule.split(' → ')[0]!)).length;
    report('bundles', seed, { pairs, rulesFromHeads: forward, rules: found.n });
    expect(pairs).toBeGreaterThan(8);
    expect(forward).toBeLessThan(2 * pairs);
  });

  test('the white space shows what the held-back accounts should be offered', () => {
    const space = mapWhiteSpace(rows, { span: year, products: 60 });
    const columns = space.products.length;
    const product = new Map(truths.crossSell.map((truth) => [truth.account, truth.product]));
    let first = 0;
    let seen = 0;
    let places = 0;
    for (const [row, index] of space.accounts.entries()) {
      const wanted = product.get(keys[index]!);
      if (wanted === undefined) continue;
      const cells = Array.from({ length: columns }, (_, column) => row * columns + column);
      const open = cells.filter((cell) => Number.isFinite(space.probability[cell]!));
      const ranked = open.sort((a, b) => space.probability[b]! - space.probability[a]!);
      const place = ranked.findIndex((cell) => skus[space.products[cell % columns]!] === wanted);
      seen++;
      if (place >= 0 && place < 3) first++;
      places += open.length;
    }
    const chance = (3 * seen) / places;
    report('white space', seed, { recallAt3: first / seen, chance });
    expect(seen).toBeGreaterThan(0.9 * product.size);
    expect(first / seen).toBeGreaterThan(5 * chance);
  });

  test('the beaten market outgrows its market most, the losing one least', () => {
    const region = textsOf(accounts, 'region');
    const market = batchOf(sample.batches, 'market');
    const [before, after] = [
      revenueBetween(lastDay - 729, lastDay - 365),
      revenueBetween(lastDay - 364, lastDay),
    ];
    const sumOf = (values: Float64Array, name: string) =>
      values.reduce((sum, value, index) => (region[index] === name ? sum + value : sum), 0);
    const marketRegion = textsOf(market, 'region');
    const marketDay = valuesOf(market, 'date');
    const marketValue = valuesOf(market, 'value');
    const marketSum = (name: string, first: Day, last: Day) => {
      let sum = 0;
      for (let row = 0; row < marketDay.length; row++) {
        if (marketRegion[row] === name && marketDay[row]! >= first && marketDay[row]! <= last)
          sum += marketValue[row]!;
      }
      return sum;
    };
    const lead = new Map<string, number>();
    for (const name of new Set(region)) {
      if (name === null || sumOf(before, name) < 0.03 * before.reduce((sum, value) => sum + value, 0))
        continue;
      const own = Math.log(sumOf(after, name) / sumOf(before, name));
      const whole = Math.log(
        marketSum(name, lastDay - 364, lastDay) / marketSum(name, lastDay - 729, lastDay - 365),
      );
      lead.set(name, own - whole);
    }
    const ranked = [...lead].sort((a, b) => b[1] - a[1]);
    report('regions', seed, Object.fromEntries(ranked));
    expect(ranked[0]![0]).toBe(truths.beatenMarket.region);
    expect(ranked.at(-1)![0]).toBe(truths.losingMarket.region);
    expect(truths.beatenMarket.growth - truths.beatenMarket.marketGrowth).toBeGreaterThan(0.3);
  });

  test('leaking accounts pay less than others of their segment', () => {
    const segment = textsOf(accounts, 'segment');
    const list = valuesOf(batchOf(sample.batches, 'products'), 'list_price');
    const product = valuesOf(sales, 'product');
    const quantity = valuesOf(sales, 'quantity');
    const [paid, full] = [new Float64Array(keys.length), new Float64Array(keys.length)];
    for (let row = 0; row < day.length; row++) {
      if (day[row]! < dayOf(2026, 1, 1)) continue;
      paid[account[row]!]! += revenue[row]!;
      full[account[row]!]! += quantity[row]! * list[product[row]!]!;
    }
    const level = (index: number) => paid[index]! / full[index]!;
    for (const { account: key, discount, leaked } of truths.priceLeakage) {
      const self = keys.indexOf(key);
      const like = [...keys.keys()].filter((other) => segment[other] === segment[self] && full[other]! > 0);
      const typical = like.map(level).sort((a, b) => a - b)[Math.floor(like.length / 2)]!;
      expect(typical - level(self)).toBeGreaterThan(discount - 0.05);
      expect(leaked).toBeGreaterThan(0);
    }
  });
});
