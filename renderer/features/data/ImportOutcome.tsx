import { App, Button, Flex, Statistic } from 'antd';
import { useState } from 'react';
import type { ImportResult } from '../../../shared/contract/ingest.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';
import { ControlTotals } from './ControlTotals.tsx';
import { changeRules } from './importDraft.ts';
import { PreviewWarnings } from './PreviewWarnings.tsx';
import { RuleCounts } from './RuleCounts.tsx';

/** What an import did: every row accounted for, sums to compare with the source, and the way on. */
export function ImportOutcome({ result, onDone }: { result: ImportResult; onDone(): void }) {
  const { t, format } = useWords();
  const go = useGo();
  const count = (value: number) => format.value(value, 'count');
  const shown = [
    ['rows', result.rows],
    ['accepted', result.accepted],
    ['quarantined', result.quarantined],
    ['blank', result.blank],
    ['accounts', result.created.accounts],
    ['products', result.created.products],
  ] as const;
  return (
    <Flex vertical gap={16}>
      <div role="status">
        <h2>
          {t('result.title', {
            rows: count(result.accepted),
            kind: t(`kindOfTable.${result.kind}`),
            seconds: format.value(result.seconds, 'score'),
          })}
        </h2>
      </div>
      <Flex wrap gap={24}>
        {shown.map(([name, value]) => (
          <Statistic key={name} title={t(`result.${name}`)} value={count(value)} />
        ))}
      </Flex>
      <PreviewWarnings warnings={result.warnings} />
      <Flex wrap gap={32} align="flex-start">
        <RuleCounts rules={result.rules} />
        <ControlTotals batch={result.batch} totals={result} />
      </Flex>
      <Flex gap={8} wrap>
        <Button
          type="primary"
          size="large"
          onClick={() => {
            onDone();
            go('/overview');
          }}
        >
          {t('result.overview')}
        </Button>
        {result.quarantined > 0 && (
          <Button size="large" onClick={() => go(`/data/quarantine/${result.batch}`)}>
            {t('result.quarantine', { count: count(result.quarantined) })}
          </Button>
        )}
        {result.rules.length > 0 && <ChangeRules result={result} />}
        <Button size="large" onClick={onDone}>
          {t('import.another')}
        </Button>
      </Flex>
    </Flex>
  );
}

/** Takes the batch back and returns to the rules, with what they counted. */
function ChangeRules({ result }: { result: ImportResult }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const setWorkspace = useSession((session) => session.setWorkspace);
  const [busy, setBusy] = useState(false);

  async function change() {
    setBusy(true);
    try {
      setWorkspace(await client.call('workspace.undo', { batch: result.batch }));
      changeRules(result);
    } catch (error) {
      message.error(errorWords(error, t).title);
      setBusy(false);
    }
  }

  return (
    <Button size="large" loading={busy} onClick={() => void change()}>
      {t('result.changeRules')}
    </Button>
  );
}
