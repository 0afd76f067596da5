import { Select } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { Control } from './Control.tsx';
import { changeRead } from './importDraft.ts';

/** A ledger with a column for each side: on which of them its sales stand, or that no amounts are worked out. */
export function LedgerSides({ preview: { ledger } }: { preview: Preview }) {
  const { t } = useWords();
  if (!ledger) return null;
  const { debit, credit, side, confidence } = ledger;
  const options = [
    { value: 'credit' as const, label: `${credit} − ${debit}` },
    { value: 'debit' as const, label: `${debit} − ${credit}` },
    { value: 'off' as const, label: t('read.ledger.off') },
  ];
  return (
    <Control label={t('read.ledger')} confidence={confidence}>
      <Select<'credit' | 'debit' | 'off'>
        value={side ?? 'off'}
        aria-label={t('read.ledger')}
        options={options}
        onChange={(value) => changeRead({ ledger: value })}
      />
    </Control>
  );
}
