import { Button, Checkbox, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import type { RepairReview } from '../../../../shared/contract/repair.ts';
import { useWords } from '../../../app/words.tsx';
import type { CellPlace } from './RepairTable.tsx';
import type { RepairState } from './useRepair.ts';

/** Reasons that are rules: the user may take such rows all the same. */
const byRule = [
  'missingAccount',
  'cancellation',
  'zeroPrice',
  'negativePrice',
  'duplicate',
  'totalRow',
  'hierarchy',
];

/** What is shown, and which rules no longer keep rows out. */
export function RepairFilter({ repair, review }: { repair: RepairState; review: RepairReview }) {
  const { t, format } = useWords();
  const reasons = Object.entries(review.reasons).sort((a, b) => b[1] - a[1]);
  const words = (reason: string) => t.dynamic(`reason.${reason}`, {}, reason);
  const rules = reasons.flatMap(([reason]) => (byRule.includes(reason) ? [reason] : []));
  return (
    <Flex wrap gap={8} align="center">
      <span>{t('repair.show')}</span>
      <Select
        className="repair-show"
        aria-label={t('repair.show')}
        value={repair.show ?? ''}
        onChange={(value) => repair.setShow(value === '' ? undefined : value)}
        options={[
          { value: '', label: `${t('repair.show.all')} (${format.value(review.total, 'count')})` },
          { value: 'ready', label: `${t('repair.show.ready')} (${format.value(review.ready, 'count')})` },
          ...reasons.map(([reason, count]) => ({
            value: reason,
            label: `${words(reason)} (${format.value(count, 'count')})`,
          })),
        ]}
      />
      {rules.length > 0 && (
        <>
          <span>{t('repair.accept')}</span>
          <Select
            mode="multiple"
            className="repair-accept"
            aria-label={t('repair.accept')}
            placeholder={t('repair.accept.none')}
            value={repair.changes.accept}
            onChange={repair.setAccept}
            options={rules.map((reason) => ({ value: reason, label: words(reason) }))}
          />
        </>
      )}
    </Flex>
  );
}

/** Find and replace in one column, over all rows in quarantine. */
export function RepairReplace({ repair, review }: { repair: RepairState; review: RepairReview }) {
  const { t } = useWords();
  const [column, setColumn] = useState(0);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [whole, setWhole] = useState(true);
  return (
    <Flex wrap gap={8} align="center">
      <Select
        className="repair-column"
        aria-label={t('repair.column')}
        value={column}
        onChange={setColumn}
        options={review.headers.map((header, value) => ({ value, label: header }))}
      />
      <Input
        className="repair-find"
        placeholder={t('repair.find')}
        aria-label={t('repair.find')}
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <Input
        className="repair-find"
        placeholder={t('repair.replaceWith')}
        aria-label={t('repair.replaceWith')}
        value={to}
        onChange={({ target }) => setTo(target.value)}
      />
      <Checkbox checked={whole} onChange={({ target }) => setWhole(target.checked)}>
        {t('repair.whole')}
      </Checkbox>
      <Button
        disabled={from === to || (!whole && from === '')}
        onClick={() => repair.substitute({ column, from, to, match: whole ? 'whole' : 'part' })}
      >
        {t('repair.replaceAll')}
      </Button>
    </Flex>
  );
}

interface CellToolsProps {
  repair: RepairState;
  review: RepairReview;
  place: CellPlace | null;
}

/** What can be done with the cell that has the focus: copy it down the page, or change all that read like it. */
export function CellTools({ repair, review, place }: CellToolsProps) {
  const { t } = useWords();
  const at = review.rows.findIndex(({ record }) => record === place?.record);
  const row = review.rows[at];
  if (!place || !row?.cells) return <span className="quiet">{t('repair.cellTools.none')}</span>;
  const { column } = place;
  const value = row.cells[column] ?? '';
  const before = row.original?.[column] ?? '';
  const below = review.rows.slice(at + 1).filter(({ cells }) => cells !== null);
  return (
    <Flex wrap gap={8} align="center">
      <span>{t('repair.cellTools', { column: review.headers[column] ?? '', line: row.line })}</span>
      <Button
        size="small"
        disabled={below.length === 0}
        onClick={() => repair.setCells(below.map((one) => ({ row: one, column, value })))}
      >
        {t('repair.fillDown')}
      </Button>
      <Button
        size="small"
        disabled={value === before}
        onClick={() => repair.substitute({ column, from: before, to: value, match: 'whole' })}
      >
        {t('repair.sameValue', { value: before || t('value.empty') })}
      </Button>
    </Flex>
  );
}
