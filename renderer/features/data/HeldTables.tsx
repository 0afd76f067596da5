import { type TableKind, tableKinds } from '../../../shared/domain/fields.ts';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';

const order: readonly TableKind[] = ['sales', ...tableKinds.filter((kind) => kind !== 'sales')];

/** What the book holds of each kind of table, and what each kind brings: so what is worth importing next. */
export function HeldTables() {
  const { t, format } = useWords();
  const held = useSession((session) => session.workspace?.rows);
  if (!held) return null;
  const columns: PlainColumn<TableKind>[] = [
    {
      key: 'kind',
      title: t('batches.kind'),
      cell: (kind) => <strong>{t(`kindOfTable.${kind}`)}</strong>,
    },
    {
      key: 'rows',
      title: t('held.rows'),
      isNumber: true,
      cell: (kind) => {
        const rows = held[kind] ?? 0;
        return rows > 0 ? format.value(rows, 'count') : <span className="quiet">{t('held.none')}</span>;
      },
    },
    { key: 'brings', title: t('held.brings'), cell: (kind) => t(`held.brings.${kind}`) },
  ];
  return (
    <section aria-labelledby="held-title">
      <h2 id="held-title">{t('held.title')}</h2>
      <PlainTable label={t('held.title')} columns={columns} rows={order} rowKey={(kind) => kind} />
    </section>
  );
}
