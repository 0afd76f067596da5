import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import { cellReference } from '../xlsx/references.ts';
import { areDistinctWithoutCase, distinct, textsOf } from './groups.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  type HelperCell,
  headerOfColumn,
  helperHeader,
  helperReference,
  helperRow,
  numbersOf,
  wholeColumn,
} from './plan.ts';

/** Value at stake and expected value by kind of opportunity, summed over the list. */
export function opportunitiesPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  const kinds = textsOf(request, 'kind').map((kind) => kind ?? '–');
  const names = distinct(kinds);
  const format = unitFormat('money');
  const canSum = areDistinctWithoutCase(names);
  const measures = [
    { column: 'value', colour: theme.accent },
    { column: 'expected', colour: theme.categories[1]! },
  ];
  const sums = measures.map(({ column }) => {
    const { values } = numbersOf(request, column);
    return names.map((name) =>
      values.reduce(
        (sum, value, row) => (kinds[row] === name && Number.isFinite(value) ? sum + value : sum),
        0,
      ),
    );
  });
  const cell = (measure: number, row: number): HelperCell => {
    const result = sums[measure]![row]!;
    if (!canSum) return { number: result, format };
    const isKind = `(${wholeColumn(request, 'kind')}=$${cellReference(0, helperRow + row)})`;
    return {
      formula: `SUMPRODUCT(--${isKind},${wholeColumn(request, measures[measure]!.column)})`,
      result,
      format,
    };
  };
  const headers = ['kind', 'value', 'expected'].map((name) => headerOfColumn(request, name).values[0]!);
  const categories = { reference: helperReference(request, 0, names.length), values: names };
  const series = measures.map(({ colour }, index): ChartSeries => {
    const labelFormat = axisFormat(request, 'money', sums[index]!);
    return {
      name: helperHeader(request, index + 1, headers[index + 1]!),
      categories,
      values: { reference: helperReference(request, index + 1, names.length), values: sums[index]! },
      colour: rgb(colour),
      labels: { format: labelFormat, position: 'outEnd' },
    };
  });
  return {
    chart: {
      plots: [{ kind: 'column', gap: 60, series }],
      categoryAxis: { format: 'General' },
      valueAxis: { format: axisFormat(request, 'money', sums.flat()) },
      legend: true,
    },
    helper: { headers, rows: names.map((name, row) => [{ text: name }, cell(0, row), cell(1, row)]) },
  };
}
