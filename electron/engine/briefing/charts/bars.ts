import { firstDayOfMonth } from '../../../../shared/domain/calendar.ts';
import {
  accentOf,
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  categoriesOf,
  drawnRows,
  headerOfColumn,
  numberColumnOf,
  numbersOf,
} from './plan.ts';

const mostBars = 20;

/** Bars for the first rows of a list that is sorted already; says how many where it is not all. */
export function topBars(category: string, value: string): (request: ChartRequest) => ChartPlan {
  return (request) => {
    const rows = drawnRows(request, mostBars);
    const values = numbersOf(request, value, rows);
    const categories = categoriesOf(request, category, firstDayOfMonth, rows);
    const name = headerOfColumn(request, value);
    const format = axisFormat(request, numberColumnOf(request, value).unit, values.values);
    const labels = { format, position: 'outEnd' } as const;
    const series = { name, categories: categories.data, values, colour: accentOf(request), labels };
    const note =
      rows < request.table.n
        ? { note: request.words.t('file.chartFirst', { n: rows, total: request.table.n }) }
        : {};
    return {
      chart: {
        plots: [{ kind: 'bar', gap: 40, series: [series] }],
        categoryAxis: { format: 'General' },
        valueAxis: { format, title: name.values[0]! },
        legend: false,
      },
      ...note,
    };
  };
}

export const priceAccountsPlan = topBars('account_name', 'leakage');
export const priceProductsPlan = topBars('product_name', 'leakage');
export const whiteSpaceProductsPlan = topBars('product_name', 'buyers');
export const accountProductsPlan = topBars('product_name', 'revenue');
