import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { activityScatter } from '../../../shared/charts/activityScatter.ts';
import { purchaseFrequency, purchaseHoldout } from '../../../shared/charts/purchaseFit.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { evidenceWords } from '../shared/evidenceWords.ts';
import { NumberOption } from '../shared/NumberOption.tsx';
import { useNarrowed } from '../shared/narrow.ts';
import { filterRows, withTable } from '../shared/selectRows.ts';
import { readOptions, writeOptions } from './cardOptions.ts';
import { useChosen } from './chosenOptions.ts';

type ActivityOptions = {
  horizon: number;
  model: 'auto' | 'bg-nbd' | 'pareto-nbd';
  discount: number;
};

const models = ['auto', 'bg-nbd', 'pareto-nbd'] as const;
const usual: ActivityOptions = { horizon: 12, model: 'auto', discount: 0.1 };

function listColumns(table: Table, words: Words): ColumnSpec[] {
  const params = texts(table, 'evidence_params');
  return [
    { name: 'account_name', pinned: 'left', width: 130 },
    { name: 'expected_revenue', header: words.t('activity.brings') },
    { name: 'p_active' },
    {
      name: 'evidence',
      width: 210,
      wrap: true,
      text: (code, row) => evidenceWords('evidence', code, params[row] ?? null, words),
    },
    ...[
      'expected_orders',
      'clv',
      'expected_spend',
      'last_order',
      'days_since',
      'order_days',
      'first_order',
    ].map((name) => ({
      name,
    })),
  ];
}

/** P(active) × expected revenue, the accounts behind the points, and how well the model tells the past. */
export function ActivityCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const { asked, set } = useChosen('activity');
  const options = useMemo(() => readOptions(asked, usual, { model: models }), [asked]);
  const query = useExhibit(choice.ask('activity', { ...options }));
  const { selected } = choice;
  const list = useNarrowed(
    query,
    useCallback((exhibit: Exhibit) => onlyChosen(exhibit, selected), [selected]),
  );
  const columns = useCallback((table: Table) => listColumns(table, words), [words]);
  return (
    <>
      <Cell span={12}>
        <ActivityControls
          options={options}
          onChange={(next) => set(writeOptions(next, usual))}
          exhibit={query.exhibit}
        />
      </Cell>
      <Cell span={5}>
        <AccountChart
          choice={choice}
          query={query}
          question={t('question.activity')}
          table="activity"
          chart={activityScatter}
          columns={columns}
          height={400}
        />
      </Cell>
      <Cell span={7}>
        <AccountList
          query={list}
          quiet
          question={t('chart.activity.list')}
          table="activity"
          columns={columns}
          height={400}
          search
        />
      </Cell>
      <FitCards query={query} />
    </>
  );
}

/** Where accounts are chosen in the chart, the list shows them alone. */
function onlyChosen(exhibit: Exhibit, selected: string[]): Exhibit {
  const table = exhibit.tables.activity!;
  const accounts = texts(table, 'account');
  const rows = filterRows(table, (row) => selected.includes(accounts[row] ?? ''));
  return rows.n === 0 ? exhibit : withTable(exhibit, 'activity', rows);
}

/** The parameters as the papers write them. */
const greek: Record<string, string> = { alpha: 'α', beta: 'β', gamma: 'γ' };

/** How well the model tells the past: how often accounts bought, and what came after a cut; and what was fitted. */
function FitCards({ query }: { query: ExhibitQuery }) {
  const { t } = useWords();
  return (
    <>
      <Cell span={4}>
        <ExhibitCard
          query={query}
          quiet
          question={t('chart.activity.frequency')}
          table="frequency"
          chart={purchaseFrequency}
          height={260}
        />
      </Cell>
      <Cell span={4}>
        <ExhibitCard
          query={query}
          quiet
          question={t('chart.activity.holdout')}
          table="holdout"
          chart={purchaseHoldout}
          height={260}
        />
      </Cell>
      <Cell span={4}>
        <ExhibitCard
          query={query}
          quiet
          question={t('chart.activity.parameters')}
          table="parameters"
          columns={[
            {
              name: 'model',
              width: 110,
              text: (code) => t.dynamic(`activity.model.${code}`, {}, code ?? '–'),
            },
            { name: 'parameter', width: 80, text: (code) => greek[code ?? ''] ?? code ?? '–' },
            { name: 'estimate' },
            { name: 'std_error' },
          ]}
          height={260}
        />
      </Cell>
    </>
  );
}

interface ControlsProps {
  options: ActivityOptions;
  onChange(options: ActivityOptions): void;
  exhibit: Exhibit | null;
}

function ActivityControls({ options, onChange, exhibit }: ControlsProps) {
  const words = useWords();
  const { t } = words;
  const set = (patch: Partial<ActivityOptions>) => onChange({ ...options, ...patch });
  return (
    <div className="card-controls">
      <h2>{t('activity.title')}</h2>
      <NumberOption
        label={t('activity.horizon')}
        value={options.horizon}
        suffix={t('survival.months')}
        least={1}
        most={240}
        onChange={(horizon) => set({ horizon: horizon ?? usual.horizon })}
      />
      <Select
        size="small"
        aria-label={t('activity.model')}
        style={{ minWidth: 130 }}
        value={options.model}
        onChange={(model) => set({ model })}
        options={models.map((value) => ({
          value,
          label: t(`activity.model.${value}`),
        }))}
      />
      <NumberOption
        label={t('activity.discount')}
        value={Number((options.discount * 100).toFixed(4))}
        suffix="%"
        least={0}
        most={1000}
        onChange={(percent) => set({ discount: percent === null ? usual.discount : percent / 100 })}
      />
      {exhibit && <p className="card-sentences">{sentencesOf(exhibit, words).join(' ')}</p>}
    </div>
  );
}

/** What was fitted, what it expects, and how it did on the weeks held out. */
function sentencesOf({ values, evidence }: Exhibit, { t, format }: Words): string[] {
  const figure = (name: string, unit: 'count' | 'score' = 'count') =>
    format.value(numberOf(values[name]), unit);
  const summary = t('activity.summary', {
    model: t.dynamic(`activity.model.${values.model}`, {}, String(values.model)),
    accounts: figure('accounts'),
    active: figure('activeAccounts'),
    orders: figure('expectedOrders'),
    months: Number(evidence.parameters.horizon),
  });
  const [told, made] = [numberOf(values.holdoutExpected), numberOf(values.holdoutActual)];
  if (told === null || made === null) return [summary];
  const holdout = t('activity.holdoutSummary', {
    weeks: figure('holdoutWeeks'),
    expected: figure('holdoutExpected'),
    actual: figure('holdoutActual'),
    difference: format.change(made > 0 ? told / made - 1 : null, 'ratio'),
    naive: figure('holdoutNaive'),
    error: figure('holdoutError', 'score'),
    naiveError: figure('holdoutNaiveError', 'score'),
  });
  return [summary, holdout];
}

function numberOf(value: Exhibit['values'][string] | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
