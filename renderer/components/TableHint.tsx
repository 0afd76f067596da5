import { useWords } from '../app/words.tsx';

/** How rows are opened, which no look of theirs says. */
export function TableHint() {
  const { t } = useWords();
  return <span className="data-table-hint">{t('table.hint')}</span>;
}
