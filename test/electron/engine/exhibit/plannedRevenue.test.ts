import { expect, it } from 'vitest';
import { plansRevenue } from '../../../../electron/engine/exhibit/plannedRevenue.ts';

it.each(['', 'Revenue', 'Net sales', 'Turnover (EUR)', '销售额', '营业收入', '销售金额'])(
  '%s is revenue',
  (measure) => {
    expect(plansRevenue(measure)).toBe(true);
  },
);

it.each([
  'Net revenue retention',
  'Sales growth',
  'Sales volume',
  'Sales calls',
  'Average revenue per account',
  'Sales margin',
  'NPS',
  '收入增长率',
  '销售数量',
  '销售毛利',
])('%s is no amount of revenue', (measure) => {
  expect(plansRevenue(measure)).toBe(false);
});
