import type { analyseContract } from '../../../shared/contract/analyse.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { currencyWarnings, reportedIn } from '../book/currency/reportedIn.ts';
import { describeFields } from '../book/fieldInfo.ts';
import { runQuery, spanOf } from '../book/query.ts';
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
      const book = session.bookIn(query);
      const { table, n, total } = await runQuery(book, query, { signal });
      const warnings = currencyWarnings(book, query, spanOf(query));
      return { arrow: tableToArrow(table), n, total, currency: reportedIn(book), warnings };
    },
    'book.rows': async ({ slice, from, to, offset, limit }, { signal }) => {
      const book = session.bookIn(slice);
      await book.prefetch(['product', ...book.salesColumns().map(({ name }) => name)], signal);
      const selection = select(book, slice, spanOf({ from, to }));
      return { arrow: tableToArrow(rowsPage(book, selection, offset, limit)), total: selection.rows };
    },
    'analyse.run': async (ask, { signal }) => {
      const exhibit = await answer(session.bookIn(ask.slice), ask, signal, decisionsFor(session, ask));
      const tables = Object.entries(exhibit.tables).map(([name, table]) => [
        name,
        { arrow: tableToArrow(table) },
      ]);
      return { ...exhibit, tables: Object.fromEntries(tables) };
    },
    'export.exhibit': async ({ ask, table, format, locale, file }, { signal }) => {
      const { exportExhibit } = await import('../briefing/exportExhibit.ts');
      const whole = wholeList(ask);
      const exhibit = await answer(session.bookIn(ask.slice), whole, signal, decisionsFor(session, ask));
      return exportExhibit(exhibit, table, format, locale, grants.resolve(file, 'write'), signal);
    },
  };
}

/** A file has every row, not the page on screen. */
function wholeList(ask: Ask): Ask {
  const { offset: _offset, limit: _limit, ...options } = ask.options;
  return { ...ask, options };
}
