import { useState } from 'react';
import type { SqlTable } from '../../../shared/contract/sql.ts';
import { useWords } from '../../app/words.tsx';
import { sqlName } from './SqlEditor.tsx';

interface TableBrowserProps {
  tables: SqlTable[];
  height: number;
  onInsert(name: string): void;
}

/** Tables, their columns and types; a click puts the name at the end of the statement. */
export function TableBrowser({ tables, height, onInsert }: TableBrowserProps) {
  const { t, format } = useWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['sales']));
  const toggle = (name: string) =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  return (
    <aside className="sql-tables" aria-label={t('sql.tables')} style={{ maxHeight: height }}>
      <h3>{t('sql.tables')}</h3>
      <ul>
        {tables.map((table) => (
          <li key={table.name}>
            <button
              type="button"
              className="sql-table"
              aria-expanded={open.has(table.name)}
              onClick={() => toggle(table.name)}
            >
              <span className="sql-table-mark" aria-hidden>
                {open.has(table.name) ? '▾' : '▸'}
              </span>
              <code>{table.name}</code>
              <span className="quiet">
                {t('sql.tables.rows', { rows: format.value(table.rows, 'count') })}
              </span>
            </button>
            {open.has(table.name) && (
              <ul>
                {table.columns.map((column) => (
                  <li key={column.name}>
                    <button
                      type="button"
                      className="sql-column"
                      aria-label={t('sql.insert', { name: column.name })}
                      title={column.values.slice(0, 12).join(', ') || column.name}
                      onClick={() => onInsert(sqlName(column.name))}
                    >
                      <code>{column.name}</code>
                      <span className="quiet">{t.dynamic(`type.${column.type}`, {}, column.type)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}
