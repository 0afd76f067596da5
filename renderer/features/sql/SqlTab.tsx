import { PlayCircleOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useClient } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { SavedMenu } from '../../components/SavedMenu.tsx';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useRoom } from '../shared/room.ts';
import { examplesFor } from './examples.ts';
import { HistoryMenu } from './HistoryMenu.tsx';
import { ResultChart } from './ResultChart.tsx';
import { SqlEditor } from './SqlEditor.tsx';
import { TableBrowser } from './TableBrowser.tsx';
import { type SqlRows, type SqlRun, useSqlRun, useSqlTables } from './useSqlRun.ts';
import './sql.css';

const editorHeight = 190;

/** Statements over every table of the workspace: written with completions, run, drawn, exported. */
export function SqlTab() {
  const { t } = useWords();
  const tables = useSqlTables();
  const page = useSqlRun();
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const room = useRoom((box?.getBoundingClientRect().top ?? 240) + 26, 420);
  const examples = useMemo(() => examplesFor(tables), [tables]);
  const { result, error, running, progress, text } = page;
  const below = room - editorHeight - 52;
  return (
    <div className="sql-tab" ref={setBox}>
      <TableBrowser
        tables={tables}
        height={room}
        onInsert={(name) => page.setText(text === '' || /\s$/.test(text) ? text + name : `${text} ${name}`)}
      />
      <div className="sql-main">
        <SqlEditor
          label={t('sql.editor')}
          text={text}
          tables={tables}
          height={editorHeight}
          onChange={page.setText}
          onRun={() => page.run()}
        />
        <SqlTools page={page} examples={examples} />
        {running && <LoadingState progress={progress} onCancel={page.cancel} quiet={result !== null} />}
        {error && <ErrorState error={error} onRetry={() => page.run()} />}
        {!running && !error && !result && (
          <div className="sql-empty">
            <p className="quiet">{t('sql.empty')}</p>
            {examples.map(({ title, sql }) => (
              <Button key={title} size="small" onClick={() => page.run(sql)}>
                {t(title)}
              </Button>
            ))}
          </div>
        )}
        {result && !error && <Result result={result} height={below} />}
      </div>
    </div>
  );
}

function SqlTools({ page, examples }: { page: SqlRun; examples: ReturnType<typeof examplesFor> }) {
  const { t } = useWords();
  return (
    <div className="sql-tools" role="toolbar" aria-label={t('explore.tab.sql')}>
      {page.running ? (
        <Button size="small" danger icon={<StopOutlined aria-hidden />} onClick={page.cancel}>
          {t('sql.cancel')}
        </Button>
      ) : (
        <Button
          size="small"
          type="primary"
          icon={<PlayCircleOutlined aria-hidden />}
          disabled={page.text.trim() === ''}
          title={t('sql.run.title')}
          onClick={() => page.run()}
        >
          {t('sql.run')}
        </Button>
      )}
      <HistoryMenu onChoose={page.setText} />
      <SavedMenu
        setting="sql.saved"
        label={t('sql.saved')}
        none={t('sql.saved.none')}
        text={page.text}
        onOpen={page.setText}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          autoFocus: true,
          items: examples.map(({ title, sql }) => ({
            key: title,
            label: t(title),
            onClick: () => page.setText(sql),
          })),
        }}
      >
        <Button size="small" aria-haspopup="menu">
          {t('sql.samples')}
        </Button>
      </Dropdown>
    </div>
  );
}

function Result({ result, height }: { result: SqlRows; height: number }) {
  const { t } = useWords();
  const [view, setView] = useState<'table' | 'chart'>('table');
  const { table, more, took } = result;
  const columns = useMemo(() => table.columns.map(({ name }) => ({ name, header: name })), [table]);
  const seconds = (took / 1000).toFixed(2);
  return (
    <section className="sql-result" aria-label={t('sql.result')}>
      <div className="sql-result-head">
        <span role="status">
          {t(more ? 'sql.result.more' : 'sql.result.rows', { rows: table.n, took: seconds })}
        </span>
        <Segmented
          size="small"
          value={view}
          options={(['table', 'chart'] as const).map((each) => ({
            value: each,
            label: t(`sql.view.${each}`),
          }))}
          onChange={(next) => setView(next as typeof view)}
        />
        <ExportResult sql={result.sql} />
      </div>
      {table.n === 0 ? (
        <p className="quiet">{t('sql.result.none')}</p>
      ) : view === 'table' ? (
        <DataTable
          table={table}
          label={t('sql.result')}
          columns={columns}
          height={Math.max(180, height - 40)}
        />
      ) : (
        <ResultChart table={table} height={Math.max(220, height - 40)} />
      )}
    </section>
  );
}

function ExportResult({ sql }: { sql: string }) {
  const { t, format, locale } = useWords();
  const client = useClient();
  return (
    <ExportMenu
      title={t('sql.file.title')}
      write={async (kind, file) => {
        const { rows, more } = await client.call('sql.export', {
          sql,
          format: kind,
          locale,
          file: file.handle,
          limit: 1_048_571,
        });
        return t(more ? 'sql.export.more' : 'save.rows', {
          name: file.name,
          rows: format.value(rows, 'count'),
        });
      }}
    />
  );
}
