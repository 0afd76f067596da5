import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Empty, Flex } from 'antd';
import { useState } from 'react';
import type { Progress } from '../../../../shared/contract/method.ts';
import type { QualityFinding, QualityReport, QualityRule } from '../../../../shared/contract/quality.ts';
import { fileName, useSave } from '../../../app/saveFile.ts';
import { useClient, useSession } from '../../../app/session.ts';
import { useGo } from '../../../app/sliceState.ts';
import { useWords } from '../../../app/words.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { LoadingState } from '../../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../../components/PlainTable.tsx';
import { changeDraft } from '../importDraft.ts';
import { FoundRows } from './FoundRows.tsx';
import { ScoreTiles } from './ScoreTiles.tsx';

/** How good the data are: a score, what each rule found, and what can be done about it. */
export function QualityPanel() {
  const { t } = useWords();
  const client = useClient();
  const location = useSession((session) => session.workspace?.location);
  const revision = useSession((session) => session.workspace?.revision);
  const [progress, setProgress] = useState<Progress | null>(null);
  const query = useQuery({
    queryKey: ['quality.report', location, revision],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => client.call('quality.report', {}, { signal, onProgress: setProgress }),
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState progress={progress} />;
  if (query.data.score === null) {
    return <Empty description={`${t('quality.none')}. ${t('quality.none.hint')}`} />;
  }
  return (
    <Flex vertical gap={16} className={query.isFetching ? 'is-refreshing' : ''} aria-busy={query.isFetching}>
      <ScoreTiles report={query.data} />
      <p className="quiet">{t('quality.formula')}</p>
      <Findings report={query.data} />
      <NotApplying report={query.data} />
    </Flex>
  );
}

function NotApplying({ report }: { report: QualityReport }) {
  const { t } = useWords();
  const rules = report.findings
    .filter(({ applies }) => !applies)
    .map(({ rule }) => t(`quality.rule.${rule}`));
  if (rules.length === 0) return null;
  return <p className="quiet">{t('quality.notApplying', { rules: rules.join(' · ') })}</p>;
}

function Findings({ report }: { report: QualityReport }) {
  const { t, format } = useWords();
  const [open, setOpen] = useState<QualityRule | null>(null);
  const found = report.findings
    .filter(({ applies }) => applies)
    .sort((a, b) => a.score - b.score || Number(b.count > 0) - Number(a.count > 0));
  const columns: PlainColumn<QualityFinding>[] = [
    {
      key: 'rule',
      title: t('quality.rule'),
      cell: ({ rule, params }) => (
        <div className="quality-name">
          <strong>{t(`quality.rule.${rule}`)}</strong>
          <p className="quiet">{t.dynamic(`quality.rule.${rule}.about`, params, '')}</p>
        </div>
      ),
    },
    {
      key: 'dimension',
      title: t('quality.dimension'),
      cell: ({ dimension }) => t(`quality.dimension.${dimension}`),
    },
    {
      key: 'found',
      title: t('quality.found'),
      isNumber: true,
      cell: ({ count, of, unit }) =>
        count === 0 ? (
          <span className="quiet">{t('quality.clean')}</span>
        ) : (
          <>
            {t('quality.of', { count: format.value(count, 'count'), of: format.value(of, 'count') })}{' '}
            {t(`quality.unit.${unit}`, { count: of })}
          </>
        ),
    },
    {
      key: 'share',
      title: t('quality.share'),
      isNumber: true,
      cell: ({ revenueShare, count }) =>
        revenueShare === null || count === 0 ? '–' : format.value(revenueShare, 'ratio'),
    },
    {
      key: 'score',
      title: t('quality.ruleScore'),
      isNumber: true,
      cell: ({ score }) => Math.floor(score),
    },
    {
      key: 'fix',
      title: t('quality.fix'),
      cell: (finding) => (
        <Fixes
          finding={finding}
          open={open === finding.rule}
          onOpen={(wanted) => setOpen(wanted ? finding.rule : null)}
        />
      ),
    },
  ];
  return (
    <PlainTable
      label={t('data.quality')}
      columns={columns}
      rows={found}
      rowKey={({ rule }) => rule}
      detail={(finding) =>
        finding.rule === open && finding.count > 0 ? <FoundRows finding={finding} /> : null
      }
    />
  );
}

interface FixesProps {
  finding: QualityFinding;
  open: boolean;
  onOpen(open: boolean): void;
}

function Fixes({ finding, open, onOpen }: FixesProps) {
  const { t, format } = useWords();
  const go = useGo();
  const client = useClient();
  const save = useSave();
  const exclude = useExclude(finding);
  const readOnly = useSession((session) => session.workspace?.readOnly ?? false);
  const { rule, fixes } = finding;

  const download = () =>
    save.toFile(fileName(t(`quality.rule.${rule}`), 'csv'), async (file) => {
      const { rows } = await client.call('quality.export', { rule, file: file.handle });
      return t('save.rows', { name: file.name, rows: format.value(rows, 'count') });
    });

  if (fixes.length === 0) return null;
  return (
    <Flex wrap gap={6} className="quality-fixes">
      {!fixes.includes('merge') && (
        <Button size="small" aria-expanded={open} onClick={() => onOpen(!open)}>
          {t(open ? 'quality.fix.hide' : fixes.includes('owner') ? 'quality.fix.owner' : 'quality.fix.rows')}
        </Button>
      )}
      {fixes.includes('merge') && (
        <Button size="small" onClick={() => go('/data/duplicates')}>
          {t('quality.fix.merge')}
        </Button>
      )}
      {fixes.includes('exclude') && (
        <Button size="small" disabled={readOnly} onClick={exclude}>
          {t('quality.fix.exclude')}
        </Button>
      )}
      {fixes.includes('download') && (
        <Button size="small" title={t('quality.fix.download.hint')} onClick={() => void download()}>
          {t('quality.fix.download')}
        </Button>
      )}
      {fixes.includes('importList') && (
        <Button
          size="small"
          disabled={readOnly}
          onClick={() => {
            changeDraft({ mode: { mode: 'upsert' } });
            go('/data/import');
          }}
        >
          {t('quality.fix.importList')}
        </Button>
      )}
    </Flex>
  );
}

/** Asks, then leaves the rows of a rule out. */
function useExclude({ rule, count }: QualityFinding): () => void {
  const { t } = useWords();
  const { modal, message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const setWorkspace = useSession((session) => session.setWorkspace);
  return () =>
    void modal.confirm({
      scrollLock: false,
      title: t(`quality.rule.${rule}`),
      content: t('quality.fix.exclude.ask', { rows: count }),
      okText: t('quality.fix.exclude.ok'),
      cancelText: t('action.cancel'),
      onOk: () =>
        save.attempt(async () => {
          setWorkspace(await client.call('quality.exclude', { rule }));
          message.success(t('quality.fix.exclude.done', { rows: count }));
          return null;
        }),
    });
}
