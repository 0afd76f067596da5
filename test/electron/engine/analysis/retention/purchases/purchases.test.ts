import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bgNbdActive,
  bgNbdExpected,
  bgNbdFuture,
  bgNbdLoglik,
  bgNbdProbability,
  fitBgNbd,
} from '../../../../../../electron/engine/analysis/retention/purchases/bgNbd.ts';
import {
  fitGammaGamma,
  gammaGammaSpend,
} from '../../../../../../electron/engine/analysis/retention/purchases/gammaGamma.ts';
import {
  continuousDiscount,
  discountedPurchases,
  lifetimeValue,
} from '../../../../../../electron/engine/analysis/retention/purchases/lifetimeValue.ts';
import {
  fitParetoNbd,
  paretoNbdActive,
  paretoNbdFuture,
  paretoNbdLoglik,
  paretoNbdProbability,
} from '../../../../../../electron/engine/analysis/retention/purchases/paretoNbd.ts';
import type { Purchases } from '../../../../../../electron/engine/analysis/retention/purchases/purchases.ts';

function columns(rows: readonly (readonly [x: number, tx: number, T: number])[]): Purchases {
  const column = (k: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[k]);
  return { x: column(0), tx: column(1), T: column(2) };
}

function expectRelative(found: number, expected: number, allowed: number): void {
  expect(
    Math.abs(found - expected) <= allowed * Math.abs(expected),
    `found ${found}, expected ${expected}`,
  ).toBe(true);
}

/**
 * 400 customers simulated in NumPy under Pareto/NBD with daily dates and gamma distributed spend, and their maximum
 * likelihood estimates by scipy.optimize 1.17 (Nelder–Mead, three starts agreeing to 6 digits, densities of the papers
 * with scipy.special).
 */
const lines = readFileSync(new URL('simulated.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number) as [number, number, number, number]);
const simulated = columns(lines.map(([x, tx, T]) => [x, tx, T]));
const spending = { x: simulated.x, z: Float64Array.from(lines, (line) => line[3]) };

describe('maximum likelihood on simulated customers, beside SciPy', () => {
  it('BG/NBD', () => {
    const { params, loglik, converged } = fitBgNbd(simulated);
    expect(converged).toBe(true);
    expectRelative(loglik, -6585.089366669134, 1e-12);
    expectRelative(params.r, 0.43680522, 1e-6);
    expectRelative(params.alpha, 15.3995651, 1e-6);
    expectRelative(params.a, 0.6184955, 2e-6);
    expectRelative(params.b, 4.161718, 2e-6);
  });

  it('Pareto/NBD', () => {
    const { params, loglik, converged } = fitParetoNbd(simulated);
    expect(converged).toBe(true);
    expectRelative(loglik, -6559.521804343381, 1e-12);
    expectRelative(params.r, 1.1756352, 1e-6);
    expectRelative(params.alpha, 40.27566, 1e-6);
    expectRelative(params.s, 0.607033, 1e-6);
    expectRelative(params.beta, 54.94558, 2e-6);
  });

  it('Gamma-Gamma', () => {
    const { params, loglik, converged } = fitGammaGamma(spending);
    expect(converged).toBe(true);
    expectRelative(loglik, -1807.4475240437, 1e-12);
    expectRelative(params.p, 2.529984, 1e-6);
    expectRelative(params.q, 5.563901, 1e-6);
    expectRelative(params.gamma, 1067.416, 1e-6);
  });
});

/** r, alpha, a, b, x, T, t and E(Y(t) | active), equation 10 of the paper in mpmath 1.3 with 50 digits. */
const expectations = [
  [0.243, 4.414, 0.793, 2.426, 0, 38.86, 39, 0.1950980520112626],
  [0.243, 4.414, 0.793, 2.426, 5000, 38.86, 39, 3436.394133513744],
  [0.5, 3, 1.0000001, 2.5, 3, 20, 52, 4.81118721831324],
  [0.3, 0.01, 0.2, 0.1, 1, 0.02, 520, 3383.467896445445],
  [2, 1e6, 3, 7, 4, 2e6, 1e8, 6.467870524552352],
  [50, 100, 0.01, 40, 7, 10, 5, 2.590195881100041],
  [1.5, 2, 300, 900, 12, 60, 30, 3.165001517437357],
  [0.7, 5, 0.4, 0.3, 0, 10, 100_000, 98.95188690331523],
] as const;

/** r, alpha, s, beta, x, T, discount and E(discounted purchases | active) with Tricomi's function in mpmath. */
const discounted = [
  [0.5534, 10.5802, 0.6061, 11.6562, 2, 38.86, 0.0027, 7.45884590176291],
  [0.5534, 10.5802, 0.6061, 11.6562, 26, 31, 0.0027, 86.20988472088554],
  [2, 1, 1.5, 0.05, 3, 0.01, 5, 0.2526302114498766],
  [1, 50, 40, 1000, 10, 100, 0.1, 0.5387262517720213],
  [1, 50, 1, 20, 1, 30, 1e-6, 11.65848526845256],
] as const;

/** r, alpha, s, beta, x, tx, T, P(active), log likelihood: the integral over the moment of leaving in mpmath. */
const silences = [
  [0.5534, 10.5802, 0.6061, 11.6562, 26, 30.86, 31, 0.9979177665519066, -39.13212788350614],
  [0.5, 10, 0.6, 11, 5000, 38, 39, 1.399301356943765e-41, 18219.57795327431],
  [3, 1e6, 0.5, 0.01, 2, 5, 3000, 0.04030616824693026, -28.25561179101736],
  [0.2, 0.001, 2, 100, 3, 50, 50.5, 0.9932605016367942, -15.38141157794469],
  [0.2, 2, 0.3, 1000, 0, 0, 1e5, 0.1369839045706855, -1.560603966953026],
  [1e5, 1e6, 1e5, 1e7, 4, 30, 60, 0.2963996330807614, -14.5942919492032],
  [0.7, 8, 0.9, 9, 4, 12, 12, 1, -10.91136278109246],
] as const;

/** r, alpha, s, beta, t, x and P(X(t) = x), the same integral. */
const counts = [
  [0.5534, 10.5802, 0.6061, 11.6562, 39, 0, 0.5935759370282291],
  [0.5534, 10.5802, 0.6061, 11.6562, 39, 3, 0.04904616157560686],
  [0.5534, 10.5802, 0.6061, 11.6562, 39, 200, 1.459417956793072e-23],
  [40, 3, 0.2, 0.1, 500, 7, 0.01638776016703403],
  [2, 0.01, 1.5, 4, 1000, 300, 0.0007802807046456447],
] as const;

describe('closed forms at the extremes, beside mpmath', () => {
  it('BG/NBD expectations', () => {
    for (const [r, alpha, a, b, x, T, time, value] of expectations)
      expectRelative(bgNbdFuture({ r, alpha, a, b })(x, T).expected(time), value, 1e-12);
  });

  it('Pareto/NBD discounted purchases without end', () => {
    for (const [r, alpha, s, beta, x, T, discount, value] of discounted) {
      const ahead = discountedPurchases(
        Float64Array.of(1),
        paretoNbdFuture({ r, alpha, s, beta }),
        columns([[x, T, T]]),
        { horizon: Number.POSITIVE_INFINITY, discount },
      );
      expectRelative(ahead[0]!, value, 1e-10);
    }
  });

  it('Pareto/NBD silence', () => {
    for (const [r, alpha, s, beta, x, tx, T, active, loglik] of silences) {
      const one = columns([[x, tx, T]]);
      expectRelative(paretoNbdActive({ r, alpha, s, beta }, one)[0]!, active, 1e-10);
      expectRelative(paretoNbdLoglik({ r, alpha, s, beta }, one), loglik, 1e-12);
    }
  });

  it('Pareto/NBD counts', () => {
    for (const [r, alpha, s, beta, time, x, value] of counts)
      expectRelative(paretoNbdProbability({ r, alpha, s, beta }, time, x), value, 1e-10);
  });

  it('at once nobody buys', () => {
    const bg = { r: 0.2, alpha: 4, a: 0.8, b: 2.4 };
    const pareto = { r: 0.5, alpha: 10, s: 0.6, beta: 11 };
    expect(bgNbdProbability(bg, 0, 0)).toBe(1);
    expect(bgNbdProbability(bg, 0, 2)).toBe(0);
    expect(paretoNbdProbability(pareto, 0, 0)).toBe(1);
    expect(paretoNbdProbability(pareto, 0, 2)).toBe(0);
    expect(bgNbdExpected(bg, columns([[3, 4, 5]]), 0)[0]).toBe(0);
  });
});

describe('lifetime value', () => {
  const params = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const customers = columns([
    [2, 30.43, 38.86],
    [0, 0, 20],
  ]);
  const active = bgNbdActive(params, customers);

  it('without discount is expected purchases × spend', () => {
    const ahead = discountedPurchases(active, bgNbdFuture(params), customers, { horizon: 39, discount: 0 });
    const expected = bgNbdExpected(params, customers, 39);
    for (const [i, value] of ahead.entries()) expectRelative(value, expected[i]!, 1e-10);
    expect([...lifetimeValue(ahead, Float64Array.of(10, Number.NaN))]).toEqual([ahead[0]! * 10, Number.NaN]);
  });

  it('is less with a discount, week by week', () => {
    const discount = continuousDiscount(0.15, 52);
    expectRelative(Math.exp(discount * 52), 1.15, 1e-14);
    const [ahead] = discountedPurchases(active, bgNbdFuture(params), customers, { horizon: 100, discount });
    const one = columns([[2, 30.43, 38.86]]);
    let sum = 0;
    const step = 0.5;
    for (let k = 0; k < 200; k++) {
      const bought =
        bgNbdExpected(params, one, (k + 1) * step)[0]! - bgNbdExpected(params, one, k * step)[0]!;
      sum += bought * Math.exp(-discount * (k + 0.5) * step);
    }
    expectRelative(ahead!, sum, 1e-5);
  });

  it('refuses to look ahead for ever without a discount', () => {
    for (const options of [
      { horizon: Number.POSITIVE_INFINITY, discount: 0 },
      { horizon: -1, discount: 0.1 },
      { horizon: 1, discount: Number.NaN },
    ])
      expect(() => discountedPurchases(active, bgNbdFuture(params), customers, options)).toThrow(
        expect.objectContaining({ code: 'badInput' }),
      );
  });
});

describe('too little or impossible', () => {
  const models = [fitBgNbd, fitParetoNbd];
  const repeated = <Row>(row: Row, times: number): Row[] => Array.from({ length: times }, () => row);

  it('nobody, one customer, nobody comes back', () => {
    for (const fitted of models) {
      for (const rows of [[], [[3, 10, 20]], repeated([0, 0, 20], 500)] as [number, number, number][][])
        expect(() => fitted(columns(rows))).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
    }
    expect(() =>
      fitGammaGamma({ x: Float64Array.of(0, 0, 0, 0, 2), z: Float64Array.of(0, 0, 0, 0, 5) }),
    ).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
  });

  it('customers who do not differ: parameters left open, and said so', () => {
    for (const fitted of models) {
      for (const row of [
        [3, 20, 39],
        [3, 39, 39],
        [1, 0.001, 39],
      ] as [number, number, number][]) {
        const found = fitted(columns(repeated(row, 200)));
        expect(Object.values(found.params).every((value) => Number.isFinite(value) && value > 0)).toBe(true);
        expect(Number.isFinite(found.loglik)).toBe(true);
        expect(found.warnings.map(({ code }) => code)).toContain('undetermined');
      }
    }
  });

  it('nobody leaves: every customer bought on the last day', () => {
    const rows = lines.filter(([x]) => x > 0).map(([x, tx]): [number, number, number] => [x, tx, tx]);
    for (const fitted of models) {
      const found = fitted(columns(rows));
      expect(Number.isFinite(found.loglik)).toBe(true);
      expect(found.warnings.map(({ code }) => code)).toContain('undetermined');
    }
    const { params } = fitBgNbd(columns(rows));
    expect(Math.min(...bgNbdActive(params, columns(rows)))).toBeGreaterThan(0.999);
  });

  it('few repeat buyers draw a warning', () => {
    const rows = [...repeated<[number, number, number]>([0, 0, 30], 60), ...lines.slice(0, 12)].map(
      ([x, tx, T]): [number, number, number] => [x, tx, T],
    );
    for (const fitted of models)
      expect(fitted(columns(rows)).warnings.map(({ code }) => code)).toContain('fewRepeatBuyers');
  });

  it('numbers that cannot be are refused by entry and column', () => {
    const cases: [row: [number, number, number], column: string][] = [
      [[1.5, 2, 3], 'x'],
      [[-1, 2, 3], 'x'],
      [[Number.NaN, 2, 3], 'x'],
      [[1, 4, 3], 'tx'],
      [[1, 0, 3], 'tx'],
      [[0, 1, 3], 'tx'],
      [[1, -1, 3], 'tx'],
      [[1, Number.NaN, 3], 'tx'],
      [[1, 1, Number.NaN], 'T'],
      [[0, 0, -1], 'T'],
      [[1, 1, Number.POSITIVE_INFINITY], 'T'],
    ];
    for (const [row, column] of cases) {
      const rows = columns([[2, 3, 4], row, ...repeated<[number, number, number]>([1, 2, 4], 20)]);
      for (const fitted of models)
        expect(() => fitted(rows)).toThrow(
          expect.objectContaining({ code: 'badInput', details: { row: 1, column } }),
        );
    }
    expect(() => bgNbdLoglik({ r: 1, alpha: 1, a: 1, b: 1 }, columns([[1, 2, 1]]))).toThrow(
      expect.objectContaining({ code: 'badInput' }),
    );
  });
});

describe('spend', () => {
  it('of nothing or less is left out and said so', () => {
    const x = Float64Array.from([...spending.x, 2, 3]);
    const z = Float64Array.from([...spending.z, 0, -4]);
    const found = fitGammaGamma({ x, z });
    expect(found.warnings).toContainEqual({ code: 'spendNotPositive', params: { customers: 2 } });
    expectRelative(found.params.p, fitGammaGamma(spending).params.p, 1e-9);
  });

  it('missing or a broken count is refused by entry', () => {
    const refused = (index: number, x: number, z: number, column: string) => {
      const broken = { x: Float64Array.from(spending.x), z: Float64Array.from(spending.z) };
      broken.x[index] = x;
      broken.z[index] = z;
      expect(() => fitGammaGamma(broken)).toThrow(
        expect.objectContaining({ code: 'badInput', details: { row: index, column } }),
      );
    };
    refused(7, 2, Number.NaN, 'z');
    refused(3, 1.5, 10, 'x');
    refused(3, Number.NaN, 10, 'x');
  });

  it('of all customers the same leaves parameters open', () => {
    const found = fitGammaGamma({ x: new Float64Array(50).fill(3), z: new Float64Array(50).fill(20) });
    expect(found.warnings.map(({ code }) => code)).toContain('undetermined');
    const spend = gammaGammaSpend(found.params, { x: Float64Array.of(3), z: Float64Array.of(20) });
    expectRelative(spend[0]!, 20, 1e-3);
  });

  it('without a mean over all customers is not known for those who never came back', () => {
    const spend = gammaGammaSpend(
      { p: 2, q: 0.9, gamma: 5 },
      { x: Float64Array.of(0, 3), z: Float64Array.of(0, 7) },
    );
    expect(spend[0]).toBeNaN();
    expectRelative(spend[1]!, (2 * (5 + 21)) / (6 + 0.9 - 1), 1e-15);
  });
});
