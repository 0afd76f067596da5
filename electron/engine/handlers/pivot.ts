import type { Handlers } from '../../../shared/contract/method.ts';
import type { pivotContract } from '../../../shared/contract/pivot.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { columnHeads, figuresPage, rowHeads } from '../book/pivot/page.ts';
import { openPivot } from '../book/pivot/pivot.ts';
import { tableToArrow } from '../exhibit/arrow.ts';
import type { FileGrants } from '../files.ts';
import type { Session } from '../session.ts';

/** Fields in rows and columns. */
export function pivotHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof pivotContract, AbortSignal> {
  return {
    'pivot.page': async ({ spec, rows, columns, locale }, { signal, progress }) => {
      progress({ phase: 'pivot', done: 0, total: 0 });
      const book = session.bookIn(spec);
      const pivot = await openPivot(book, spec, locale, signal);
      return {
        arrow: tableToArrow(figuresPage(pivot, rows, columns)),
        rows: pivot.rows.length,
        heads: rowHeads(pivot, rows),
        columns: columnHeads(pivot),
        measures: pivot.measures,
        rowsIn: pivot.rowsIn,
        rowGroups: pivot.rowGroups,
        columnGroups: pivot.columnGroups,
        ...pivot.reported,
      };
    },
    'pivot.conditions': async ({ spec, row, column, locale }, { signal }) => {
      const pivot = await openPivot(session.bookIn(spec), spec, locale, signal);
      if (row >= pivot.rows.length || column >= pivot.columns.length)
        throw new ExpectedError('badRequest', 'The pivot has no such cell');
      return { where: pivot.conditions(row, column) };
    },
    'pivot.export': async ({ spec, format, locale, file }, { signal }) => {
      const { exportPivot } = await import('../briefing/pivot/exportPivot.ts');
      const book = session.bookIn(spec);
      const pivot = await openPivot(book, spec, locale, signal);
      return exportPivot(pivot, book.lastDay!, format, locale, grants.resolve(file, 'write'), signal);
    },
  };
}
