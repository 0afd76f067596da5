import type { ChartData, ExploreChart, ExploreView } from '../../../shared/contract/explore.ts';
import type { ReportedIn } from '../../../shared/domain/currency.ts';
import type { Exhibit, OptionValue, Warning } from '../../../shared/domain/exhibit.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { isCounted } from './chartLine.ts';
import { measureWords } from './chartWords.ts';

/** What all charts of the page stand on. */
export interface ExploreBase {
  accounts: number;
  /** The last day looked at, ISO. */
  last: string;
  currency: ReportedIn | null;
  warnings: Warning[];
  /** What is selected in all charts but this. */
  conditionsBut(id: string): Condition[];
}

/** A chart with its evidence, in the shape that explanations are written from. */
export function explained(
  chart: ExploreChart,
  data: ChartData,
  view: ExploreView,
  base: ExploreBase,
  t: Translate,
): Exhibit {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  const measures = names.map((name) => measureWords(name, t)).join(t('list.separator'));
  const parameters: Record<string, OptionValue> = { [t('explore.edit.measure')]: measures };
  for (const axis of data.axes) {
    parameters[fieldWords(axis.field, t)] =
      axis.kind === 'time'
        ? t(`field.${axis.grain}`)
        : axis.kind === 'number'
          ? axis.edges.length - 1
          : axis.values.length;
  }
  const method = chart.kind === 'table' ? 'exploreTable' : isCounted(chart) ? 'exploreCounted' : 'exploreSum';
  return {
    ask: { question: 'summary', slice: view.slice, options: {} },
    values: {},
    tables: {},
    evidence: {
      rowsIn: data.rows.now,
      accounts: base.accounts,
      slice: { ...view.slice, where: [...view.slice.where, ...base.conditionsBut(chart.id)] },
      asOf: base.last,
      method,
      source: '',
      parameters,
      ...(base.currency ? { currency: base.currency } : {}),
      warnings: base.warnings,
    },
  };
}
