import { AutoComplete, Button, Flex, Input } from 'antd';
import { useId, useState } from 'react';
import type { DecisionVerb } from '../../../shared/contract/edits.ts';
import { dayOf, isoDate, monthOfDay } from '../../../shared/domain/calendar.ts';
import { dayOfIso, useSlice } from '../../app/sliceState.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import type { Verdict } from './useDecide.ts';

export interface DecisionDialogProps {
  verb: Exclude<DecisionVerb, 'accept' | 'reopen'>;
  count: number;
  owners: string[];
  onDecide(verdict: Verdict): void;
  onClose(): void;
}

const reasons = ['already', 'wrong', 'data', 'later', 'small'] as const;

/** The day from which a snooze is counted: the as-of date where one is chosen, else today. */
function useToday(): number {
  const asOf = dayOfIso(useSlice().asOf);
  const now = new Date();
  return asOf ?? dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** The same day so many months later; the last one of a shorter month. */
function monthsLater(day: number, months: number): number {
  const month = monthOfDay(day) + months;
  const first = dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
  const next = dayOf(Math.floor((month + 1) / 12), ((month + 1) % 12) + 1, 1);
  return Math.min(first + Number(isoDate(day).slice(8)) - 1, next - 1);
}

/** Asks what a decision needs to know: until when, by whom, and, if one likes, why. */
export function DecisionDialog({ verb, count, owners, onDecide, onClose }: DecisionDialogProps) {
  const words = useWords();
  const { t } = words;
  const today = useToday();
  const [until, setUntil] = useState(isoDate(monthsLater(today, 1)));
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const day = dayOfIso(until);
  const isBad = verb === 'snooze' && (day === null || isoDate(day) !== until || day < today);
  const decide = () => {
    if (isBad) return;
    onDecide({ verb, reason, note, ...(verb === 'snooze' ? { until } : verb === 'own' ? { owner } : {}) });
  };
  return (
    <Dialog
      open
      title={t(`opportunities.dialog.${verb}`, { count })}
      okText={t(`opportunities.${verb}`).replace('…', '')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: isBad }}
      onOk={decide}
      onCancel={onClose}
      width={440}
    >
      <form
        className="decision-form"
        onSubmit={(event) => {
          event.preventDefault();
          decide();
        }}
      >
        {verb === 'snooze' && <Until value={until} isBad={isBad} today={today} onChange={setUntil} />}
        {verb === 'own' && <Owner value={owner} owners={owners} onChange={setOwner} />}
        <Why words={words} reason={reason} note={note} onReason={setReason} onNote={setNote} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface UntilProps {
  value: string;
  isBad: boolean;
  today: number;
  onChange(text: string): void;
}

function Until({ value, isBad, today, onChange }: UntilProps) {
  const { t } = useWords();
  const id = useId();
  const spans = { week: today + 7, month: monthsLater(today, 1), quarter: monthsLater(today, 3) };
  return (
    <div>
      <label htmlFor={id}>{t('opportunities.until')}</label>
      <Flex gap={8} wrap>
        <Input
          id={id}
          autoFocus
          style={{ width: 130 }}
          maxLength={10}
          value={value}
          status={isBad ? 'error' : ''}
          aria-invalid={isBad}
          onChange={(event) => onChange(event.target.value)}
        />
        {(['week', 'month', 'quarter'] as const).map((span) => (
          <Button key={span} size="small" onClick={() => onChange(isoDate(spans[span]))}>
            {t(`opportunities.until.${span}`)}
          </Button>
        ))}
      </Flex>
      <p className="quiet">{t('opportunities.until.rule')}</p>
    </div>
  );
}

function Owner({
  value,
  owners,
  onChange,
}: {
  value: string;
  owners: string[];
  onChange(text: string): void;
}) {
  const { t } = useWords();
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{t('opportunities.owner')}</label>
      <AutoComplete
        id={id}
        autoFocus
        allowClear
        placement="topLeft"
        style={{ width: '100%' }}
        value={value}
        options={owners.map((name) => ({ value: name }))}
        showSearch={{
          filterOption: (text, option) => (option?.value ?? '').toLowerCase().includes(text.toLowerCase()),
        }}
        onChange={onChange}
      />
      <p className="quiet">{t('opportunities.owner.none')}</p>
    </div>
  );
}

interface WhyProps {
  words: Words;
  reason: string;
  note: string;
  onReason(text: string): void;
  onNote(text: string): void;
}

function Why({ words: { t }, reason, note, onReason, onNote }: WhyProps) {
  const [reasonId, noteId] = [useId(), useId()];
  return (
    <>
      <div>
        <label htmlFor={reasonId}>{t('opportunities.reason')}</label>
        <Input
          id={reasonId}
          maxLength={200}
          value={reason}
          onChange={(event) => onReason(event.target.value)}
        />
        <Flex gap={4} wrap className="decision-reasons">
          {reasons.map((one) => (
            <Button key={one} size="small" onClick={() => onReason(t(`opportunities.reason.${one}`))}>
              {t(`opportunities.reason.${one}`)}
            </Button>
          ))}
        </Flex>
      </div>
      <div>
        <label htmlFor={noteId}>{t('opportunities.note')}</label>
        <Input.TextArea
          id={noteId}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => onNote(event.target.value)}
        />
      </div>
    </>
  );
}
