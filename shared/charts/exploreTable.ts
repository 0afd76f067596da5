import type { ChartData, ExploreChart, ScatterMembers } from '../contract/explore.ts';
import { type Axis, binCount } from '../domain/cubeAxis.ts';
import { type MeasureName, measures } from '../domain/measures.ts';
import { type Column, makeTable, numberColumn, type Table, textColumn } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { binBounds, binLabels } from './exploreLabels.ts';

/**
 * A chart as rows: its bins (or accounts, or products), the measure under all selections elsewhere, the measure without
 * them where there are any, and the rows counted. Cells without a row are left out, except along a single axis.
 */
export function exploreTable(
  chart: ExploreChart,
  data: Pick<ChartData, 'axes' | 'members' | 'all' | 'now' | 'rows'>,
  format: Format,
  t: Translate,
): Table {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  const shown = shownCells(data);
  const pick = (values: Float64Array) => Float64Array.from(shown, (cell) => values[cell]!);
  const columns: Column[] = [
    ...(chart.kind === 'scatter'
      ? memberColumns(chart.of, data.members!, shown)
      : axesColumns(data.axes, shown, format, t)),
    ...[...new Set(names)].map((name) =>
      measureColumn(name, name, pick(data.now.values[names.indexOf(name)]!)),
    ),
  ];
  if (data.rows.now !== data.rows.all) {
    columns.push(measureColumn('explore_all', names[0]!, pick(data.all.values[0]!)));
  }
  if (!names.includes('lines')) columns.push(measureColumn('lines', 'lines', pick(data.now.lines)));
  return makeTable(columns);
}

function measureColumn(column: string, name: MeasureName, values: Float64Array): Column {
  const { unit } = measures[name];
  return numberColumn(column, unit, values, unit === 'count' ? 'integer' : 'number');
}

function shownCells({ axes, all }: Pick<ChartData, 'axes' | 'all'>): number[] {
  const cells = Array.from(all.lines.keys());
  return axes.length === 1 ? cells : cells.filter((cell) => all.lines[cell]! > 0);
}

function memberColumns(
  of: 'account' | 'product',
  { keys, names }: ScatterMembers,
  shown: number[],
): Column[] {
  return [
    textColumn(
      of,
      shown.map((cell) => keys[cell]!),
    ),
    textColumn(
      `${of}_name`,
      shown.map((cell) => names[cell]!),
    ),
  ];
}

function axesColumns(axes: Axis[], shown: number[], format: Format, t: Translate): Column[] {
  let stride = axes.reduce((product, axis) => product * binCount(axis), 1);
  return axes.flatMap((axis) => {
    const size = binCount(axis);
    stride /= size;
    const step = stride;
    return axisColumns(
      axis,
      shown.map((cell) => Math.floor(cell / step) % size),
      format,
      t,
    );
  });
}

/** The field; of dates their grain, which for the days of sales says it all. */
function axisName(axis: Axis, t: Translate): string {
  const own = axis.field.replace(/^(account|product|sales)\./, '');
  const field = t.dynamic(`field.${own}`, {}, own);
  if (axis.kind !== 'time') return field;
  const grain = t(`field.${axis.grain}`);
  return axis.field === 'day' ? grain : t('explore.title.dated', { field, grain });
}

function axisColumns(axis: Axis, bins: number[], format: Format, t: Translate): Column[] {
  const labels = binLabels(axis, format, t);
  const name = axisName(axis, t);
  const texts = textColumn(
    axis.kind === 'number' ? t('explore.bin', { field: name }) : name,
    bins.map((bin) => labels[bin]!),
  );
  if (axis.kind !== 'number') return [texts];
  const { from, below } = binBounds(axis);
  return [
    texts,
    numberColumn(
      t('explore.bin.from', { field: name }),
      'none',
      bins.map((bin) => from[bin]!),
    ),
    numberColumn(
      t('explore.bin.below', { field: name }),
      'none',
      bins.map((bin) => below[bin]!),
    ),
  ];
}
