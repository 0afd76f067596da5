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
} from '../../electron/engine/analysis/retention/purchases/paretoNbd.ts';
import { purchaseHistory } from '../../electron/engine/analysis/retention/purchases/purchaseHistory.ts';
import { parseIsoDate } from '../../shared/domain/calendar.ts';
import { type Line, rowsOfLines } from '../property/salesRows.ts';
import { expectWithin, type ReferenceCheck, referenceChecks, toleranceOf } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const folder = '01_btyd_cdnow';
const checks = referenceChecks(folder);

const published = {
  bg: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  pareto: { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 },
  spend: { p: 6.25, q: 3.74, gamma: 15.44 },
};

type Figures = Record<string, number>;

function check(id: string) {
  const { value, tolerance } = checks!.get(id) as ReferenceCheck<Figures>;
  return { value, tolerance };
}

function expectFigures(id: string, found: Figures): void {
  const { value, tolerance } = check(id);
  for (const [name, expected] of Object.entries(value)) {
    expect(Object.keys(found), `${id} ${name}`).toContain(name);
    expectWithin(found[name]!, expected, toleranceOf(tolerance, name), `${id} ${name}`);
  }
}

function column(rows: Record<string, string>[], name: string): Float64Array {
  return Float64Array.from(rows, (row) => Number(row[name]));
}

function purchasesOf(rows: Record<string, string>[]) {
  return { x: column(rows, 'x'), tx: column(rows, 't_x'), T: column(rows, 'T') };
}

describe.skipIf(!checks)('CDNOW: purchase models', () => {
  const customers = checks ? referenceTable(`${folder}/customers.csv`)! : [];
  const purchases = purchasesOf(customers);
  const spending = { x: purchases.x, z: column(customers, 'zbar') };

  it('customers and their repeat purchases', () => {
    expect(customers.length).toBe(checks!.get('customers')!.value);
    expect(purchases.x.reduce((sum, x) => sum + x, 0)).toBe(checks!.get('repeat_calibration')!.value);
  });

  it('BG/NBD: published and precise estimates', () => {
    const { params, loglik, converged, n } = fitBgNbd(purchases);
    expect(converged).toBe(true);
    expect(n).toBe(2357);
    expectFigures('bgnbd_mle_published', { ...params, loglik });
    expectFigures('bgnbd_mle_precise', { ...params, loglik });
  });

  it('BG/NBD: estimates from times rounded to two decimals', () => {
    const rounded = (times: Float64Array) => times.map((time) => Math.round(time * 100) / 100);
    const fit = fitBgNbd({ x: purchases.x, tx: rounded(purchases.tx), T: rounded(purchases.T) });
    expectFigures('bgnbd_mle_rounded_inputs', { ...fit.params, loglik: fit.loglik });
  });

  it('Pareto/NBD: published and precise estimates', () => {
    const { params, loglik, converged } = fitParetoNbd(purchases);
    expect(converged).toBe(true);
    expectFigures('pnbd_mle_published', { ...params, loglik });
    expectFigures('pnbd_mle_precise', { ...params, loglik });
  });

  it('Gamma-Gamma: published and precise estimates', () => {
    const { params, loglik, converged, n } = fitGammaGamma(spending);
    expect(converged).toBe(true);
    expectFigures('gammagamma_published', { ...params, n });
    expectFigures('gammagamma_precise', { ...params, loglik });
  });

  it('Gamma-Gamma: mean expected spend of repeat buyers', () => {
    const { value, tolerance } = check('gammagamma_mean_expected_spend');
    const spend = gammaGammaSpend(published.spend, spending).filter((_, i) => spending.x[i]! > 0);
    const zbar = spending.z.filter((_, i) => spending.x[i]! > 0);
    const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length;
    expectWithin(mean(spend), value.expected!, tolerance);
    expectWithin(mean(zbar), value.zbar!, tolerance);
  });

  it('single customers', () => {
    const one = (x: number, tx: number, T: number) => ({
      x: Float64Array.of(x),
      tx: Float64Array.of(tx),
      T: Float64Array.of(T),
    });
    const bg = checks!.get('bgnbd_cet_single') as ReferenceCheck<number>;
    expectWithin(bgNbdExpected(published.bg, one(2, 30.43, 38.86), 39)[0]!, bg.value, bg.tolerance);
    const { value, tolerance } = check('pnbd_cet_1516');
    const buyer = one(26, 30.86, 31);
    expectWithin(paretoNbdExpected(published.pareto, buyer, 52)[0]!, value.cet52!, tolerance);
    expectWithin(paretoNbdActive(published.pareto, buyer)[0]!, value.p_alive!, tolerance);
    const fresh = checks!.get('bgnbd_expected_repeat_52w') as ReferenceCheck<number>;
    expectWithin(bgNbdExpectedOfNew(published.bg, 52), fresh.value, fresh.tolerance);
  });

  it('every customer: P(active), expected purchases, expected spend', () => {
    const rows = referenceTable(`${folder}/per_customer_expected.csv`)!;
    const tolerance = checks!.get('tables')!.tolerance;
    const given = purchasesOf(rows);
    const found: Record<string, Float64Array> = {
      bgnbd_p_alive: bgNbdActive(published.bg, given),
      bgnbd_cet_39w: bgNbdExpected(published.bg, given, 39),
      bgnbd_cet_52w: bgNbdExpected(published.bg, given, 52),
      pnbd_p_alive: paretoNbdActive(published.pareto, given),
      pnbd_cet_39w: paretoNbdExpected(published.pareto, given, 39),
      gg_expected_spend: gammaGammaSpend(published.spend, spending),
    };
    expect(rows.length).toBe(2357);
    for (const [name, values] of Object.entries(found)) {
      const expected = column(rows, name);
      for (let i = 0; i < rows.length; i++)
        expectWithin(values[i]!, expected[i]!, tolerance, `${name} of customer ${i + 1}`);
    }
  });

  it('how many customers make 0, 1, …, 7 and more repeat purchases', () => {
    const { value, tolerance } = checks!.get('bgnbd_frequency_distribution') as ReferenceCheck<
      Record<'expected' | 'actual', number[]>
    >;
    const expected = new Array<number>(8).fill(0);
    const actual = new Array<number>(8).fill(0);
    for (const x of purchases.x) actual[Math.min(7, x)]!++;
    for (const T of purchases.T) {
      let rest = 1;
      for (let x = 0; x < 7; x++) {
        const share = bgNbdProbability(published.bg, T, x);
        expected[x]! += share;
        rest -= share;
      }
      expected[7]! += rest;
    }
    expect(actual).toEqual(value.actual);
    for (const [x, count] of expected.entries()) expectWithin(count, value.expected[x]!, tolerance, `${x}`);
  });

  it('repeat purchases of all customers week by week', () => {
    const rows = referenceTable(`${folder}/weekly_tracking.csv`)!;
    const tolerance = checks!.get('tables')!.tolerance;
    const start = parseIsoDate('1997-01-01');
    const begun = new Map<number, number>();
    for (const { first_date } of customers) {
      const week = (parseIsoDate(first_date!) - start) / 7;
      begun.set(week, (begun.get(week) ?? 0) + 1);
    }
    const repeats = repeatDays().map((day) => (day - start) / 7);
    expect(rows.length).toBe(78);
    for (const row of rows) {
      const week = Number(row.week);
      const total = (expectedOfNew: (time: number) => number) =>
        [...begun].reduce(
          (sum, [from, count]) => sum + (from < week ? count * expectedOfNew(week - from) : 0),
          0,
        );
      const bg = total((time) => bgNbdExpectedOfNew(published.bg, time));
      const pareto = total((time) => paretoNbdExpectedOfNew(published.pareto, time));
      expectWithin(bg, Number(row.bgnbd_expected_cum_repeat), tolerance, `week ${week}`);
      expectWithin(pareto, Number(row.pnbd_expected_cum_repeat), tolerance, `week ${week}`);
      expect(repeats.filter((day) => day < week).length).toBe(Number(row.actual_cum_repeat));
    }
  });

  it('history from transactions equals the table of customers', () => {
    const { rows, accounts } = salesRows();
    const history = purchaseHistory(accountDays(rows), parseIsoDate('1997-09-30'));
    expect([...history.account]).toEqual(accounts.map((_, index) => index));
    expect(accounts).toEqual(customers.map((row) => row.customer_id));
    expect([...history.x]).toEqual([...purchases.x]);
    for (let i = 0; i < customers.length; i++) {
      expect(Math.abs(history.tx[i]! - purchases.tx[i]!)).toBeLessThan(1e-10);
      expect(Math.abs(history.T[i]! - purchases.T[i]!)).toBeLessThan(1e-10);
      expect(Math.abs(history.zbar[i]! - spending.z[i]!)).toBeLessThan(1e-9);
    }
  });
});

/** The transactions as sales rows, accounts in the order of their numbers. */
function salesRows() {
  const table = referenceTable(`${folder}/transactions.csv`)!;
  const accounts = [...new Set(table.map((row) => row.customer_id!))].sort((a, b) => Number(a) - Number(b));
  const codes = new Map(accounts.map((key, index) => [key, index]));
  const lines = table.map(
    (row): Line => ({
      account: codes.get(row.customer_id!)!,
      day: parseIsoDate(row.date!),
      revenue: Number(row.sales),
      product: -1,
      order: -1,
    }),
  );
  return { rows: rowsOfLines(lines, accounts.length, 0), accounts, lines };
}

/** Every day on which some customer bought again. */
function repeatDays(): number[] {
  const { lines } = salesRows();
  const bought = new Set(lines.map(({ account, day }) => account * 1e6 + day));
  const first = new Map<number, number>();
  for (const { account, day } of lines)
    first.set(account, Math.min(first.get(account) ?? Number.POSITIVE_INFINITY, day));
  return [...bought]
    .filter((code) => code % 1e6 !== first.get(Math.floor(code / 1e6)))
    .map((code) => code % 1e6);
}
