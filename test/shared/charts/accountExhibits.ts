import { exhibitOf, tableOf } from './exhibits.ts';

/** One account with targets and a stock; the last target's period has hardly begun, and a month has no stock count. */
export const planned = exhibitOf(
  'account',
  {},
  {
    plan: tableOf(
      ['month', 'months', 'target', 'revenue', 'attainment'],
      { month: 'month', target: 'money', revenue: 'money', attainment: 'ratio' },
      [
        [24141, 1, 480, 500, 500 / 480],
        [24142, 1, 520, 0, 0],
        [24143, 1, 0, 90, null],
      ],
    ),
    stock: tableOf(
      ['month', 'received', 'outbound', 'sell_out', 'inventory', 'cover'],
      {
        month: 'month',
        received: 'units',
        outbound: 'units',
        sell_out: 'units',
        inventory: 'units',
        cover: 'days',
      },
      [
        [24141, 1200, null, 900, 4300, 143],
        [24142, 800, null, 1000, null, null],
        [24143, 0, null, 700, 3400, 146],
      ],
    ),
  },
);
