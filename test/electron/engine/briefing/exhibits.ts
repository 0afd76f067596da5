import type { Exhibit, Question } from '../../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../../shared/domain/table.ts';

export const accountNames = [
  '杭州云启跨境电商有限公司',
  'Norwick Logistics GmbH',
  '=HYPERLINK("http://example.com")',
  '<b>Ampersand & Söhne</b>',
  'O\'Brien "Quoted" Ltd',
  '深圳恒途电子科技股份有限公司',
];

export function sequence<Value>(n: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: n }, (_, index) => make(index));
}

/** A repeatable number in [0, 1) for a position. */
export function spread(index: number): number {
  const value = Math.sin(index * 12.9898 + 4.1414) * 43758.5453;
  return value - Math.floor(value);
}

export function exhibitOf(
  question: Question,
  tables: Record<string, Table>,
  values: Exhibit['values'] = {},
): Exhibit {
  const slice = {
    where: [{ field: 'market', in: ['China', 'Europe', 'Japan', 'Other'] }],
    basis: 'net' as const,
  };
  return {
    ask: { question, slice, options: {} },
    values,
    tables,
    evidence: {
      rowsIn: 541_909,
      accounts: 4_338,
      slice,
      asOf: '2026-06-30',
      from: { text: '2025-H2', first: '2025-07-01', last: '2025-12-31' },
      to: { text: '2026-H1', first: '2026-01-01', last: '2026-06-30' },
      method: 'revenueMovement',
      source: 'Definition of this house; compare Fader & Hardie (2005)',
      parameters: { tolerance: 0.0001, fields: ['market', 'region'] },
      seed: 7,
      warnings: [{ code: 'partialPeriod', params: { period: '2026-H1' } }],
    },
  };
}

function bridge(lines: string[], amounts: number[]): Table {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const counts = amounts.map((_, index) => 40 + index * 17);
  return makeTable([
    textColumn('line', lines),
    numberColumn('amount', 'money', [...amounts, total]),
    numberColumn('accounts', 'count', [...counts, 950], 'integer'),
  ]);
}

export const movement = exhibitOf(
  'movement',
  {
    bridge: bridge(
      ['start', 'new', 'reactivated', 'expansion', 'contraction', 'churned', 'other', 'end'],
      [4_215_330.25, 512_000.5, 88_431, 940_210.75, -610_554.5, -402_118, -1_250],
    ),
    accounts: makeTable([
      textColumn(
        'account',
        sequence(60, (index) => `A${100_001 + index}`),
      ),
      textColumn(
        'account_name',
        sequence(60, (index) => accountNames[index % accountNames.length]!),
      ),
      textColumn(
        'class',
        sequence(60, (index) => ['new', 'churned', 'expansion', 'flat'][index % 4]!),
      ),
      numberColumn(
        'from',
        'money',
        sequence(60, (index) => Math.round(spread(index) * 1e7) / 100),
      ),
      numberColumn(
        'to',
        'money',
        sequence(60, (index) => Math.round(spread(index + 500) * 1e7) / 100),
      ),
      numberColumn(
        'change',
        'money',
        sequence(
          60,
          (index) => Math.round(spread(index + 500) * 1e7) / 100 - Math.round(spread(index) * 1e7) / 100,
        ),
      ),
    ]),
  },
  { start: 4_215_330.25, nrr: 1.02, grr: 0.81, logoRetention: 0.88, countStart: 912, fx: null },
);

/** Falls through zero and ends below it. */
export const lossBridge = exhibitOf('movement', {
  bridge: bridge(['start', 'new', 'churned', 'end'], [120_000, 30_000, -290_000]),
});

export const priceVolumeMix = exhibitOf('price-volume-mix', {
  bridge: bridge(
    ['from', 'volume', 'price', 'newItems', 'lostItems', 'to'],
    [910_000, 61_000, -22_500, 18_400, -9_900],
  ),
});

const months = sequence(24, (index) => 2024 * 12 + 6 + index);

export const summary = exhibitOf('summary', {
  months: makeTable([
    numberColumn('month', 'none', months, 'month'),
    numberColumn(
      'revenue',
      'money',
      months.map((_, index) => 6e8 + 2e8 * spread(index) + 8e6 * index),
    ),
    numberColumn(
      'active_accounts',
      'count',
      months.map((_, index) => 800 + 6 * index),
      'integer',
    ),
    numberColumn(
      'orders',
      'count',
      months.map((_, index) => 1500 + 10 * index),
      'integer',
    ),
    numberColumn(
      'partial',
      'none',
      months.map((_, index) => (index === 23 ? 1 : 0)),
      'boolean',
    ),
  ]),
});

export const groups = exhibitOf('trend', {
  groups: makeTable([
    textColumn(
      'period',
      months.flatMap((month) =>
        sequence(4, () => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`),
      ),
    ),
    numberColumn(
      'first',
      'none',
      months.flatMap((month) => sequence(4, () => (month - 23_640) * 30)),
      'date',
    ),
    textColumn(
      'group',
      months.flatMap(() => ['China', 'Europe', 'Middle East', null]),
    ),
    numberColumn(
      'revenue',
      'money',
      months.flatMap((_, index) => sequence(4, (group) => 1e5 * (4 - group) * (1 + spread(index + group)))),
    ),
  ]),
});

export const movementSeries = exhibitOf('movement-series', {
  periods: makeTable([
    textColumn(
      'from',
      months.map((_, index) => `M${index}`),
    ),
    textColumn(
      'to',
      months.map((_, index) => `M${index + 1}`),
    ),
    ...(['start', 'new', 'reactivated', 'expansion', 'contraction', 'churned', 'other', 'end'] as const).map(
      (name, place) =>
        numberColumn(
          name,
          'money',
          months.map((_, index) => {
            const parts = [1e6, 4e4, 1e4, 9e4, -6e4, -5e4, 0].map((size, part) =>
              Math.round(size * (0.6 + spread(index * 9 + part))),
            );
            return place < 7 ? parts[place]! : parts.reduce((sum, part) => sum + part, 0);
          }),
        ),
    ),
    numberColumn(
      'nrr',
      'ratio',
      months.map((_, index) => (index === 3 ? Number.NaN : 0.9 + 0.2 * spread(index))),
    ),
  ]),
});

export const concentration = exhibitOf('concentration', {
  curve: makeTable([
    numberColumn(
      'rank',
      'count',
      sequence(400, (index) => index + 1),
      'integer',
    ),
    textColumn(
      'account',
      sequence(400, (index) => `A${index}`),
    ),
    textColumn(
      'account_name',
      sequence(400, (index) => accountNames[index % 6]!),
    ),
    numberColumn(
      'revenue',
      'money',
      sequence(400, (index) => 1e6 / (index + 1)),
    ),
    numberColumn(
      'share',
      'ratio',
      sequence(400, (index) => 0.152 / (index + 1)),
    ),
    numberColumn(
      'cumulative_share',
      'ratio',
      sequence(400, (index) => Math.log(index + 2) / Math.log(402)),
    ),
  ]),
  stress: makeTable([
    numberColumn('lost', 'count', [1, 3, 5, 10, 20, 50], 'integer'),
    numberColumn('revenue_lost', 'money', [1e6, 1.8e6, 2.3e6, 2.9e6, 3.6e6, 4.5e6]),
    numberColumn('share_lost', 'ratio', [0.15, 0.27, 0.35, 0.44, 0.55, 0.68]),
    numberColumn('remaining', 'money', [5.6e6, 4.8e6, 4.3e6, 3.7e6, 3e6, 2.1e6]),
  ]),
});

const cohortCells = months.flatMap((cohort, index) => sequence(24 - index, (age) => ({ cohort, age })));
export const cohorts = exhibitOf('cohorts', {
  cells: makeTable([
    numberColumn(
      'cohort',
      'none',
      cohortCells.map(({ cohort }) => cohort),
      'month',
    ),
    numberColumn(
      'age',
      'months',
      cohortCells.map(({ age }) => age),
      'integer',
    ),
    numberColumn(
      'accounts',
      'count',
      cohortCells.map(({ age }) => Math.round(80 * 0.93 ** age)),
      'integer',
    ),
    numberColumn(
      'revenue',
      'money',
      cohortCells.map(({ age }) => 1e5 * 0.93 ** age),
    ),
    numberColumn(
      'partial',
      'none',
      cohortCells.map(() => 0),
      'boolean',
    ),
    numberColumn(
      'size',
      'count',
      cohortCells.map(() => 80),
      'integer',
    ),
    numberColumn(
      'retention',
      'ratio',
      cohortCells.map(({ age }, index) => Math.min(1, 0.95 ** age * (0.9 + 0.1 * spread(index)))),
    ),
    numberColumn(
      'per_account',
      'money',
      cohortCells.map(() => 1250),
    ),
  ]),
});
