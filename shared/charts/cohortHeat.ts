import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  categoryAxis,
  type Formatted,
  grid,
  hatch,
  percentLabel,
  rampColour,
  readableOn,
  rowOf,
  tooltip,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

export interface CohortView extends ChartView {
  /** Share of the cohort's accounts still buying, or its revenue against its first month. */
  by?: 'logo' | 'revenue';
}

/** Above this many columns a label per cell no longer fits; the tooltip and the table have the numbers. */
const mostLabelled = 20;

/** Revenue of each cell as a share of its cohort's revenue at age 0; NaN where that is not above zero. */
export function revenueRetention(table: Table): Float64Array {
  const cohort = numbers(table, 'cohort');
  const age = numbers(table, 'age');
  const revenue = numbers(table, 'revenue');
  const start = new Map<number, number>();
  age.forEach((months, row) => {
    if (months === 0) start.set(cohort[row]!, revenue[row]!);
  });
  return revenue.map((value, row) => {
    const first = start.get(cohort[row]!) ?? Number.NaN;
    return first > 0 ? value / first : Number.NaN;
  });
}

/** Do accounts stay once they have started? First-order month × months since. Incomplete months are hatched and starred. `selected` holds cohorts (`2011-05`). */
export function cohortHeat(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: CohortView,
): ChartOption {
  const table = exhibit.tables.cells!;
  const cohorts = numbers(table, 'cohort');
  const ages = numbers(table, 'age');
  const partial = numbers(table, 'partial');
  const shares = view?.by === 'revenue' ? revenueRetention(table) : numbers(table, 'retention');
  const cohortList = [...new Set(cohorts)].sort((a, b) => a - b);
  const ageList = [...new Set(ages)].sort((a, b) => a - b);
  const top = rampTop(shares, ages);
  const selected = new Set(view?.selected ?? []);
  const cells = Array.from(shares).flatMap((share, row) => {
    if (!Number.isFinite(share)) return [];
    const label = isoMonth(cohorts[row]!);
    const isFaded = selected.size > 0 && !selected.has(label);
    return [
      {
        value: [ageList.indexOf(ages[row]!), cohortList.indexOf(cohorts[row]!), share],
        ref: { table: 'cells', row },
        itemStyle: {
          ...(isFaded ? { opacity: 0.35 } : {}),
          ...(partial[row] === 1 ? { decal: hatch(theme) } : {}),
        },
        label: cellLabel(theme, share / top, partial[row] === 1),
      },
    ];
  });
  return {
    ...baseOption(theme),
    grid: grid({ top: 8, bottom: 44 }),
    tooltip: tooltip(theme, (item) => describe(table, shares, format, t, rowOf(item))),
    xAxis: categoryAxis(
      theme,
      partial.some((value) => value === 1) ? t('axis.agePartial') : t('axis.age'),
      ageList.map((age) => format.value(age, 'count')),
    ),
    yAxis: categoryAxis(theme, '', cohortList.map(isoMonth), { inverse: true }),
    visualMap: {
      type: 'continuous',
      min: 0,
      max: top,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      itemWidth: 10,
      text: [percentLabel(format)(top), percentLabel(format)(0)],
      textStyle: { color: theme.muted },
      inRange: { color: [...theme.ramp] },
    },
    series: [
      {
        type: 'heatmap',
        name: t(view?.by === 'revenue' ? 'cohort.revenue' : 'cohort.logo'),
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        label: {
          show: ageList.length <= mostLabelled,
          fontSize: 11,
          formatter: (item: Formatted) => {
            const row = rowOf(item);
            const text = format.value(Math.round((shares[row] ?? Number.NaN) * 100) / 100, 'ratio');
            return text.replace(/[.,]0(?=\s*%)/, '') + (partial[row] === 1 ? '*' : '');
          },
        },
        data: cells,
      },
    ],
  };
}

/** A label that can be read on its cell; on hatching it stands on a plain ground. */
function cellLabel(theme: ChartTheme, share: number, isPartial: boolean) {
  if (isPartial) return { color: theme.text, backgroundColor: theme.surface, padding: [1, 3] };
  return { color: readableOn(theme, rampColour(theme, share)) };
}

/** The ramp ends at the highest share after the first month, so that the always full first column does not flatten the rest. */
function rampTop(shares: Float64Array, ages: Float64Array): number {
  let top = 0;
  shares.forEach((share, row) => {
    if (ages[row] !== 0 && share > top) top = share;
  });
  return top > 0 ? Math.min(top, 2) : 1;
}

function describe(table: Table, shares: Float64Array, format: Format, t: Translate, row: number): string[] {
  const value = (name: string) => numbers(table, name)[row] ?? null;
  return [
    `${isoMonth(numbers(table, 'cohort')[row]!)} +${format.value(value('age'), 'count')}${
      numbers(table, 'partial')[row] === 1 ? ` (${t('mark.partial')})` : ''
    }`,
    `${t('column.accounts')}  ${format.value(value('accounts'), 'count')} / ${format.value(value('size'), 'count')}`,
    `${t('column.retention')}  ${format.value(value('retention'), 'ratio')}`,
    `${t('column.revenue')}  ${format.value(value('revenue'), 'money')}`,
    `${t('column.per_account')}  ${format.value(value('per_account'), 'money')}`,
    `${t('cohort.shown')}  ${format.value(shares[row] ?? null, 'ratio')}`,
  ];
}
