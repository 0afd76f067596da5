import type { CallContext, Handlers } from '../../../shared/contract/method.ts';
import type { qualityContract } from '../../../shared/contract/quality.ts';
import { dayOf } from '../../../shared/domain/calendar.ts';
import { exportTable } from '../briefing/exportTable.ts';
import { tableToArrow } from '../exhibit/arrow.ts';
import type { FileGrants } from '../files.ts';
import { exclusionOf, findingOf, findingTable, qualityOf } from '../quality/qualityOf.ts';
import type { Session } from '../session.ts';

/** The data quality page. */
export function qualityHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof qualityContract, AbortSignal> {
  const check = (context: CallContext<AbortSignal>) =>
    qualityOf(session.book(), session.workspace(), today(), context);
  return {
    'quality.report': async (_, context) => (await check(context)).report,
    'quality.rows': async ({ rule, offset, limit }, context) => {
      const book = session.book();
      const finding = findingOf(await check(context), rule);
      const total = finding.rows?.length ?? finding.list?.n ?? finding.members?.length ?? 0;
      return { arrow: tableToArrow(findingTable(book, finding, offset, limit)), total };
    },
    'quality.export': async ({ rule, file }, context) => {
      const book = session.book();
      const finding = findingOf(await check(context), rule);
      const table = findingTable(book, finding, 0, Number.MAX_SAFE_INTEGER);
      await exportTable(table, 'csv', grants.resolve(file, 'write'), { signal: context.signal });
      return { rows: table.n };
    },
    'quality.exclude': async ({ rule }, context) => {
      const book = session.bookIn({});
      const edit = exclusionOf(book, rule, findingOf(await check(context), rule));
      session.workspace().addEdits([edit]);
      return session.info();
    },
  };
}

/** The user's own day. */
function today(): number {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
