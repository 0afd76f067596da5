import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import {
  bgNbdActive,
  bgNbdExpected,
  bgNbdExpectedOfNew,
  bgNbdProbability,
  fitBgNbd,
} from '../../electron/engine/analysis/retention/purchases/bgNbd.ts';
import {
  fitGammaGamma,
  gammaGammaSpend,
} from '../../electron/engine/analysis/retention/purchases/gammaGamma.ts';
import {
  fitParetoNbd,
  paretoNbdActive,
  paretoNbdExpected,
  paretoNbdExpectedOfNew,
  paretoNbdProbability,
} from '../../electron/engine/analysis/retention/purchases/paretoNbd.ts';
import { purchaseHistory } from '../../electron/engine/analysis/retention/purchases/purchaseHistory.ts';
import type { Purchases } from '../../electron/engine/analysis/retention/purchases/purchases.ts';
import { arbitraryLines, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 300 };

/** A parameter between 0.01 and 1000, evenly on a logarithmic scale. */
const parameter = fc.double({ min: -2, max: 3, noNaN: true }).map((power) => 10 ** power);
const bgParameters = fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter });
const paretoParameters = fc.record({ r: parameter, alpha: parameter, s: parameter, beta: parameter });
const history = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.constant(5000)),
    T: fc.double({ min: -3, max: 4, noNaN: true }).map((power) => 10 ** power),
    share: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, T, tx: x === 0 ? 0 : share * T }));
const time = fc.double({ min: -3, max: 4, noNaN: true }).map((power) => 10 ** power);

interface History {
  x: number;
  tx: number;
  T: number;
}

function columns(rows: readonly History[]): Purchases {
  const column = (name: keyof History) => Float64Array.from(rows, (row) => row[name]);
  return { x: column('x'), tx: column('tx'), T: column('T') };
}

const models = [
  {
    name: 'BG/NBD',
    parameters: bgParameters as fc.Arbitrary<Record<string, number>>,
    active: bgNbdActive as (p: Record<string, number>, h: Purchases) => Float64Array,
    expected: bgNbdExpected as (p: Record<string, number>, h: Purchases, t: number) => Float64Array,
    ofNew: bgNbdExpectedOfNew as (p: Record<string, number>, t: number) => number,
    probability: bgNbdProbability as (p: Record<string, number>, t: number, x: number) => number,
  },
  {
    name: 'Pareto/NBD',
    parameters: paretoParameters as fc.Arbitrary<Record<string, number>>,
    active: paretoNbdActive as (p: Record<string, number>, h: Purchases) => Float64Array,
    expected: paretoNbdExpected as (p: Record<string, number>, h: Purchases, t: number) => Float64Array,
    ofNew: paretoNbdExpectedOfNew as (p: Record<string, number>, t: number) => number,
    probability: paretoNbdProbability as (p: Record<string, number>, t: number, x: number) => number,
  },
];

for (const { name, parameters, active, expected, ofNew, probability } of models) {
  describe(`${name}, any parameters and customers`, () => {
    it('P(active) is a probability; expected purchases are not negative and grow with time', () => {
      fc.assert(
        fc.property(parameters, history, time, (params, customer, ahead) => {
          const one = columns([customer]);
          const chance = active(params, one)[0]!;
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
          const [near, far] = [ahead, 2 * ahead].map((t) => expected(params, one, t)[0]!);
          expect(near).toBeGreaterThanOrEqual(0);
          expect(far).toBeGreaterThanOrEqual(near! * (1 - 1e-12));
          expect(far).toBeLessThanOrEqual(2 * near! * (1 + 1e-9) + 1e-300);
        }),
        options,
      );
    });

    it('of two customers with as many purchases, the later last one is more likely active', () => {
      fc.assert(
        fc.property(
          parameters,
          history,
          fc.double({ min: 0, max: 1, noNaN: true }),
          (params, customer, part) => {
            fc.pre(customer.x > 0);
            const later = { ...customer, tx: customer.tx + part * (customer.T - customer.tx) };
            const [before, after] = active(params, columns([customer, later]));
            expect(after).toBeGreaterThanOrEqual(before! * (1 - 1e-9));
          },
        ),
        options,
      );
    });

    it('the counts of new customers are a distribution with the expected mean', () => {
      const mild = fc.double({ min: -0.7, max: 1, noNaN: true }).map((power) => 10 ** power);
      const [first, second] = name === 'BG/NBD' ? ['a', 'b'] : ['s', 'beta'];
      fc.assert(
        fc.property(fc.tuple(mild, mild, mild, mild), mild, ([r, alpha, third, fourth], length) => {
          const params = { r, alpha, [first!]: third, [second!]: fourth };
          const ahead = (length * alpha) / (1 + r);
          let [sum, mean] = [0, 0];
          for (let x = 0; x < 400; x++) {
            const share = probability(params, ahead, x);
            expect(share).toBeGreaterThanOrEqual(0);
            sum += share;
            mean += x * share;
          }
          expect(Math.abs(sum - 1)).toBeLessThan(1e-8);
          expect(Math.abs(mean / ofNew(params, ahead) - 1)).toBeLessThan(1e-6);
        }),
        { ...options, numRuns: 25 },
      );
    });
  });
}

/** A generator of its own, so that a simulated book is the same on every run. */
function createRandom(start: number) {
  let state = start >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const exponential = () => -Math.log(uniform());
  const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
  /** Marsaglia & Tsang (2000). */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < z * z * 0.5 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return { uniform, exponential, gamma };
}

type Random = ReturnType<typeof createRandom>;

function simulate(
  random: Random,
  n: number,
  leaves: (random: Random) => (bought: boolean) => number,
): History[] {
  return Array.from({ length: n }, () => {
    const T = 20 + 60 * random.uniform();
    const rate = random.gamma(0.9) / 8;
    const remaining = leaves(random);
    let [x, tx, end] = [0, 0, remaining(false)];
    for (let at = random.exponential() / rate; at < Math.min(T, end); at += random.exponential() / rate) {
      x++;
      tx = at;
      end = Math.min(end, at + remaining(true));
    }
    return { x, tx, T };
  });
}

/** Leaves after a purchase, with a probability of its own. */
function afterPurchases(random: Random): (bought: boolean) => number {
  const [one, two] = [random.gamma(1.2), random.gamma(3)];
  const p = one / (one + two);
  return (bought) => (bought && random.uniform() < p ? 0 : Number.POSITIVE_INFINITY);
}

/** Leaves at a moment of its own, drawn once. */
function atAnyTime(random: Random): (bought: boolean) => number {
  const life = (random.exponential() * 30) / random.gamma(1.3);
  return (bought) => (bought ? Number.POSITIVE_INFINITY : life);
}

function expectNear(
  fit: { params: Record<string, number>; stdErr: Record<string, number> | null },
  truth: object,
) {
  for (const [name, value] of Object.entries(truth) as [string, number][]) {
    const distance = Math.abs(Math.log(fit.params[name]! / value));
    const error = fit.stdErr![name]! / fit.params[name]!;
    expect(distance, `${name} ${fit.params[name]} for ${value}`).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.5);
  }
}

describe('fits', () => {
  it('find the parameters of simulated customers within four standard errors', () => {
    const random = createRandom(seed());
    expectNear(fitBgNbd(columns(simulate(random, 3000, afterPurchases))), { r: 0.9, alpha: 8, a: 1.2, b: 3 });
    expectNear(fitParetoNbd(columns(simulate(random, 3000, atAnyTime))), {
      r: 0.9,
      alpha: 8,
      s: 1.3,
      beta: 30,
    });
  });

  it('do not depend on the order of customers to the last bit', () => {
    const random = createRandom(seed() + 1);
    const rows = simulate(random, 300, atAnyTime);
    const mixed = rows.map((row) => ({ row, at: random.uniform() })).sort((a, b) => a.at - b.at);
    for (const fitted of [fitBgNbd, fitParetoNbd])
      expect(fitted(columns(mixed.map(({ row }) => row)))).toEqual(fitted(columns(rows)));
  });

  it('do not depend on the unit of time', () => {
    const rows = simulate(createRandom(seed() + 2), 400, atAnyTime);
    for (const unit of [7, 1 / 52.18, 6.048e11, 1e-9]) {
      const scaled = columns(rows.map(({ x, tx, T }) => ({ x, tx: tx * unit, T: T * unit })));
      for (const fitted of [fitBgNbd, fitParetoNbd]) {
        const plain: { params: Record<string, number>; converged: boolean } = fitted(columns(rows));
        const other: { params: Record<string, number>; converged: boolean } = fitted(scaled);
        expect(plain.converged && other.converged).toBe(true);
        for (const [name, value] of Object.entries(plain.params)) {
          const factor = name === 'alpha' || name === 'beta' ? unit : 1;
          expect(Math.abs(other.params[name]! / (value * factor) - 1), `${name} × ${unit}`).toBeLessThan(
            1e-6,
          );
        }
      }
    }
  });

  it('do not depend on the unit of money', () => {
    const random = createRandom(seed() + 3);
    const x = Float64Array.from({ length: 500 }, () => 1 + Math.floor(5 * random.uniform()));
    const z = x.map((count) => (random.gamma(3 * count) / count) * (40 / random.gamma(4)));
    const plain = fitGammaGamma({ x, z });
    expectNear(plain, { p: 3, q: 4, gamma: 40 });
    const other = fitGammaGamma({ x, z: z.map((value) => value * 1e6) });
    expect(Math.abs(other.params.gamma / plain.params.gamma / 1e6 - 1)).toBeLessThan(1e-6);
    const spend = gammaGammaSpend(plain.params, { x, z });
    const [low, high] = [Math.min(...z), Math.max(...z)];
    for (const value of spend) {
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThan(high);
    }
  });
});

describe('history of purchases', () => {
  it('agrees with a plain count and never looks past the day', () => {
    fc.assert(
      fc.property(
        arbitraryLines(6, 3, 60, { minLength: 0, maxLength: 80 }),
        fc.integer({ min: 0, max: 60 }),
        (lines, asOf) => {
          const historyOf = (some: typeof lines) => accountDays(rowsOfLines(some, 6, 3));
          const found = purchaseHistory(historyOf(lines), asOf);
          const seen = lines.filter(({ day }) => day <= asOf);
          expect(found).toEqual(purchaseHistory(historyOf(seen), asOf));
          const isPurchase = (account: number, day: number) => {
            const own = seen.filter((line) => line.account === account && line.day === day);
            const cents = own.reduce((sum, { revenue }) => sum + Math.round(revenue * 100), 0);
            return own.some(({ revenue }) => revenue > 0) || cents >= 0;
          };
          const accounts = [0, 1, 2, 3, 4, 5].filter((account) =>
            seen.some((line) => line.account === account && isPurchase(account, line.day)),
          );
          expect([...found.account]).toEqual(accounts);
          for (const [i, account] of accounts.entries()) {
            const own = seen.filter((line) => line.account === account);
            const days = [...new Set(own.map(({ day }) => day))]
              .filter((day) => isPurchase(account, day))
              .sort((a, b) => a - b);
            expect(found.x[i]).toBe(days.length - 1);
            expect(found.tx[i]).toBeCloseTo((days.at(-1)! - days[0]!) / 7, 12);
            expect(found.T[i]).toBeCloseTo((asOf - days[0]!) / 7, 12);
            const repeats = own.filter(({ day }) => day !== days[0] && days.includes(day));
            const total = repeats.reduce((sum, { revenue }) => sum + revenue, 0);
            expect(found.zbar[i]).toBeCloseTo(days.length > 1 ? total / (days.length - 1) : 0, 6);
          }
        },
      ),
      options,
    );
  });

  it('leaves days without a known amount out of the mean, not out of the count', () => {
    fc.assert(
      fc.property(
        arbitraryLines(4, 2, 30, { minLength: 1, maxLength: 60 }),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        (lines, unrated) => {
          const sales = lines.filter(({ revenue }) => revenue > 0);
          const seen = sales.map((line, i) => (unrated[i] ? { ...line, revenue: Number.NaN } : line));
          const found = purchaseHistory(accountDays(rowsOfLines(seen, 4, 2)), 30);
          const plain = purchaseHistory(accountDays(rowsOfLines(sales, 4, 2)), 30);
          expect([found.account, found.x, found.tx, found.T]).toEqual([
            ...[plain.account, plain.x, plain.tx, plain.T],
          ]);
          for (const [i, account] of found.account.entries()) {
            const own = seen.filter((line) => line.account === account);
            const first = Math.min(...own.map(({ day }) => day));
            const known = own.filter(({ day, revenue }) => day > first && !Number.isNaN(revenue));
            const days = new Set(known.map(({ day }) => day)).size;
            const total = known.reduce((sum, { revenue }) => sum + revenue, 0);
            expect(found.valued[i]).toBe(days);
            expect(found.zbar[i]).toBeCloseTo(days > 0 ? total / days : 0, 6);
          }
        },
      ),
      options,
    );
  });
});
