import { exhibitOf, tableOf } from './exhibits.ts';

export const frontier = exhibitOf(
  'headroom',
  {},
  {
    headroom: tableOf(
      [
        ...[
          'account',
          'account_name',
          'account_size',
          'revenue',
          'expected',
          'lower',
          'upper',
          'q50',
          'q75',
          'q90',
        ],
        ...['spend_percentile', 'value'],
      ],
      { revenue: 'money', expected: 'money', value: 'money', q50: 'money', q75: 'money', q90: 'money' },
      [
        ['a', 'Alpha', 4, 100, 400, 250, 700, 300, 500, 800, 0.1, 200],
        ['b', 'Beta {b|x}', 9, 900, 500, 300, 800, 600, 900, 1200, 0.8, 0],
        ['c', 'Gamma', 0, 50, 200, 100, 300, null, null, null, null, 150],
      ],
    ),
    frontier: tableOf(['account_size', 'q50', 'q75', 'q90'], { q50: 'money', q75: 'money', q90: 'money' }, [
      [4, 200, 400, 700],
      [9, 500, 800, 1300],
    ]),
  },
  { size: 'orders' },
);

export const paced = exhibitOf(
  'momentum',
  {},
  {
    momentum: tableOf(
      [
        ...[
          'account',
          'account_name',
          'base',
          'end',
          'market',
          'mix',
          'performance',
          'growth',
          'market_growth',
        ],
        ...['basis', 'quadrant'],
      ],
      { base: 'money', end: 'money', growth: 'ratio', market_growth: 'ratio' },
      [
        ['a', 'Alpha', 1000, 800, 50, -10, -240, -0.2, 0.04, 'market', 'behindGrowing'],
        ['b', 'Beta', 400, 600, 20, 0, 180, 0.5, 0.05, 'market', 'aheadGrowing'],
        ['c', 'Gamma', 100, 90, -5, 0, -5, -0.1, -0.05, 'segment', 'behindShrinking'],
        ['d', 'New', 0, 70, 0, 0, 0, null, null, 'segment', null],
      ],
    ),
    bridge: tableOf(['line', 'amount'], { amount: 'money' }, [
      ['base', 1500],
      ['market', 65],
      ['mix', -10],
      ['performance', -65],
      ['apart', 70],
      ['end', 1560],
    ]),
  },
);

export const cornered = exhibitOf(
  'price',
  {},
  {
    buyers: tableOf(
      [
        ...[
          'account',
          'account_name',
          'product',
          'product_name',
          'price',
          'lower',
          'median',
          'upper',
          'quantity',
        ],
        ...['leakage', 'buyers', 'own_group'],
      ],
      {
        price: 'price',
        lower: 'price',
        median: 'price',
        upper: 'price',
        quantity: 'units',
        leakage: 'money',
      },
      [
        ['a', 'Alpha', 'p', 'Pallet', 10, 9, 10, 11, 5, 0, 6, 0],
        ['b', 'Beta', 'p', 'Pallet', 7, 8.5, 9.5, 10.5, 50, 75, 6, 0],
        ['c', 'Gamma', 'p', 'Pallet', 9, null, null, null, 500, null, 3, 0],
      ],
    ),
  },
);

export const filled = exhibitOf(
  'wallet',
  {},
  {
    wallet: tableOf(
      ['account', 'account_name', 'revenue', 'wallet', 'basis', 'share', 'share_low', 'share_high', 'open'],
      { revenue: 'money', wallet: 'money', open: 'money', share: 'ratio' },
      [
        ['a', 'Alpha', 100, 400, 'declared', 0.25, 0.2, 0.25, 300],
        ['b', 'Beta', 90, 100, 'estimated', 0.9, 0.9, 1, 10],
        ['c', 'Gamma', 0, 50, 'declared', 0, 0, 0, 50],
      ],
    ),
  },
);
