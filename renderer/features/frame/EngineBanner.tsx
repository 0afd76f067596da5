import { Alert, Button } from 'antd';
import { startEngine } from '../../app/engineLife.ts';
import { useHost, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';

/** Says that the engine ended by itself, and what became of the work. */
export function EngineBanner() {
  const { t } = useWords();
  const host = useHost();
  const { engine, client, setClient } = useSession();
  if (engine === 'restarting') {
    return <Alert banner type="warning" role="status" title={t('engine.restarting')} />;
  }
  if (engine === 'restarted') {
    const onClose = () => setClient(client, 'ready');
    return (
      <Alert
        banner
        type="info"
        role="status"
        title={t('engine.restarted')}
        closable={{ onClose, 'aria-label': t('action.close') }}
      />
    );
  }
  if (engine === 'lost') {
    return (
      <Alert
        banner
        type="error"
        role="alert"
        title={t('engine.lost')}
        action={
          <Button size="small" onClick={() => void startEngine(host)}>
            {t('action.retry')}
          </Button>
        }
      />
    );
  }
  return null;
}
