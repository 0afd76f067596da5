import type { analyseContract, WireExhibit } from '../../../shared/contract/analyse.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { collectAfter } from '../background/memory.ts';
import { currencyWarnings, reportedIn } from '../book/currency/reportedIn.ts';
import { describeFields } from '../book/fieldInfo.ts';
import { runQuery, spanOf } from '../book/query.ts';
import { rowsPage } from '../book/rowsPage.ts';
import { selectBeside } from '../book/selection.ts';
import { runStepsBeside } from '../book/steps.ts';
import { answer } from '../exhibit/answer.ts';
import { tableToArrow, tableToArrowBeside } from '../exhibit/arrow.ts';
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
        ['product', ...book.salesColumns().flatMap(({ name, type }) => (type === 'text' ? name : []))],
        signal,
      );
      return describeFields(book, { signal });
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
      const selection = await selectBeside(book, slice, spanOf({ from, to }), signal);
      await book.prefetchSources(signal);
      const table = await runStepsBeside(rowsPage(book, selection, offset, limit), { signal });
      return { arrow: tableToArrow(table), total: selection.rows };
    },
    'analyse.run': async (ask, { signal, progress }) => {
      const book = session.bookIn(ask.slice);
      const exhibit = await answer(book, ask, signal, decisionsFor(session, ask), progress);
      const tables: WireExhibit['tables'] = {};
      let bytes = 0;
      for (const [name, table] of Object.entries(exhibit.tables)) {
        const arrow = await tableToArrowBeside(table, { signal });
        tables[name] = { arrow };
        bytes += arrow.byteLength;
      }
      collectAfter(bytes);
      return { ...exhibit, tables };
    },
    'export.exhibit': async ({ ask, table, format, locale, file }, { signal, progress }) => {
      const { exportExhibit } = await import('../briefing/exportExhibit.ts');
      const whole = wholeList(ask);
      const book = session.bookIn(ask.slice);
      const exhibit = await answer(book, whole, signal, decisionsFor(session, ask), progress);
      return exportExhibit(exhibit, table, format, locale, grants.resolve(file, 'write'), signal);
    },
  };
}

/** A file has every row, not the page on screen. */
function wholeList(ask: Ask): Ask {
  const { offset: _offset, limit: _limit, ...options } = ask.options;
  return { ...ask, options };
}
