import { Flex, Input, Select } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { Confidence } from './Confidence.tsx';
import { changeColumnFormat } from './importDraft.ts';

/** Whether columns of exchange rates wait for their other currency. */
export function asksBase({ warnings }: Preview): boolean {
  return warnings.some(({ code }) => code === 'rateBaseNeeded');
}

/** Exchange rates with a column for each currency, or below each other: against which one they are, and which way round. */
export function RatesAcross({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const { unpivot, read, unpivotConfidence } = preview;
  const pairs = Object.entries(unpivot?.pairs ?? {});
  const base = read.rateBase ?? commonCurrency(pairs.map(([, pair]) => pair));
  const first = pairs.map(([, { from, to }]) => (from === base ? to : from))[0];
  const names = { base: base || '…', other: first ?? '…' };
  const way = read.rateFor ?? (pairs[0] && pairs[0][1].from !== base ? 'base' : 'other');
  const written = pairs.map(([header, { from, to, units }]) => `${header}: ${units} ${from} = x ${to}`);
  return (
    <fieldset className="wide-columns">
      <legend>{t('wide.rates')}</legend>
      <p className="quiet">
        {unpivot ? (
          <>
            {written.join(t('list.separator'))} <Confidence value={unpivotConfidence} />
          </>
        ) : (
          t('preview.rateBaseNeeded')
        )}
      </p>
      <Flex gap={16} wrap align="center">
        <BaseInput key={base} base={base} missing={!unpivot} />
        <Flex gap={8} align="center">
          <span>{t('wide.rateFor')}</span>
          <Select
            className="wide-figures"
            value={way}
            aria-label={t('wide.rateFor')}
            options={(['other', 'base'] as const).map((value) => ({
              value,
              label: t(`wide.rateFor.${value}`, names),
            }))}
            onChange={(rateFor) => changeColumnFormat('', { rateFor })}
          />
        </Flex>
      </Flex>
    </fieldset>
  );
}

/** The currency that all pairs have in common; empty where there is none. */
function commonCurrency(pairs: { from: string; to: string }[]): string {
  const [first] = pairs;
  if (!first) return '';
  const common = [first.from, first.to].filter((code) =>
    pairs.every(({ from, to }) => from === code || to === code),
  );
  return common[0] ?? '';
}

/** A code is taken when it is left, not at every key. */
function BaseInput({ base, missing }: { base: string; missing: boolean }) {
  const { t } = useWords();
  function take(text: string) {
    const code = text.trim().toUpperCase();
    if (/^[A-Z]{3}$/.test(code) && code !== base) changeColumnFormat('', { rateBase: code });
  }
  return (
    <Flex gap={8} align="center">
      <label htmlFor="rate-base">{t('wide.rateBase')}</label>
      <Input
        id="rate-base"
        className="rate-base"
        defaultValue={base}
        maxLength={3}
        placeholder="EUR"
        status={missing ? 'warning' : ''}
        onBlur={({ target }) => take(target.value)}
        onPressEnter={({ currentTarget }) => take(currentTarget.value)}
      />
    </Flex>
  );
}
