import type { analyseContract } from '../../../shared/contract/analyse.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import { describeFields } from '../book/fieldInfo.ts';
import { runQuery } from '../book/query.ts';
import { rowsPage } from '../book/rowsPage.ts';
import { select } from '../book/selection.ts';
import { answer } from '../exhibit/answer.ts';
import { tableToArrow } from '../exhibit/arrow.ts';
import type { FileGrants } from '../files.ts';
import type { Session } from '../session.ts';
import { decisionsFor } from './opportunities.ts';

/** Questions about the open book. */
export function analyseHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof analyseContract, AbortSignal> {
  return {
    'book.fields': async (_, { signal }) => {
      const book = session.book();
      await book.prefetch(
        book.salesColumns().flatMap(({ name, type }) => (type === 'text' ? name : [])),
        signal,
      );
      return describeFields(book);
    },
    'book.query': async (query, { signal }) => {
      const { table, n, total } = await runQuery(session.book(), query, { signal });
      return { arrow: tableToArrow(table), n, total };
    },
    'book.rows': async ({ slice, from, to, offset, limit }, { signal }) => {
      const book = session.book();
      await book.prefetch(['product', ...book.salesColumns().map(({ name }) => name)], signal);
      const selection = select(book, slice, {
        from: from === undefined ? Number.NEGATIVE_INFINITY : parsePeriod(from).from,
        to: to === undefined ? Number.POSITIVE_INFINITY : parsePeriod(to).to,
      });
      return { arrow: tableToArrow(rowsPage(book, selection, offset, limit)), total: selection.rows };
    },
    'analyse.run': async (ask, { signal }) => {
      const exhibit = await answer(session.book(), ask, signal, decisionsFor(session, ask));
      const tables = Object.entries(exhibit.tables).map(([name, table]) => [
        name,
        { arrow: tableToArrow(table) },
      ]);
      return { ...exhibit, tables: Object.fromEntries(tables) };
    },
    'export.exhibit': async ({ ask, table, format, locale, file }, { signal }) => {
      const { exportExhibit } = await import('../briefing/exportExhibit.ts');
      const whole = wholeList(ask);
      const exhibit = await answer(session.book(), whole, signal, decisionsFor(session, ask));
      return exportExhibit(exhibit, table, format, locale, grants.resolve(file, 'write'), signal);
    },
  };
}

/** A file has every row, not the page on screen. */
function wholeList(ask: Ask): Ask {
  const { offset: _offset, limit: _limit, ...options } = ask.options;
  return { ...ask, options };
}
