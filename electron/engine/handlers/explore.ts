import type { exploreContract } from '../../../shared/contract/explore.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import { answerCharts } from '../book/explore/answerCharts.ts';
import { answerCubes } from '../book/explore/answerCubes.ts';
import { chartTable } from '../book/explore/chartTable.ts';
import { exportTable } from '../briefing/exportTable.ts';
import type { FileGrants } from '../files.ts';
import type { Session } from '../session.ts';

/** Linked charts over the open book. */
export function exploreHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof exploreContract, AbortSignal> {
  return {
    'explore.charts': ({ view, only }, { signal }) =>
      answerCharts(session.bookIn(view.slice), view, only, signal),
    'explore.cubes': ({ view, active }, { signal }) =>
      answerCubes(session.bookIn(view.slice), view, active, signal),
    'explore.export': async ({ view, chart, title, format, locale, file }, { signal }) => {
      const table = await chartTable(session.bookIn(view.slice), view, chart, locale, signal);
      return exportTable(table, format, grants.resolve(file, 'write'), { locale, title, signal });
    },
  };
}
