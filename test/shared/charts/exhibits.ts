import type { Exhibit, Question } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn, type Unit } from '../../../shared/domain/table.ts';

/** A value of a fixture cell: text, number, or null for missing. */
type Cell = string | number | boolean | null;

/** A small table written row by row; `units` names the unit of each number column (`none` where absent). */
export function tableOf(
  names: string[],
  units: Record<string, Unit | 'date' | 'month'>,
  rows: Cell[][],
): Table {
  return makeTable(
    names.map((name, at) => {
      const cells = rows.map((row) => row[at] ?? null);
      const unit = units[name];
      if (unit === undefined && cells.some((cell) => typeof cell === 'string')) {
        return textColumn(
          name,
          cells.map((cell) => (cell === null ? null : String(cell))),
        );
      }
      const values = cells.map((cell) => (cell === null ? Number.NaN : Number(cell)));
      if (unit === 'date' || unit === 'month') return numberColumn(name, 'none', values, unit);
      const isBoolean = cells.every((cell) => typeof cell === 'boolean');
      return numberColumn(name, unit ?? 'count', values, isBoolean ? 'boolean' : 'number');
    }),
  );
}

export function exhibitOf(
  question: Question,
  values: Exhibit['values'],
  tables: Exhibit['tables'],
  parameters: Exhibit['evidence']['parameters'] = {},
  currency?: string,
): Exhibit {
  const slice = { where: [], basis: 'net' as const };
  return {
    ask: { question, slice, options: {} },
    values,
    tables,
    evidence: {
      rowsIn: 100,
      accounts: 10,
      slice,
      asOf: '2011-12-09',
      method: question,
      source: 'fixture',
      ...(currency ? { currency: { reporting: currency } } : {}),
      parameters,
      warnings: [],
    },
  };
}

const money = {
  amount: 'money',
  revenue: 'money',
  change: 'money',
  value: 'money',
  expected: 'money',
} as const;

export const movement = exhibitOf(
  'movement',
  {},
  {
    bridge: tableOf(['line', 'amount', 'accounts'], money, [
      ['start', 3000, 40],
      ['new', 800, 6],
      ['reactivated', 0, 0],
      ['expansion', 450.5, 12],
      ['contraction', -600, 14],
      ['churned', -3900, 8],
      ['other', 0, 0],
      ['fx', 0, null],
      ['end', -249.5, 38],
    ]),
  },
);

export const movementPeriods = exhibitOf(
  'movement-series',
  {},
  {
    periods: tableOf(
      [
        ...[
          'from',
          'to',
          'start',
          'new',
          'reactivated',
          'expansion',
          'contraction',
          'churned',
          'other',
          'end',
        ],
        ...[
          'n_start',
          'n_new',
          'n_reactivated',
          'n_expansion',
          'n_contraction',
          'n_flat',
          'n_churned',
          'n_end',
        ],
        ...['nrr', 'grr', 'logo_retention', 'partial'],
      ],
      { new: 'money', expansion: 'money', nrr: 'ratio', grr: 'ratio', logo_retention: 'ratio' },
      [
        [
          '2011-09',
          '2011-10',
          100,
          20,
          5,
          30,
          -25,
          -15,
          0,
          115,
          9,
          2,
          1,
          3,
          3,
          1,
          2,
          10,
          0.9,
          0.6,
          0.78,
          false,
        ],
        ['2011-10', '2011-11', 115, 0, 0, 10, -5, -40, 0, 80, 10, 0, 0, 2, 3, 1, 4, 6, 0.7, 0.6, 0.6, false],
        ['2011-11', '2011-12', 80, 1, 0, 0, -60, -10, 0, 11, 6, 1, 0, 0, 3, 0, 3, 4, 0.13, 0.13, 0.5, true],
      ],
    ),
  },
  {},
  'GBP',
);

export const trendPlain = exhibitOf(
  'trend',
  {},
  {
    trend: tableOf(
      ['period', 'first', 'revenue', 'active_accounts', 'orders', 'quantity', 'partial'],
      { first: 'date', revenue: 'money', quantity: 'units' },
      [
        ['2011-10', 15248, 1_039_318.79, 1364, 2040, 570_532, false],
        ['2011-11', 15279, 1_156_205.61, 1664, 2769, 669_915, false],
        ['2011-12', 15309, 342_524.38, 615, 819, 203_554, true],
      ],
    ),
  },
);

export const trendGrouped = exhibitOf(
  'trend',
  {},
  {
    ...trendPlain.tables,
    groups: tableOf(['period', 'first', 'group', 'revenue'], { first: 'date', revenue: 'money' }, [
      ['2011-10', 15248, null, 39_318.79],
      ['2011-10', 15248, 'United Kingdom', 1_000_000],
      ['2011-11', 15279, 'United Kingdom', 1_100_000],
      ['2011-11', 15279, 'France {a|b}', 56_205.61],
      ['2011-12', 15309, 'United Kingdom', 342_524.38],
    ]),
  },
);

export const concentrated = exhibitOf(
  'concentration',
  { accounts: 4, accountsFor80pct: 2 },
  {
    curve: tableOf(
      ['rank', 'account', 'account_name', 'revenue', 'share', 'cumulative_share'],
      { revenue: 'money', share: 'ratio', cumulative_share: 'ratio' },
      [
        [1, 'a', '<img src=x onerror=alert(1)>', 600, 0.6, 0.6],
        [2, 'b', '上海远航物流有限公司', 250, 0.25, 0.85],
        [3, 'c', null, 100, 0.1, 0.95],
        [4, 'd', 'D', 50, 0.05, 1],
      ],
    ),
    stress: tableOf(
      ['lost', 'revenue_lost', 'share_lost', 'remaining'],
      { revenue_lost: 'money', share_lost: 'ratio', remaining: 'money' },
      [
        [1, 600, 0.6, 400],
        [3, 950, 0.95, 50],
      ],
    ),
  },
);

export const cohorted = exhibitOf(
  'cohorts',
  {},
  {
    cells: tableOf(
      ['cohort', 'age', 'accounts', 'revenue', 'partial', 'size', 'retention', 'per_account'],
      { cohort: 'month', revenue: 'money', retention: 'ratio', per_account: 'money' },
      [
        [24141, 0, 20, 1000, false, 20, 1, 50],
        [24141, 1, 10, 800, false, 20, 0.5, 80],
        [24141, 2, 3, 90, true, 20, 0.15, 30],
        [24142, 0, 8, 0, false, 8, 1, 0],
        [24142, 1, 2, 40, true, 8, 0.25, 20],
      ],
    ),
  },
);

export const rhythmic = exhibitOf(
  'rhythm',
  {},
  {
    rhythm: tableOf(
      [
        ...['account', 'account_name', 'last_order', 'days_since', 'order_days', 'median_gap', 'q90_gap'],
        ...['percentile', 'value', 'status'],
      ],
      { last_order: 'date', median_gap: 'days', percentile: 'ratio', value: 'money' },
      [
        ['a', 'Alpha', 15300, 17, 12, 20, 41, 0.4, 5000, 'onTime'],
        ['b', 'Beta', 15200, 117, 9, 30, 60, 1, 900, 'overdue'],
        ['c', 'Gamma', 15260, 57, 5, 33, 58, 0.85, 120, 'late'],
        ['d', 'Delta', 15000, 317, 1, null, null, null, 80, 'once'],
        ['e', 'Epsilon', 14900, 417, 4, 20, 30, 1, 0, 'overdue'],
      ],
    ),
    gaps: tableOf(['days_from', 'days_to', 'gaps'], {}, [
      [0, 7, 120],
      [7, 14, 80],
      [14, null, 15],
    ]),
  },
);

export const priceVolume = exhibitOf(
  'price-volume-mix',
  {},
  {
    bridge: tableOf(['line', 'amount', 'items'], money, [
      ['from', 1000, 30],
      ['volume', -120, 25],
      ['price', 40, 25],
      ['newItems', 210, 5],
      ['lostItems', -80, 4],
      ['to', 1050, 30],
    ]),
  },
);

export const roomy = exhibitOf(
  'headroom',
  {},
  {
    headroom: tableOf(
      [
        ...['account', 'account_name', 'revenue', 'expected', 'lower', 'upper', 'gap', 'gap_upper', 'peers'],
        ...['similarity', 'orders', 'products', 'tenure_months'],
      ],
      {
        revenue: 'money',
        expected: 'money',
        lower: 'money',
        upper: 'money',
        gap: 'money',
        gap_upper: 'money',
      },
      [
        ['a', 'Alpha', 100, 400, 250, 700, 300, 600, 15, 0.9, 4, 12, 10],
        ['b', 'Beta', 900, 500, 300, 800, 0, 0, 15, 0.8, 9, 30, 12],
        ['c', 'Gamma', -20, 200, 100, 300, 220, 320, 12, 0.7, 1, 2, 3],
      ],
    ),
  },
);

export const ruled = exhibitOf(
  'rules',
  {},
  {
    rules: tableOf(
      [
        ...['lhs', 'lhs_names', 'rhs', 'rhs_name', 'length', 'support', 'confidence', 'lift', 'leverage'],
        ...['conviction', 'count'],
      ],
      { support: 'ratio', confidence: 'ratio', lift: 'score', leverage: 'score', conviction: 'score' },
      [
        ['1 + 2', 'Cup + Saucer', '3', 'Teapot', 3, 0.02, 0.7, 12.5, 0.018, 3.1, 320],
        ['4', 'Spoon', '5', 'Fork', 2, 0.01, 0.31, 1.2, 0.002, 1.1, 160],
      ],
    ),
  },
);

export const white = exhibitOf(
  'white-space',
  {},
  {
    products: tableOf(
      ['product', 'product_name', 'buyers', 'penetration', 'revenue'],
      { penetration: 'ratio', revenue: 'money' },
      [
        ['p', 'Paper', 2, 0.66, 120],
        ['q', 'Quill', 1, 0.33, 30],
      ],
    ),
    accounts: tableOf(
      ['account', 'account_name', 'revenue', 'bought', 'lapsed', 'never', 'expected'],
      { revenue: 'money', expected: 'money' },
      [
        ['a', 'Alpha', 100, 1, 0, 1, 12],
        ['b', 'Beta', 50, 1, 1, 0, 0],
        ['c', 'Gamma', 20, 0, 0, 2, 9],
      ],
    ),
    cells: tableOf(
      ['account_row', 'product_row', 'state', 'revenue', 'probability', 'expected'],
      { revenue: 'money', probability: 'ratio', expected: 'money' },
      [
        [0, 0, 'bought', 100, null, null],
        [0, 1, 'never', 0, 0.4, 12],
        [1, 0, 'bought', 20, null, null],
        [1, 1, 'lapsed', 30, 0.2, 5],
        [2, 0, 'never', 0, 0.1, 6],
        [2, 1, 'never', 0, 0.05, 3],
      ],
    ),
  },
);

export const advised = exhibitOf(
  'opportunities',
  {
    retainValue: 120_000,
    upsellValue: 80_000,
    crossSellValue: null,
    retainCount: 12,
    upsellCount: 1,
    crossSellCount: 0,
  },
  {},
);

export const oneAccount = exhibitOf(
  'account',
  {},
  {
    months: tableOf(
      ['month', 'revenue', 'peer_median', 'book', 'own_market'],
      { month: 'month', revenue: 'money', peer_median: 'money', book: 'money', own_market: 'money' },
      [
        [24141, 500, 420, 200, 180],
        [24142, 0, 380, 190, null],
        [24143, 90, null, 200, 210],
      ],
    ),
    products: tableOf(
      ['product', 'product_name', 'revenue', 'revenue_prior', 'last_order', 'state'],
      { revenue: 'money', revenue_prior: 'money', last_order: 'date' },
      Array.from({ length: 13 }, (_, index) => [
        `p${index}`,
        index === 0 ? 'Tea {x|y} set with a very long name that does not fit' : null,
        130 - index * 10,
        index === 3 ? 500 : 50,
        15300 - index,
        index % 2 === 0 ? 'bought' : 'lapsed',
      ]),
    ),
  },
);

export const summarised = exhibitOf(
  'summary',
  {},
  {
    months: tableOf(
      ['month', 'revenue', 'active_accounts', 'orders', 'partial'],
      { month: 'month', revenue: 'money' },
      [
        [24141, 500, 42, 50, false],
        [24142, 800, 40, 61, false],
        [24143, 90, 12, 9, true],
      ],
    ),
  },
);
