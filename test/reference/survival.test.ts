import { describe, expect, it } from 'vitest';
import { coxRegression, type Ties } from '../../electron/engine/analysis/retention/survival/coxRegression.ts';
import {
  type IntervalKind,
  kaplanMeier,
  medianTime,
} from '../../electron/engine/analysis/retention/survival/kaplanMeier.ts';
import { logRank } from '../../electron/engine/analysis/retention/survival/logRank.ts';
import { restrictedMean } from '../../electron/engine/analysis/retention/survival/restrictedMean.ts';
import { expectWithin, type ReferenceCheck, referenceChecks } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const checks = referenceChecks('03_survival');
type Row = Record<string, string>;
interface Sample {
  time: number[];
  event: number[];
  group: number[];
  names: string[];
}

function sampleOf(rows: Row[], time: string, event: (row: Row) => boolean, group?: string): Sample {
  const names = group ? [...new Set(rows.map((row) => row[group]!))].sort() : ['all'];
  return {
    time: rows.map((row) => Number(row[time])),
    event: rows.map((row) => (event(row) ? 1 : 0)),
    group: rows.map((row) => (group ? names.indexOf(row[group]!) : 0)),
    names,
  };
}

const table = (name: string): Row[] => referenceTable(`03_survival/${name}`)! as unknown as Row[];
const lung = (group?: string) => sampleOf(table('lung.csv'), 'time', (row) => row.status === '2', group);
const leukemia = () => sampleOf(table('leukemia_6mp.csv'), 'time', (row) => row.cens === '1', 'treat');
const telco = (group?: string) => {
  const rows = referenceTable('06_logit_telco/telco_customer_churn.csv')! as unknown as Row[];
  return sampleOf(
    rows.filter((row) => row.TotalCharges!.trim() !== ''),
    'tenure',
    (row) => row.Churn === 'Yes',
    group,
  );
};

const tables: [string, () => Sample][] = [
  ['lung_km_all.csv', () => lung()],
  ['lung_km_by_sex.csv', () => lung('sex')],
  ['leukemia_km_by_treat.csv', leukemia],
  ['telco_km_all.csv', () => telco()],
  ['telco_km_by_contract.csv', () => telco('Contract')],
];
const kinds: [IntervalKind, string][] = [
  ['log', 'log'],
  ['log-log', 'loglog'],
  ['plain', 'plain'],
];

describe.skipIf(!checks)('Kaplan–Meier against R survival, every row of every table', () => {
  for (const [file, sample] of tables) {
    it.each(kinds)(`${file}, interval %s`, (interval, suffix) => {
      const data = sample();
      const tolerance = checks!.get('km_tables')!.tolerance;
      const near = (found: number, text: string, what: string) => {
        if (text === '') expect(found, what).toBeNaN();
        else expectWithin(found, Number(text), tolerance, what);
      };
      let compared = 0;
      for (const [group, name] of data.names.entries()) {
        const curve = kaplanMeier(data, { interval }, group);
        const rows = table(file).filter((row) => row.group === name);
        expect(Array.from(curve.time)).toEqual(rows.map((row) => Number(row.time)));
        for (const [i, row] of rows.entries()) {
          expect([curve.atRisk[i], curve.events[i], curve.censored[i]]).toEqual(
            [row.n_risk, row.n_event, row.n_censor].map(Number),
          );
          const at = `${name} ${row.time}`;
          near(curve.survival[i]!, row.surv!, `survival ${at}`);
          near(curve.stdErr[i]!, row.std_err!, `error ${at}`);
          near(curve.lower[i]!, row[`lo95_${suffix}`]!, `lower ${at}`);
          near(curve.upper[i]!, row[`hi95_${suffix}`]!, `upper ${at}`);
          near(curve.cumulativeHazard[i]!, row.nelson_aalen_cumhaz!, `hazard ${at}`);
          compared++;
        }
      }
      expect(compared).toBe(table(file).length);
    });
  }
});

interface MedianRow {
  group: string;
  n: number;
  events: number;
  median: number | null;
  lo95: number | null;
  hi95: number | null;
  rmst: number;
  rmst_se: number;
  tau: number;
}

describe.skipIf(!checks)('medians and restricted means against R survival', () => {
  it.each<[string, (() => Sample)[]]>([
    ['lung_median', [() => lung()]],
    ['lung_median_sex', [() => lung('sex')]],
    ['leukemia_median', [leukemia]],
    ['telco_median', [() => telco(), () => telco('Contract')]],
  ])('%s', (id, samples) => {
    const { value, tolerance } = checks!.get(id) as ReferenceCheck<MedianRow[]>;
    const curves = samples.flatMap((sample) => {
      const data = sample();
      return data.names.map((name, group) => [name, kaplanMeier(data, { interval: 'log' }, group)] as const);
    });
    expect(curves.map(([name]) => name)).toEqual(value.map(({ group }) => group));
    for (const [index, expected] of value.entries()) {
      const curve = curves[index]![1];
      const { median, lower, upper } = medianTime(curve);
      expect([curve.n, curve.eventsInAll]).toEqual([expected.n, expected.events]);
      expect([median, lower, upper]).toEqual([expected.median, expected.lo95, expected.hi95]);
      const { mean, stdErr } = restrictedMean(curve, expected.tau);
      expectWithin(mean, expected.rmst, tolerance, 'rmst');
      expectWithin(stdErr, expected.rmst_se, tolerance, 'rmst error');
    }
  });

  it('the published 6-MP curve', () => {
    const { value, tolerance } = checks!.get('leukemia_km_published') as ReferenceCheck<
      Record<string, number>
    >;
    const curve = kaplanMeier(leukemia(), {}, 0);
    for (const [time, share] of Object.entries(value))
      expectWithin(curve.survival[curve.time.indexOf(Number(time))]!, share, tolerance, time);
  });
});

interface RankRow {
  chisq: number;
  df: number;
  p: number;
  groups: string[];
  n: number[];
  observed: number[];
  expected: number[];
}

describe.skipIf(!checks)('log-rank tests against R survdiff', () => {
  const value = (id: string) => checks!.get(id)!.value as RankRow & { logrank: RankRow; peto: RankRow };
  it.each<[string, () => RankRow, () => Sample, number]>([
    ['lung by sex', () => value('lung_logrank').logrank, () => lung('sex'), 0],
    ['lung by sex, Peto', () => value('lung_logrank').peto, () => lung('sex'), 1],
    ['6-MP', () => value('leukemia_logrank'), leukemia, 0],
    ['telco by contract', () => value('telco_logrank'), () => telco('Contract'), 0],
  ])('%s', (_, expected, sample, rho) => {
    const data = sample();
    const found = logRank(data, data.names.length, rho);
    const want = expected();
    const tolerance = { type: 'rel', value: 1e-6 } as const;
    expect([data.names, found.n, found.df]).toEqual([want.groups, want.n, want.df]);
    expectWithin(found.chisq!, want.chisq, tolerance, 'chi-square');
    if (want.p === 0) expect(found.p).toBeLessThan(1e-300);
    else expectWithin(found.p!, want.p, tolerance, 'p');
    for (const [g, observed] of want.observed.entries()) {
      expectWithin(found.observed[g]!, observed, tolerance, 'observed');
      expectWithin(found.expected[g]!, want.expected[g]!, tolerance, 'expected');
    }
  });
});

interface CoxRow {
  ties: Ties;
  coef: Record<string, number>;
  se: Record<string, number>;
  loglik0: number;
  loglik: number;
  lrt: number;
  wald: number;
  score: number;
  concordance: number;
}

describe.skipIf(!checks)('Cox models against R coxph', () => {
  const lungRows = () => table('lung.csv').filter((row) => row['ph.ecog'] !== '');
  it.each<[string, () => Row[], (row: Row) => boolean, Record<string, (row: Row) => number>]>([
    [
      'lung_cox',
      lungRows,
      (row) => row.status === '2',
      {
        sex: (row) => Number(row.sex),
        age: (row) => Number(row.age),
        'ph.ecog': (row) => Number(row['ph.ecog']),
      },
    ],
    [
      'leukemia_cox',
      () => table('leukemia_6mp.csv'),
      (row) => row.cens === '1',
      { treatcontrol: (row) => (row.treat === 'control' ? 1 : 0) },
    ],
  ])('%s', (id, rows, event, terms) => {
    const { value, tolerance } = checks!.get(id) as ReferenceCheck<CoxRow[]>;
    const data = rows();
    const sample = {
      time: data.map((row) => Number(row.time)),
      event: data.map((row) => (event(row) ? 1 : 0)),
    };
    const columns = Object.values(terms).map((of) => data.map(of));
    for (const expected of value) {
      const fit = coxRegression(sample, columns, expected.ties);
      expect(fit.converged).toBe(true);
      for (const [index, term] of Object.keys(terms).entries()) {
        expectWithin(fit.coefficients[index]!, expected.coef[term]!, tolerance, term);
        expectWithin(fit.stdErr[index]!, expected.se[term]!, tolerance, `error of ${term}`);
      }
      expectWithin(fit.loglikNull, expected.loglik0, tolerance, 'loglik without');
      expectWithin(fit.loglik, expected.loglik, tolerance, 'loglik');
      expectWithin(2 * (fit.loglik - fit.loglikNull), expected.lrt, tolerance, 'likelihood ratio');
      expectWithin(fit.wald, expected.wald, tolerance, 'wald');
      expectWithin(fit.score, expected.score, tolerance, 'score');
      expectWithin(fit.concordance!, expected.concordance, tolerance, 'concordance');
    }
  });
});
