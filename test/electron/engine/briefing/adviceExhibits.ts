import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { accountNames, exhibitOf, sequence, spread } from './exhibits.ts';

export const headroom = exhibitOf('headroom', {
  headroom: makeTable([
    textColumn(
      'account',
      sequence(300, (index) => `A${index}`),
    ),
    textColumn(
      'account_name',
      sequence(300, (index) => accountNames[index % 6]!),
    ),
    numberColumn(
      'revenue',
      'money',
      sequence(300, (index) => 1e6 * spread(index) ** 2),
    ),
    numberColumn(
      'expected',
      'money',
      sequence(300, (index) => 1e6 * spread(index) ** 2 * (0.7 + spread(index + 900))),
    ),
    numberColumn(
      'gap',
      'money',
      sequence(300, (index) => 1e5 * spread(index + 77)),
    ),
  ]),
});

export const rules = exhibitOf('rules', {
  rules: makeTable([
    textColumn(
      'lhs',
      sequence(80, (index) => `P${index} + P${index + 1}`),
    ),
    textColumn(
      'lhs_names',
      sequence(80, () => 'Brake pads 刹车片 + Brake discs 刹车盘'),
    ),
    textColumn(
      'rhs',
      sequence(80, (index) => `P${index + 2}`),
    ),
    textColumn(
      'rhs_name',
      sequence(80, () => 'Oil filter 机油滤芯'),
    ),
    numberColumn(
      'support',
      'ratio',
      sequence(80, (index) => 0.01 + 0.05 * spread(index) ** 3),
    ),
    numberColumn(
      'confidence',
      'ratio',
      sequence(80, (index) => 0.3 + 0.6 * spread(index + 90)),
    ),
    numberColumn(
      'lift',
      'score',
      sequence(80, (index) => 1 + 20 * spread(index + 5)),
    ),
    numberColumn(
      'conviction',
      'score',
      sequence(80, (index) => (index === 0 ? Number.POSITIVE_INFINITY : 2)),
    ),
  ]),
});

export const rhythm = exhibitOf('rhythm', {
  rhythm: makeTable([
    textColumn(
      'account',
      sequence(120, (index) => `A${index}`),
    ),
    textColumn(
      'account_name',
      sequence(120, (index) => accountNames[index % 6]!),
    ),
    numberColumn(
      'last_order',
      'none',
      sequence(120, (index) => 20_500 - index),
      'date',
    ),
    numberColumn(
      'days_since',
      'days',
      sequence(120, (index) => 5 + index),
      'integer',
    ),
    numberColumn(
      'median_gap',
      'days',
      sequence(120, (index) => (index % 10 === 0 ? Number.NaN : 7 + 40 * spread(index))),
    ),
    numberColumn(
      'value',
      'money',
      sequence(120, (index) => 1e5 * spread(index + 3)),
    ),
    textColumn(
      'status',
      sequence(120, (index) => ['onTime', 'late', 'overdue', 'once'][index % 4]!),
    ),
  ]),
  gaps: makeTable([
    numberColumn(
      'days_from',
      'days',
      sequence(20, (index) => index * 7),
      'integer',
    ),
    numberColumn(
      'days_to',
      'days',
      sequence(20, (index) => index * 7 + 6),
      'integer',
    ),
    numberColumn(
      'gaps',
      'count',
      sequence(20, (index) => Math.round(4000 * Math.exp(-index / 4))),
      'integer',
    ),
  ]),
});

export const opportunities = exhibitOf('opportunities', {
  opportunities: makeTable([
    textColumn(
      'id',
      sequence(30, (index) => `retain:A${index}:`),
    ),
    textColumn(
      'kind',
      sequence(30, (index) => ['retain', 'upsell', 'cross-sell'][index % 3]!),
    ),
    textColumn(
      'account',
      sequence(30, (index) => `A${index}`),
    ),
    textColumn(
      'account_name',
      sequence(30, (index) => accountNames[index % 6]!),
    ),
    textColumn(
      'product',
      sequence(30, () => null),
    ),
    textColumn(
      'product_name',
      sequence(30, () => null),
    ),
    numberColumn(
      'value',
      'money',
      sequence(30, (index) => 1e5 * (30 - index)),
    ),
    numberColumn(
      'probability',
      'ratio',
      sequence(30, (index) => spread(index)),
    ),
    numberColumn(
      'expected',
      'money',
      sequence(30, (index) => 1e5 * (30 - index) * spread(index)),
    ),
    textColumn(
      'evidence',
      sequence(30, () => 'unknownCode'),
    ),
    textColumn(
      'evidence_params',
      sequence(30, () => '{"days":12}'),
    ),
    textColumn(
      'next_step',
      sequence(30, () => 'unknownStep'),
    ),
  ]),
});

export const whiteSpace = exhibitOf('white-space', {
  products: makeTable([
    textColumn(
      'product',
      sequence(40, (index) => `P${index}`),
    ),
    textColumn(
      'product_name',
      sequence(40, (index) => `Brake pads 刹车片 ${index}`),
    ),
    numberColumn(
      'buyers',
      'count',
      sequence(40, (index) => 400 - 9 * index),
      'integer',
    ),
    numberColumn(
      'penetration',
      'ratio',
      sequence(40, (index) => (400 - 9 * index) / 500),
    ),
    numberColumn(
      'revenue',
      'money',
      sequence(40, (index) => 1e6 - 2e4 * index),
    ),
  ]),
});
