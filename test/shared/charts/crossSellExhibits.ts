import { exhibitOf, tableOf } from './exhibits.ts';

export const following = exhibitOf(
  'sequence',
  { product: null, buyers: null, pairs: 3, tested: 12 },
  {
    sequences: tableOf(
      [
        'after',
        'after_name',
        'product',
        'product_name',
        'accounts',
        'followed',
        'open',
        'follow_share',
        'median_days',
        'base_share',
        'lift',
        'chance',
      ],
      { follow_share: 'ratio', median_days: 'days', base_share: 'ratio', lift: 'none', chance: 'none' },
      [
        ['P1', 'Oil filter 机油滤芯', 'P2', 'Tyres 轮胎', 80, 40, 3, 0.52, 31, 0.1, 5.2, 1e-9],
        [
          'P1',
          'Oil filter 机油滤芯',
          'P3',
          'A {bold|name} that is much too long to be drawn in full',
          78,
          20,
          5,
          0.27,
          60,
          0.09,
          3,
          1e-4,
        ],
        ['P2', 'Tyres 轮胎', 'P1', 'Oil filter 机油滤芯', 20, 6, 1, 0.31, 44, 0.2, null, 0.03],
      ],
    ),
  },
);

export const networked = exhibitOf(
  'network',
  { transactions: 200, tested: 66, edges: 3, products: 3 },
  {
    nodes: tableOf(
      ['product', 'product_name', 'revenue', 'baskets', 'edges', 'x', 'y'],
      { revenue: 'money', x: 'none', y: 'none' },
      [
        ['P1', 'Oil filter 机油滤芯', 120000, 90, 2, 0, 0.4],
        ['P2', 'Tyres 轮胎', 60000, 70, 1, 1, 1],
        ['P3', null, -50, 12, 1, 0.5, 0],
      ],
    ),
    edges: tableOf(
      [
        'product',
        'product_name',
        'with_product',
        'with_name',
        'count',
        'support',
        'lift',
        'leverage',
        'chance',
        'adjusted',
      ],
      { support: 'ratio', lift: 'none', leverage: 'none', chance: 'none', adjusted: 'none' },
      [
        ['P1', 'Oil filter 机油滤芯', 'P2', 'Tyres 轮胎', 50, 0.25, 2.1, 0.11, 1e-12, 1e-11],
        ['P1', 'Oil filter 机油滤芯', 'P3', null, 9, 0.045, 1.6, 0.01, 0.001, 0.004],
      ],
    ),
  },
);

export const taken = exhibitOf(
  'cannibalisation',
  { product: 'P2', productName: 'Tyres 轮胎', verdict: 'noneShown', matched: 31 },
  {
    spend: tableOf(
      ['month_from_adoption', 'adopters', 'matched'],
      { month_from_adoption: 'none', adopters: 'money', matched: 'money' },
      [
        [-1, 1200, 1180],
        [0, 1500, 1190],
        [1, 1100, null],
      ],
    ),
  },
);
