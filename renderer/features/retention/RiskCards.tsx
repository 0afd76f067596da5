import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { backtestCalibration } from '../../../shared/charts/backtestCalibration.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../shared/domain/table.ts';
import { effectWords, reasonWords } from '../../../shared/i18n/reasonWords.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { NumberOption } from '../shared/NumberOption.tsx';
import { type ChosenOptions, useChosen } from './chosenOptions.ts';
import { RiskReasons } from './RiskReasons.tsx';

const listHeight = 420;
const shownReasons = 2;

/** Who is leaving, how likely and why; and how far the probabilities can be believed. */
export function RiskCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const chosen = useChosen('risk');
  const query = useExhibit(choice.ask('risk', chosen.asked));
  const [picked, setPicked] = useState<string | null>(null);
  const { exhibit } = query;
  const columns = useMemo(() => (exhibit ? riskColumns(exhibit, words) : []), [exhibit, words]);
  const first = exhibit ? mostAtRisk(exhibit) : null;
  const account = picked ?? choice.selected[0] ?? first;
  return (
    <>
      <Cell span={12}>
        <RiskControls chosen={chosen} exhibit={exhibit} />
      </Cell>
      <Cell span={8}>
        <AccountList
          query={query}
          question={t('question.risk')}
          table="risk"
          columns={columns}
          height={listHeight}
          search
          onSelect={(rows, shown) =>
            setPicked(rows[0] === undefined ? null : (texts(shown.tables.risk!, 'account')[rows[0]] ?? null))
          }
        />
      </Cell>
      <Cell span={4}>{account !== null && <RiskReasons account={account} height={listHeight} />}</Cell>
      {exhibit?.values.fallback === null && <BeliefCards query={query} />}
    </>
  );
}

/** The account that stands first in the list. */
function mostAtRisk({ tables }: Exhibit): string | null {
  const expected = numbers(tables.risk!, 'expected');
  const most = expected.reduce((best, value, row) => (value > (expected[best] ?? 0) ? row : best), 0);
  return texts(tables.risk!, 'account')[most] ?? null;
}

/** How far the probabilities can be believed, and what weighs in them. */
function BeliefCards({ query }: { query: ExhibitQuery }) {
  const { t } = useWords();
  const quiet = useMemo(() => withoutWarnings(query), [query]);
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={quiet}
          question={t('chart.risk.calibration')}
          table="calibration"
          chart={backtestCalibration}
          height={280}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={quiet}
          question={t('chart.risk.effects')}
          table="effects"
          columns={[
            { name: 'feature', text: (code) => t.dynamic(`riskFeature.${code}`, {}, code ?? '–') },
            ...['effect', 'mean', 'spread'].map((name) => ({ name })),
          ]}
          height={280}
        />
      </Cell>
    </>
  );
}

/** The warnings stand once, above the list of the same answer. */
function withoutWarnings(query: ExhibitQuery): ExhibitQuery {
  const { exhibit } = query;
  if (!exhibit) return query;
  return { ...query, exhibit: { ...exhibit, evidence: { ...exhibit.evidence, warnings: [] } } };
}

function riskColumns(exhibit: Exhibit, words: Words): ColumnSpec[] {
  const { t } = words;
  const reasons = largestReasons(exhibit);
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'expected', header: t('column.expectedLoss'), sort: 'desc' },
    { name: 'probability' },
    {
      name: 'account',
      header: t('column.evidence'),
      width: 300,
      wrap: true,
      text: (_, row) => sentenceOf(exhibit, reasons[row] ?? [], row, words),
    },
    { name: 'value', header: t('column.value12') },
    ...['last_order', 'days_since', 'usual_gap', 'orders'].map((name) => ({ name })),
  ];
}

/** Places in the table of reasons of those that weigh most, per row of the list. */
function largestReasons({ tables }: Exhibit): number[][] {
  const table = tables.reasons!;
  const [rows, effects] = [numbers(table, 'row'), numbers(table, 'effect')];
  const of: number[][] = Array.from({ length: tables.risk!.n }, () => []);
  for (let at = 0; at < table.n; at++) of[rows[at]!]!.push(at);
  const weight = (at: number) => Math.abs(effects[at]!) || 0;
  return of.map((places) => places.sort((a, b) => weight(b) - weight(a)).slice(0, shownReasons));
}

function sentenceOf({ tables }: Exhibit, places: number[], row: number, { t }: Words): string {
  const [risk, reasons]: [Table, Table] = [tables.risk!, tables.reasons!];
  const [effects, values] = [numbers(reasons, 'effect'), numbers(reasons, 'value')];
  const own = {
    daysSince: numbers(risk, 'days_since')[row]!,
    usualGap: numbers(risk, 'usual_gap')[row]!,
    orders: numbers(risk, 'orders')[row]!,
  };
  return places
    .map((at) => {
      const sentence = reasonWords(texts(reasons, 'feature')[at] ?? '', values[at]!, own, t);
      if (Number.isNaN(effects[at]!)) return sentence;
      return t('reason.withEffect', { sentence, effect: effectWords(effects[at]!, t) });
    })
    .join(t('reason.join'));
}

function RiskControls({ chosen, exhibit }: { chosen: ChosenOptions; exhibit: Exhibit | null }) {
  const words = useWords();
  const { t } = words;
  const leaving = chosen.text('leaving') === 'decline' ? 'decline' : 'silent';
  const horizon = exhibit?.values.horizon;
  const signals = chosen.text('signals') === 'none' ? 'none' : 'all';
  const hasSignals = signals === 'none' || exhibit?.evidence.parameters.signals !== undefined;
  return (
    <div className="card-controls">
      <h2>{t('risk.title')}</h2>
      <NumberOption
        label={t('risk.horizon')}
        value={chosen.number('horizon')}
        {...(typeof horizon === 'number' ? { placeholder: String(horizon) } : {})}
        suffix={t('risk.months')}
        least={1}
        most={24}
        onChange={(value) => chosen.set({ horizon: value })}
      />
      <label htmlFor="risk-leaving">
        {t('risk.leaving')}
        <Select
          id="risk-leaving"
          size="small"
          style={{ minWidth: 190 }}
          value={leaving}
          onChange={(value) =>
            chosen.set(value === 'silent' ? { leaving: null, share: null } : { leaving: value })
          }
          options={(['silent', 'decline'] as const).map((value) => ({
            value,
            label: t(`risk.leaving.${value}`),
          }))}
        />
      </label>
      {leaving === 'decline' && (
        <NumberOption
          label={t('risk.shareName')}
          value={percentOf(chosen.number('share'))}
          suffix="%"
          placeholder="50"
          least={1}
          most={100}
          onChange={(percent) => chosen.set({ share: percent === null ? null : percent / 100 })}
        />
      )}
      {hasSignals && (
        <Select
          size="small"
          aria-label={t('risk.signals')}
          style={{ minWidth: 190 }}
          value={signals}
          onChange={(value) => chosen.set({ signals: value === 'all' ? null : value })}
          options={(['all', 'none'] as const).map((value) => ({ value, label: t(`risk.signals.${value}`) }))}
        />
      )}
      {exhibit && exhibit.values.fallback === null && (
        <p className="card-sentences">{sentencesOf(exhibit, words).join(' ')}</p>
      )}
    </div>
  );
}

function percentOf(share: number | null): number | null {
  return share === null ? null : Number((share * 100).toFixed(4));
}

/** What may go, why so far ahead, and how well the past was told. */
function sentencesOf({ values, evidence }: Exhibit, { t, format }: Words): string[] {
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : null);
  const months = number('horizon') ?? 0;
  const summary = t('risk.summary', {
    months,
    expected: format.amount(number('expected'), evidence.currency?.reporting),
    value: format.amount(number('value'), evidence.currency?.reporting),
    rate: format.value(number('baseRate'), 'ratio'),
  });
  const because = t.dynamic(`risk.because.${evidence.parameters.horizonBy}`, { months }, '');
  const [brier, base] = [number('brier'), number('brierOfBaseRate')];
  const cases = { n: format.value(number('n'), 'count'), events: format.value(number('events'), 'count') };
  const quality =
    number('auc') === null || brier === null || base === null
      ? t('risk.qualityWithoutAuc', cases)
      : t('risk.quality', {
          ...cases,
          auc: format.value(number('auc'), 'ratio'),
          brier: brier.toFixed(3),
          base: base.toFixed(3),
          better: brier < base ? 'yes' : 'no',
        });
  return [summary, because, quality].filter((sentence) => sentence !== '');
}
