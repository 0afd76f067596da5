import { exploreTable } from '../../../../shared/charts/exploreTable.ts';
import type { ExploreView } from '../../../../shared/contract/explore.ts';
import type { Table } from '../../../../shared/domain/table.ts';
import { createFormat } from '../../../../shared/i18n/format.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { arrowToTable } from '../../exhibit/arrow.ts';
import type { Book } from '../types.ts';
import { answerCharts } from './answerCharts.ts';
import { chartOf } from './plan.ts';

/** One chart of a view as rows, as its table on screen shows them. Throws as `answerCharts`. */
export async function chartTable(
  book: Book,
  view: ExploreView,
  id: string,
  locale: Locale,
  signal: AbortSignal,
): Promise<Table> {
  const chart = chartOf(view, id);
  const { charts } = await answerCharts(book, view, [id], signal);
  const data = charts[0]!;
  if (data.table) return arrowToTable(data.table.arrow);
  return exploreTable(chart, data, createFormat(locale), createTranslate(locale));
}
