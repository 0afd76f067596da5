import { FolderOpenOutlined, PlusOutlined, TableOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useDialogs } from '../../app/dialogs.ts';
import { fileSize } from '../../app/fileSize.ts';
import { useHost } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions, workspaceStem } from '../../app/workspaceActions.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PreferenceControls } from '../frame/PreferenceControls.tsx';
import { NewWorkspace } from './NewWorkspace.tsx';
import './start.css';

/** Before a workspace is open: make one, open one, or drop a file and begin. */
export function StartPage() {
  const { t } = useWords();
  const actions = useWorkspaceActions();
  const naming = useDialogs((dialogs) => dialogs.naming);
  const show = useDialogs((dialogs) => dialogs.show);
  return (
    <main className="start">
      <div className="start-controls">
        <PreferenceControls />
      </div>
      <div className="start-columns">
        <section className="start-begin" aria-labelledby="start-title">
          <h1 id="start-title">{t('app.name')}</h1>
          <p className="start-lead">{t('start.lead')}</p>
          <Flex vertical gap={8} className="start-actions">
            <Button
              type="primary"
              size="large"
              icon={<TableOutlined aria-hidden />}
              onClick={() => void actions.openSample()}
            >
              {t('start.sample')}
            </Button>
            <Button size="large" icon={<PlusOutlined aria-hidden />} onClick={() => show('naming', true)}>
              {t('start.new')}
            </Button>
            <Button
              size="large"
              icon={<FolderOpenOutlined aria-hidden />}
              onClick={() => void actions.openByName()}
            >
              {t('start.open')}
            </Button>
          </Flex>
          <p className="start-private">{t('start.private')}</p>
        </section>
        <section className="start-files">
          <DropZone
            title={t('start.drop')}
            hint={t('start.drop.hint')}
            onFiles={([file]) => file && void actions.takeFile(file)}
          />
          <Recent />
        </section>
      </div>
      <NewWorkspace open={naming} onClose={() => show('naming', false)} />
    </main>
  );
}

function Recent() {
  const { t, locale } = useWords();
  const host = useHost();
  const actions = useWorkspaceActions();
  const { data, error } = useQuery({
    queryKey: ['workspaces'],
    queryFn: () => host.workspaces(),
    staleTime: 0,
  });
  if (error) return <ErrorState error={error} />;
  if (!data || data.length === 0) return null;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">{t('start.recent')}</h2>
      <ul className="recent">
        {data.map((entry) => (
          <li key={entry.name}>
            <button
              type="button"
              className="recent-entry"
              onClick={() => void actions.openByName(entry.name)}
            >
              <span className="recent-name">{workspaceStem(entry.name)}</span>
              <span className="recent-when">
                {day.format(entry.modified)} · {fileSize(entry.bytes, locale)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
