import { Button, Flex, Statistic } from 'antd';
import type { ImportResult } from '../../../shared/contract/ingest.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { ControlTotals } from './ControlTotals.tsx';
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
        <ControlTotals totals={result.controlTotals} />
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
        <Button size="large" onClick={onDone}>
          {t('import.another')}
        </Button>
      </Flex>
    </Flex>
  );
}
