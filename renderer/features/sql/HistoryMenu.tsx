import { HistoryOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { matching } from './history.ts';
import { useSqlHistory } from './useSqlRun.ts';

/** The statements that ran, to be searched and taken up again. */
export function HistoryMenu({ onChoose }: { onChoose(sql: string): void }) {
  const { t, locale } = useWords();
  const entries = useSqlHistory();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const shown = matching(entries, search);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <div className="sql-history" role="dialog" aria-label={t('sql.history')}>
          {entries.length === 0 ? (
            <p className="quiet">{t('sql.history.none')}</p>
          ) : (
            <>
              <Input.Search
                size="small"
                allowClear
                autoFocus
                value={search}
                placeholder={t('sql.history.search')}
                aria-label={t('sql.history.search')}
                onChange={(event) => setSearch(event.target.value)}
              />
              <ul className="sql-history-list" aria-label={t('sql.history')}>
                {shown.map((entry) => (
                  <li key={entry.at + entry.sql}>
                    <button
                      type="button"
                      className="sql-history-entry"
                      onClick={() => {
                        onChoose(entry.sql);
                        setOpen(false);
                      }}
                    >
                      <code>{entry.sql}</code>
                      <span className="quiet">
                        {t('sql.history.entry', {
                          time: time.format(new Date(entry.at)),
                          rows: entry.rows,
                          more: entry.more ? 'yes' : 'no',
                          took: (entry.took / 1000).toFixed(2),
                        })}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      }
    >
      <Button size="small" icon={<HistoryOutlined aria-hidden />} aria-haspopup="dialog" aria-expanded={open}>
        {t('sql.history')}
      </Button>
    </Popover>
  );
}
