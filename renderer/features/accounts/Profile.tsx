import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useWords } from '../../app/words.tsx';

/** What is known of the account, field by field. */
export function Profile({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useWords();
  const table = exhibit.tables.profile!;
  const values = texts(table, 'value');
  const entries = texts(table, 'field').flatMap((field, row) => (field === null ? [] : [{ field, row }]));
  return (
    <dl className="profile">
      {entries.map(({ field, row }) => {
        const own = field.replace(/^attribute:/, '');
        return (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{t.dynamic(`field.${own}`, {}, t.dynamic(`column.${own}`, {}, own))}</dt>
            <dd>{values[row] ?? '–'}</dd>
          </div>
        );
      })}
    </dl>
  );
}
