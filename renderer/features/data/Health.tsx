import { Alert, Button, Descriptions, Flex, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/method.ts';
import type { IntegrityReport, WorkspaceInfo } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { fileSize } from '../../app/fileSize.ts';
import { useSave } from '../../app/saveFile.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';
import { useReportingCurrency } from '../shared/reportingCurrency.ts';

/** The workspace file itself: what it holds, whether it is sound, and a copy of it. */
export function Health() {
  const workspace = useSession((session) => session.workspace);
  if (!workspace) return null;
  return (
    <Flex vertical gap={16}>
      <Facts workspace={workspace} />
      <IntegrityCheck />
      <Backup name={workspace.name} />
    </Flex>
  );
}

function Facts({ workspace }: { workspace: WorkspaceInfo }) {
  const { t, format, locale } = useWords();
  const rows = Object.entries(workspace.rows) as [TableKind, number][];
  const held = rows.map(([kind, count]) => `${t(`kindOfTable.${kind}`)} ${format.value(count, 'count')}`);
  const period = workspace.firstDate ? `${workspace.firstDate} – ${workspace.lastDate}` : '–';
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      title={t('health.facts')}
      items={[
        { key: 'location', label: t('health.location'), children: workspace.location },
        { key: 'size', label: t('health.size'), children: fileSize(workspace.bytes, locale) },
        {
          key: 'locked',
          label: t('health.locked'),
          children: t(workspace.encrypted ? 'value.yes' : 'value.no'),
        },
        { key: 'rows', label: t('health.rows'), children: held.join(' · ') || '–' },
        { key: 'accounts', label: t('result.accounts'), children: format.value(workspace.accounts, 'count') },
        { key: 'products', label: t('result.products'), children: format.value(workspace.products, 'count') },
        { key: 'period', label: t('health.period'), children: period },
        {
          key: 'currencies',
          label: t('health.currencies'),
          children: workspace.currencies.join(' · ') || '–',
        },
        ...(workspace.reportingCurrency === null
          ? []
          : [
              {
                key: 'reporting',
                label: t('currency.reportedIn'),
                children: <ReportingCurrency workspace={workspace} />,
              },
            ]),
      ]}
    />
  );
}

/** What amounts are told in, and what else they can be told in. */
function ReportingCurrency({ workspace }: { workspace: WorkspaceInfo }) {
  const { t } = useWords();
  const choose = useReportingCurrency();
  const { reportingCurrency, reportingCurrencies, readOnly } = workspace;
  if (reportingCurrencies.length < 2 || readOnly) return reportingCurrency;
  return (
    <Flex gap={8}>
      <Select
        value={reportingCurrency}
        onChange={(currency) => void choose(currency)}
        options={reportingCurrencies.map((value) => ({ value, label: value }))}
        popupMatchSelectWidth={false}
        aria-label={t('currency.reportedIn')}
      />
      <Button onClick={() => void choose(null)}>{t('currency.byRows')}</Button>
    </Flex>
  );
}

function IntegrityCheck() {
  const words = useWords();
  const { t } = words;
  const client = useClient();
  const [report, setReport] = useState<IntegrityReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [running, setRunning] = useState(false);
  const controller = useRef<AbortController | null>(null);

  async function check() {
    controller.current = new AbortController();
    setRunning(true);
    setReport(null);
    setError(null);
    try {
      const { signal } = controller.current;
      setReport(await client.call('workspace.check', {}, { signal, onProgress: setProgress }));
    } catch (failure) {
      if (!(failure instanceof CancelledError)) setError(failure);
    } finally {
      setRunning(false);
      setProgress(null);
    }
  }

  return (
    <section aria-labelledby="check-title">
      <h2 id="check-title">{t('health.check')}</h2>
      <p className="quiet">{t('health.check.about')}</p>
      {running ? (
        <ProgressLine
          progress={progress}
          text={progressText(progress, words)}
          onCancel={() => controller.current?.abort()}
        />
      ) : (
        <Button onClick={() => void check()}>{t('health.check.start')}</Button>
      )}
      {error !== null && <ErrorState error={error} />}
      {report && <Report report={report} />}
    </section>
  );
}

function Report({ report }: { report: IntegrityReport }) {
  const { t, format } = useWords();
  const segments = format.value(report.segments, 'count');
  if (report.ok) return <Alert type="success" showIcon role="status" title={t('health.ok', { segments })} />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('health.damaged')}
      description={
        <>
          <ul className="plain-list">
            {report.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          <p>{t('health.damaged.hint')}</p>
        </>
      }
    />
  );
}

function Backup({ name }: { name: string }) {
  const { t } = useWords();
  const client = useClient();
  const save = useSave();
  const backup = () =>
    save.toFile(`${name} ${t('health.backup.name')}.qdeck`, async (file) => {
      await client.call('workspace.backup', { file: file.handle });
      return t('save.done', { name: file.name });
    });
  return (
    <section aria-labelledby="backup-title">
      <h2 id="backup-title">{t('health.backup')}</h2>
      <p className="quiet">{t('health.backup.about')}</p>
      <Button onClick={() => void backup()}>{t('health.backup.start')}</Button>
    </section>
  );
}
