import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import { cellReference } from '../xlsx/references.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  cellOf,
  type HelperCell,
  helperHeader,
  helperReference,
  helperRow,
  largestOf,
  numbersOf,
} from './plan.ts';

interface Step {
  name: string;
  amount: number;
  isTotal: boolean;
  /** Levels between which it is drawn. */
  from: number;
  to: number;
}

function stepsOf(request: ChartRequest): Step[] {
  const lines = request.table.columns.find((column) => column.name === 'line');
  const names = lines?.type === 'text' ? lines.values : [];
  const amounts = numbersOf(request, 'amount').values;
  let level = 0;
  return amounts.map((amount, index) => {
    const isTotal = index === 0 || index === amounts.length - 1;
    const from = isTotal ? 0 : level;
    level = isTotal ? amount : level + amount;
    return { name: names[index] ?? '–', amount, isTotal, from, to: level };
  });
}

/** Columns of the helper, in order. */
const at = { line: 0, amount: 1, level: 2, base: 3, total: 4, gain: 5, loss: 6 } as const;

function above(step: Step): number {
  return Math.max(0, step.from, step.to) - Math.max(0, Math.min(step.from, step.to));
}

function below(step: Step): number {
  return Math.min(0, step.from, step.to) - Math.min(0, Math.max(step.from, step.to));
}

function baseOf(step: Step): number {
  const low = Math.min(step.from, step.to);
  const high = Math.max(step.from, step.to);
  if (low >= 0) return low;
  return Math.min(high, 0);
}

interface Row {
  step: Step;
  row: number;
  /** Cells of this row's level and of the level before it. */
  level: string;
  before: string;
}

/** `MAX(0,a,b)-MAX(0,MIN(a,b))`: the part of the step above zero; below it with MIN and MAX exchanged. */
function partFormula({ level, before }: Row, side: 'above' | 'below'): string {
  return side === 'above'
    ? `MAX(0,${before},${level})-MAX(0,MIN(${before},${level}))`
    : `MIN(0,${before},${level})-MIN(0,MAX(${before},${level}))`;
}

/** Rounds halves away from zero, as spreadsheets do. */
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function helperCells(request: ChartRequest, row: Row, format: string, hasBelow: boolean): HelperCell[] {
  const { step, level, before } = row;
  const amount = cellReference(at.amount, row.row);
  const formula = (text: string, result: number): HelperCell => ({ formula: text, result, format });
  const empty = { text: '' };
  const low = `MIN(${before},${level})`;
  const high = `MAX(${before},${level})`;
  const kinds = [step.isTotal, !step.isTotal && step.amount >= 0, !step.isTotal && step.amount < 0];
  const parts = (side: 'above' | 'below') =>
    kinds.map((isKind) =>
      isKind ? formula(partFormula(row, side), side === 'above' ? above(step) : below(step)) : empty,
    );
  const sign = step.isTotal ? '#,##0;-#,##0' : '+#,##0;-#,##0;0';
  const label = `TEXT(${amount},"${sign}")`;
  const shown = (step.isTotal ? '' : step.amount > 0 ? '+' : '') + wholeNumber.format(step.amount);
  return [
    { formula: cellOf(request, 'line', row.row - helperRow), result: step.name, format: 'General' },
    formula(cellOf(request, 'amount', row.row - helperRow), step.amount),
    formula(step.isTotal ? amount : `${before}+${amount}`, step.to),
    formula(`IF(${low}>=0,${low},IF(${high}<=0,${high},0))`, baseOf(step)),
    ...parts('above'),
    ...(hasBelow ? parts('below') : []),
    formula(`MAX(0,${before},${level})`, Math.max(0, step.from, step.to)),
    { formula: label, result: shown, format: 'General' },
  ];
}

function headersOf(request: ChartRequest, hasBelow: boolean): string[] {
  const { t } = request.words;
  return [
    t('column.line'),
    t('column.amount'),
    t('file.bridge.level'),
    t('file.bridge.base'),
    t('file.bridge.total'),
    t('file.bridge.gain'),
    t('file.bridge.loss'),
    ...(hasBelow
      ? [t('file.bridge.totalBelow'), t('file.bridge.gainBelow'), t('file.bridge.lossBelow')]
      : []),
    t('file.bridge.top'),
    t('file.bridge.label'),
  ];
}

/** Totals at the ends and floating gains and losses between, as stacked columns over figures that stay formulas. */
export function waterfallPlan(request: ChartRequest): ChartPlan {
  const steps = stepsOf(request);
  const n = steps.length;
  const money = unitFormat('money');
  const hasBelow = steps.some((step) => step.from < 0 || step.to < 0);
  const rows = steps.map((step, index) => {
    const row = helperRow + index;
    const before = step.isTotal ? '0' : cellReference(at.level, row - 1);
    return helperCells(request, { step, row, level: cellReference(at.level, row), before }, money, hasBelow);
  });
  const headers = headersOf(request, hasBelow);
  const last = headers.length - 1;
  const categories = {
    reference: helperReference(request, at.line, n),
    values: steps.map((step) => step.name),
  };
  const { theme } = request;
  const series = (column: number, values: number[], colour?: string): ChartSeries => ({
    name: helperHeader(request, column, headers[column]!),
    categories,
    values: { reference: helperReference(request, column, n), values },
    ...(colour === undefined ? {} : { colour: rgb(colour) }),
  });
  const pick = (part: (step: Step) => number, isKind: (step: Step) => boolean) =>
    steps.map((step) => (isKind(step) ? part(step) : Number.NaN));
  const kinds: [(step: Step) => boolean, string][] = [
    [(step) => step.isTotal, theme.accent],
    [(step) => !step.isTotal && step.amount >= 0, theme.gain],
    [(step) => !step.isTotal && step.amount < 0, theme.loss],
  ];
  const bars = [
    series(at.base, steps.map(baseOf)),
    ...kinds.map(([isKind, colour], index) => series(at.total + index, pick(above, isKind), colour)),
    ...(hasBelow
      ? kinds.map(([isKind, colour], index) => series(at.loss + 1 + index, pick(below, isKind), colour))
      : []),
  ];
  const tops = steps.map((step) => Math.max(0, step.from, step.to));
  const labels: ChartSeries = {
    ...series(last - 1, tops),
    labels: {
      position: 't',
      cells: {
        reference: helperReference(request, last, n),
        values: rows.map((cells) => (cells[last] as { result: string }).result),
      },
    },
  };
  const unit = 'money';
  return {
    chart: {
      plots: [
        { kind: 'column', stacked: true, gap: 40, series: bars },
        { kind: 'line', series: [labels] },
      ],
      categoryAxis: { format: 'General' },
      valueAxis: {
        format: axisFormat(request, unit, [largestOf(tops)]),
        title: request.words.t('axis.revenue'),
      },
      legend: false,
    },
    helper: { headers, rows },
  };
}
