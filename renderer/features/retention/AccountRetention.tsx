import { useWords } from '../../app/words.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { HealthMoves } from './HealthMoves.tsx';
import { RiskReasons } from './RiskReasons.tsx';

const height = 360;

/** Whether one account is leaving and why, how healthy it is and what moved it. */
export function AccountRetention({ account }: { account: string }) {
  const { t } = useWords();
  return (
    <>
      <Cell span={6}>
        <RiskReasons account={account} height={height} title={t('risk.accountCard')} />
      </Cell>
      <Cell span={6}>
        <HealthMoves account={account} height={height} title={t('risk.accountHealth')} />
      </Cell>
    </>
  );
}
