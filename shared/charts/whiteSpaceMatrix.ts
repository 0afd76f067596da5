import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  codedName,
  type Formatted,
  mixColours,
  plain,
  readableOn,
  rowOf,
  tooltip,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Accounts in view at once; the rest is a scroll away. */
const rowsInView = 24;
/** Codes of the cells: bought, lapsed, then never bought by rising expected value. */
const bought = 0;
const lapsed = 1;
const never = 2;
const steps = 4;

/** What accounts do not buy yet: bought, lapsed or never, the latter darker the more it is expected to be worth. `selected` holds accounts or products. */
export function whiteSpaceMatrix(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const cells = exhibit.tables.cells!;
  const products = exhibit.tables.products!;
  const accounts = exhibit.tables.accounts!;
  const bounds = expectedSteps(cells);
  const codes = cellCodes(cells, bounds);
  const selected = new Set(view?.selected ?? []);
  const accountKeys = texts(accounts, 'account');
  const productKeys = texts(products, 'product');
  const isFaded = (account: number, product: number) =>
    selected.size > 0 &&
    !selected.has(accountKeys[account] ?? '') &&
    !selected.has(productKeys[product] ?? '');
  const accountRows = numbers(cells, 'account_row');
  const productRows = numbers(cells, 'product_row');
  const labels = (table: Table, name: string, key: string, length: number) =>
    texts(table, name).map((text, row) => plain(text ?? texts(table, key)[row], length));
  return {
    ...baseOption(theme),
    tooltip: tooltip(theme, (item) => describe(exhibit, format, t, rowOf(item))),
    grid: { left: 8, right: 32, top: 40, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    xAxis: categoryAxis(theme, '', labels(products, 'product_name', 'product', 18), {
      axisLabel: { color: theme.muted, fontSize: 11, rotate: 60, interval: 0 },
    }),
    yAxis: categoryAxis(theme, '', labels(accounts, 'account_name', 'account', 22), {
      inverse: true,
      axisLabel: { color: theme.muted, fontSize: 11, interval: 0 },
    }),
    visualMap: pieces(bounds, theme, format, t),
    dataZoom: zoom(accounts.n, theme),
    series: [
      {
        type: 'heatmap',
        name: t('question.white-space'),
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        label: { show: true, fontSize: 10, color: theme.text, formatter: glyph },
        data: codes.map((code, row) => ({
          value: [productRows[row], accountRows[row], code],
          ref: { table: 'cells', row },
          ...(code === lapsed ? { label: { color: readableOn(theme, theme.retain) } } : {}),
          ...(isFaded(accountRows[row]!, productRows[row]!) ? { itemStyle: { opacity: 0.25 } } : {}),
        })),
      },
    ],
  };
}

/** A sign in the cell, so that its state can be read without colour; never bought is empty. */
function glyph(item: Formatted): string {
  const code = Array.isArray(item.value) ? item.value[2] : null;
  if (code === bought) return '✓';
  return code === lapsed ? '↺' : '';
}

/** Quartiles of the expected value over the cells never bought: the upper ends of the lower three steps. */
export function expectedSteps(cells: Table): number[] {
  const expected = numbers(cells, 'expected');
  const states = texts(cells, 'state');
  const values = expected.filter((value, row) => states[row] === 'never' && value > 0).sort();
  if (values.length === 0) return [];
  const quantile = (share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))]!;
  return [...new Set([0.5, 0.8, 0.95].map(quantile))];
}

function cellCodes(cells: Table, bounds: readonly number[]): number[] {
  const expected = numbers(cells, 'expected');
  return texts(cells, 'state').map((state, row) => {
    if (state === 'bought') return bought;
    if (state === 'lapsed') return lapsed;
    const value = expected[row] ?? 0;
    return never + bounds.filter((bound) => value > bound).length;
  });
}

function pieces(bounds: readonly number[], theme: ChartTheme, format: Format, t: Translate): OptionPart {
  const ramp = neverColours(theme);
  const money = (value: number | undefined) => format.short(value ?? null, 'money');
  const neverLabel = (step: number) => {
    if (bounds.length === 0) return t('state.never');
    if (step === 0) return `${t('state.never')} ≤ ${money(bounds[0])}`;
    return `> ${money(bounds[step - 1])}`;
  };
  return {
    type: 'piecewise',
    dimension: 2,
    orient: 'horizontal',
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: theme.muted },
    pieces: [
      { value: bought, label: `✓ ${codedName(t, 'state', 'bought')}`, color: theme.accentSoft },
      { value: lapsed, label: `↺ ${codedName(t, 'state', 'lapsed')}`, color: theme.retain },
      ...Array.from({ length: bounds.length + 1 }, (_, step) => ({
        value: never + step,
        label: neverLabel(step),
        color: ramp[step] ?? theme.crossSell,
      })),
    ],
  };
}

function neverColours(theme: ChartTheme): string[] {
  const shares = theme.name === 'dark' ? [0.12, 0.35, 0.6, 1] : [0.08, 0.3, 0.6, 1];
  return shares.slice(0, steps).map((share) => mixColours(theme.surface, theme.crossSell, share));
}

function zoom(rows: number, theme: ChartTheme): OptionPart[] {
  if (rows <= rowsInView) return [];
  const window = { yAxisIndex: 0, startValue: 0, endValue: rowsInView - 1, filterMode: 'filter' };
  return [
    {
      ...window,
      type: 'slider',
      orient: 'vertical',
      right: 4,
      width: 14,
      brushSelect: false,
      showDetail: false,
      borderColor: theme.line,
      fillerColor: theme.accentSoft,
      handleStyle: { color: theme.muted },
    },
    { ...window, type: 'inside', zoomOnMouseWheel: false, moveOnMouseWheel: true, moveOnMouseMove: false },
  ];
}

function describe(exhibit: Exhibit, format: Format, t: Translate, row: number): string[] {
  const cells = exhibit.tables.cells!;
  const account = numbers(cells, 'account_row')[row] ?? -1;
  const product = numbers(cells, 'product_row')[row] ?? -1;
  const accounts = exhibit.tables.accounts!;
  const products = exhibit.tables.products!;
  const value = (name: string, unit: 'money' | 'ratio') =>
    format.value(numbers(cells, name)[row] ?? null, unit);
  return [
    plain(texts(accounts, 'account_name')[account] ?? texts(accounts, 'account')[account]),
    plain(texts(products, 'product_name')[product] ?? texts(products, 'product')[product]),
    codedName(t, 'state', texts(cells, 'state')[row] ?? null),
    `${t('column.revenue')}  ${value('revenue', 'money')}`,
    `${t('column.probability')}  ${value('probability', 'ratio')}`,
    `${t('column.expected')}  ${value('expected', 'money')}`,
  ];
}
