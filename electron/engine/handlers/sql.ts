import type { Handlers } from '../../../shared/contract/method.ts';
import type { sqlContract } from '../../../shared/contract/sql.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { arrowToTableBeside } from '../exhibit/arrow.ts';
import type { FileGrants } from '../files.ts';
import type { Session } from '../session.ts';
import { SqlSession } from '../sql/sqlSession.ts';
import { describeSources } from '../sql/tables.ts';

/** Statements that read, over all tables of the workspace. `close` ends the processes they run in. */
export function sqlHandlers(
  session: Session,
  grants: FileGrants,
): { handlers: Handlers<typeof sqlContract, AbortSignal>; close(): void } {
  const statements = new SqlSession();
  const files = new SqlSession();
  return {
    close() {
      statements.close();
      files.close();
    },
    handlers: {
      'sql.tables': async (_, { signal }) => {
        const book = session.bookIn({});
        statements.warm();
        const sources = await statements.sources(book, session.workspace(), signal);
        await book.prefetch(
          book.salesColumns().flatMap(({ name, type }) => (type === 'text' ? name : [])),
          signal,
        );
        return describeSources(sources);
      },
      'sql.run': async ({ sql, limit }, context) => {
        return statements.run(session.bookIn({}), session.workspace(), sql, limit, context);
      },
      'sql.export': async ({ sql, format, locale, file, limit }, context) => {
        const { exportTable } = await import('../briefing/exportTable.ts');
        const { arrow, more } = await files.run(session.bookIn({}), session.workspace(), sql, limit, context);
        files.close();
        const table = await arrowToTableBeside(arrow, context);
        const t = createTranslate(locale);
        const written = await exportTable(table, format, grants.resolve(file, 'write'), {
          locale,
          ownNames: true,
          title: t('sql.file.title'),
          signal: context.signal,
          notes: [
            [t('sql.file.statement'), sql],
            [t('sql.file.rows'), t(more ? 'sql.file.more' : 'sql.file.all', { rows: table.n })],
          ],
        });
        return { ...written, more };
      },
    },
  };
}
