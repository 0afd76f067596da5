import { exhibitOf, tableOf } from './exhibits.ts';

const shares = {
  survival: 'ratio',
  survival_lower: 'ratio',
  survival_upper: 'ratio',
  months: 'months',
} as const;

/** Two groups and Other; the last nobody leaves. */
export const surviving = exhibitOf(
  'survival',
  { accounts: 60, gone: 6, p: 0.0312, chisq: 6.9, df: 2 },
  {
    groups: tableOf(['group', 'accounts', 'gone'], {}, [
      ['Small', 40, 5],
      ['', 12, 1],
      [null, 8, 0],
    ]),
    curves: tableOf(
      [
        ...['group', 'months', 'at_risk', 'gone', 'censored'],
        ...['survival', 'survival_lower', 'survival_upper'],
      ],
      shares,
      [
        ['Small', 0, 40, 0, 0, 1, null, null],
        ['Small', 3.2, 40, 3, 0, 0.925, 0.785, 0.975],
        ['Small', 9, 37, 2, 10, 0.875, 0.726, 0.946],
        ['Small', 14.5, 25, 0, 25, 0.875, 0.726, 0.946],
        ['', 0, 12, 0, 0, 1, null, null],
        ['', 5, 12, 1, 11, 0.9167, 0.539, 0.988],
        [null, 0, 8, 0, 0, 1, null, null],
        [null, 14.5, 8, 0, 8, 1, null, null],
      ],
    ),
    at_risk: tableOf(['group', 'months', 'at_risk'], { months: 'months' }, [
      ['Small', 0, 40],
      ['Small', 6, 37],
      ['Small', 12, 25],
      ['', 0, 12],
      ['', 6, 0],
      ['', 12, 0],
      [null, 0, 8],
      [null, 6, 8],
      [null, 12, 8],
    ]),
  },
  { by: 'segment', lifetime: 'order', starts: 'all', interval: 'log-log', horizon: 5, silence: 90 },
);

const units = {
  p_active: 'ratio',
  expected_orders: 'score',
  expected_revenue: 'money',
  days_since: 'days',
} as const;

export const buying = exhibitOf(
  'activity',
  { model: 'bg-nbd', accounts: 5 },
  {
    activity: tableOf(
      [
        ...['account', 'account_name', 'p_active', 'expected_orders', 'expected_revenue'],
        ...['order_days', 'days_since'],
      ],
      units,
      [
        ['a', 'Alpha', 0.98, 12.4, 52_000, 40, 4],
        ['b', '{b|Beta}', 0.31, 1.2, 3400, 12, 130],
        ['c', 'Gamma', 1, 0.4, 900, 1, 70],
        ['d', null, 1e-9, 1e-8, 1e-5, 30, 300],
        ['e', 'Epsilon', 0.7, 2, null, 3, 50],
      ],
    ),
    frequency: tableOf(['repeat_orders', 'accounts', 'accounts_expected'], {}, [
      ['0', 1, 1.4],
      ['1', 0, 0.6],
      ['2', 1, 0.9],
      ['3–4', 3, 2.1],
    ]),
    holdout: tableOf(['repeat_orders', 'accounts', 'orders_made', 'orders_expected', 'orders_naive'], {}, [
      ['0', 2, 3, 2.4, 2],
      ['1+', 3, 9, 10.2, 12],
    ]),
  },
  { horizon: 12, discount: 0.1, model: 'bg-nbd' },
  'GBP',
);
