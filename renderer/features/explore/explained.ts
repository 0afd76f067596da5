import type { ChartData, ExploreChart, ExploreView } from '../../../shared/contract/explore.ts';
import type { Exhibit, OptionValue } from '../../../shared/domain/exhibit.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { isCounted } from './chartLine.ts';

/** What all charts of the page stand on. */
export interface ExploreBase {
  accounts: number;
  /** The last day looked at, ISO. */
  last: string;
  /** What is selected in all charts but this. */
  conditionsBut(id: string): Condition[];
}

/** A chart with its evidence, in the shape that explanations are written from. */
export function explained(
  chart: ExploreChart,
  data: ChartData,
  view: ExploreView,
  base: ExploreBase,
): Exhibit {
  const parameters: Record<string, OptionValue> = { measure: chart.measure };
  if (chart.kind === 'scatter') parameters.measureY = chart.measureY;
  for (const axis of data.axes) {
    parameters[axis.field] =
      axis.kind === 'time' ? axis.grain : axis.kind === 'number' ? axis.edges.length - 1 : axis.values.length;
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
      warnings: [],
    },
  };
}
