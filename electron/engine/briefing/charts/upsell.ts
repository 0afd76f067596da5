import { growthLimit } from '../../../../shared/charts/momentumQuadrant.ts';
import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  categoriesOf,
  drawnRows,
  type HelperCell,
  headerOfColumn,
  helperHeader,
  helperReference,
  numberColumnOf,
  numbersOf,
} from './plan.ts';

/** Points over two columns of the table. */
function points(request: ChartRequest, across: string, up: string, colour: string): ChartSeries {
  return {
    name: headerOfColumn(request, up),
    categories: numbersOf(request, across),
    values: numbersOf(request, up),
    colour: rgb(colour),
  };
}

function axisOf(request: ChartRequest, column: string, title: string) {
  return {
    format: axisFormat(request, numberColumnOf(request, column).unit, numbersOf(request, column).values),
    title,
  };
}

const frontierLines = ['q50', 'q75', 'q90'] as const;

/** Size against revenue, with the lines that half, a quarter and a tenth of the accounts of a size exceed. */
export function frontierPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const frontier = request.exhibit.tables.frontier!;
  const columns = ['account_size', ...frontierLines].map((name) => {
    const column = frontier.columns.find((one) => one.name === name)!;
    return column.type === 'text' ? new Float64Array(frontier.n) : column.values;
  });
  const money = unitFormat('money');
  const headers = [t('column.account_size'), ...frontierLines.map((name) => t(`series.${name}`))];
  const rows = Array.from({ length: frontier.n }, (_, row) =>
    columns.map((values, at): HelperCell => ({ number: values[row]!, format: at === 0 ? '#,##0.0' : money })),
  );
  const reference = (at: number) => ({
    reference: helperReference(request, at, frontier.n),
    values: [...columns[at]!],
  });
  const lines = frontierLines.map(
    (name, at): ChartSeries => ({
      name: helperHeader(request, at + 1, t(`series.${name}`)),
      categories: reference(0),
      values: reference(at + 1),
      colour: rgb(request.theme.text),
      line: true,
      ...(at > 0 ? { dashed: true } : {}),
    }),
  );
  const own = points(request, 'account_size', 'revenue', request.theme.upsell);
  const log = own.values.values.every((value) => value > 0) && columns[0]!.every((value) => value > 0);
  const drawnOnLog = log && (own.categories.values as readonly number[]).every((value) => value > 0);
  return {
    chart: {
      plots: [{ kind: 'scatter', series: [own, ...lines] }],
      categoryAxis: { ...axisOf(request, 'account_size', t('column.account_size')), log: drawnOnLog },
      valueAxis: {
        ...axisOf(request, 'revenue', t('axis.actual')),
        ...(drawnOnLog ? { format: '#,##0' } : {}),
        log: drawnOnLog,
        gridLines: true,
      },
      legend: true,
    },
    helper: { headers, rows },
  };
}

/** Growth of its own market against own growth, and where both are equal. */
export function momentumPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const own = numbersOf(request, 'growth').values.filter(Number.isFinite);
  const known = numbersOf(request, 'market_growth').values.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...ends(known)), Math.max(0, ...ends(known))];
  const format = unitFormat('ratio');
  const line: ChartSeries = {
    name: helperHeader(request, 1, t('series.asMarket')),
    categories: { reference: helperReference(request, 0, 2), values: [low, high] },
    values: { reference: helperReference(request, 1, 2), values: [low, high] },
    colour: rgb(request.theme.muted),
    line: true,
    dashed: true,
  };
  const cell = (number: number): HelperCell => ({ number, format });
  return {
    chart: {
      plots: [
        { kind: 'scatter', series: [points(request, 'market_growth', 'growth', request.theme.upsell), line] },
      ],
      categoryAxis: { format: '0%', title: t('axis.marketGrowth') },
      valueAxis: { format: '0%', title: t('axis.ownGrowth'), gridLines: true, max: growthLimit(own) },
      legend: true,
    },
    helper: {
      headers: [t('axis.marketGrowth'), t('series.asMarket')],
      rows: [low, high].map((value) => [cell(value), cell(value)]),
    },
  };
}

function ends(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  );
}

/** What buyers of one product pay at their quantity, with the quartiles and the median of the others. */
export function buyersPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const line = (name: string, dashed: boolean): ChartSeries => ({
    ...points(request, 'quantity', name, request.theme.muted),
    line: true,
    ...(dashed ? { dashed } : {}),
  });
  const own = points(request, 'quantity', 'price', request.theme.upsell);
  const log = (own.categories.values as readonly number[]).every((value) => value > 0);
  return {
    chart: {
      plots: [
        { kind: 'scatter', series: [own, line('lower', true), line('median', false), line('upper', true)] },
      ],
      categoryAxis: { ...axisOf(request, 'quantity', t('axis.quantityLog')), log },
      valueAxis: {
        ...axisOf(request, 'price', t('axis.price')),
        gridLines: true,
        min: roundBelow(own.values.values),
      },
      legend: true,
    },
  };
}

/** A round number a little below the least, so that prices close to each other are told apart. */
function roundBelow(values: readonly number[]): number {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  if (!(least > 0 && Number.isFinite(least))) return 0;
  const step = 10 ** Math.floor(Math.log10(least));
  return Math.floor((least * 0.98) / step) * step;
}

const mostBars = 20;

/** Revenue and what is still open of the first wallets. */
export function walletPlan(request: ChartRequest): ChartPlan {
  const rows = drawnRows(request, mostBars);
  const { data } = categoriesOf(request, 'account_name', (value) => value, rows);
  const series = (name: string, colour: string): ChartSeries => ({
    name: headerOfColumn(request, name),
    categories: data,
    values: numbersOf(request, name, rows),
    colour: rgb(colour),
  });
  const format = axisFormat(request, 'money', numbersOf(request, 'wallet', rows).values);
  return {
    chart: {
      plots: [
        {
          kind: 'bar',
          stacked: true,
          gap: 40,
          series: [series('revenue', request.theme.accent), series('open', request.theme.other)],
        },
      ],
      categoryAxis: { format: 'General' },
      valueAxis: { format, gridLines: true },
      legend: true,
    },
    ...(rows < request.table.n
      ? { note: request.words.t('file.chartFirst', { n: rows, total: request.table.n }) }
      : {}),
  };
}
