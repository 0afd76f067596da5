import { Select, Tag } from 'antd';
import { useMemo } from 'react';
import { backtestCalibration } from '../../../shared/charts/backtestCalibration.ts';
import { backtestLift } from '../../../shared/charts/backtestLift.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { backtestWords } from '../../../shared/i18n/backtestWords.ts';
import { useSlice } from '../../app/sliceState.ts';
import { type ExhibitQuery, useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { Cell } from './AnalysisPage.tsx';
import { NumberOption } from './NumberOption.tsx';
import { useOpenAccount, useRowActions } from './rowActions.ts';

export type JudgedList = 'retain' | 'rhythm' | 'activity' | 'upsell' | 'cross-sell' | 'white-space';

const usual = { horizon: 3, k: 50, origins: 2 };
type NumberName = keyof typeof usual;

interface BacktestCardsProps {
  /** The lists that can be judged here, the one of the page first. */
  lists: readonly [JudgedList, ...JudgedList[]];
  question: 'chart.backtest.retain' | 'chart.backtest.upsell' | 'chart.backtest.crossSell';
}

const originColumns = [
  'origin',
  'end',
  'cases',
  'events',
  'hits',
  'rival_hits',
  'captured',
  'rival_captured',
  'precision',
  'rival_precision',
  'recall',
  'rival_recall',
  'lift',
  'rival_lift',
  'taken',
].map((name) => ({ name }));

/** Whether the list of the page is any good: judged on the past, beside a naive list; what was found, in a sentence. */
export function BacktestCards({ lists, question }: BacktestCardsProps) {
  const { t } = useWords();
  const options = useBacktestOptions(lists);
  const control = useSlice();
  const { list, horizon, k, origins } = options;
  const query = useExhibit(control.ask('backtest', { list, horizon, k, origins }));
  return (
    <>
      <Cell span={12}>
        <BacktestControls lists={lists} options={options} exhibit={query.exhibit} />
      </Cell>
      <Cell span={6}>
        <ExhibitCard query={query} question={t(question)} table="curve" chart={backtestLift} height={300} />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.backtest.calibration')}
          quiet
          table="calibration"
          chart={backtestCalibration}
          height={300}
        />
      </Cell>
      <Cell span={12}>
        <ExhibitCard
          query={query}
          question={t('chart.backtest.origins')}
          quiet
          table="origins"
          columns={originColumns}
          height={tableHeight(origins)}
        />
      </Cell>
      {query.exhibit?.tables.naive && <NaiveList query={query} exhibit={query.exhibit} />}
    </>
  );
}

/** Just enough for the rows: a past date is a row, and there are seldom more than a few. */
function tableHeight(rows: number): number {
  return Math.min(320, 70 + 28 * rows);
}

/** The naive list as of today: shown where it was better than the list of the page. */
function NaiveList({ query, exhibit }: { query: ExhibitQuery; exhibit: Exhibit }) {
  const { t } = useWords();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const rival = t.dynamic(`backtest.rival.${exhibit.values.rival}`, {}, '');
  const products = exhibit.values.kind === 'cross-sell' ? ['product_name'] : [];
  return (
    <Cell span={12}>
      <ExhibitCard
        query={query}
        question={t('chart.backtest.naive', { rival })}
        quiet
        table="naive"
        columns={['account_name', ...products, 'probability', 'value'].map((name) => ({ name }))}
        height={320}
        search
        onOpen={(row, shown) => openAccount(shown.tables.naive!, row)}
        rowMenu={(row, shown) => rowActions(shown, shown.tables.naive!, row)}
      />
    </Cell>
  );
}

interface BacktestOptions {
  list: JudgedList;
  horizon: number;
  k: number;
  origins: number;
  set(name: NumberName | 'list', value: string | number | null): void;
}

/** What is judged, as it stands in the address; undone and redone with the filters. */
function useBacktestOptions(lists: BacktestCardsProps['lists']): BacktestOptions {
  const { state, update } = useSlice();
  const { options } = state;
  const page = lists[0];
  return useMemo(() => {
    const number = (name: NumberName) => {
      const given = Number(options[`backtest.${name}`]);
      return Number.isInteger(given) && given >= 1 ? given : usual[name];
    };
    const chosen = options[`backtest.${page}.list`];
    return {
      list: lists.find((one) => one === chosen) ?? page,
      horizon: number('horizon'),
      k: number('k'),
      origins: number('origins'),
      set: (name, value) => {
        const key = name === 'list' ? `backtest.${page}.list` : `backtest.${name}`;
        const { [key]: _old, ...rest } = options;
        const isUsual = value === null || value === (name === 'list' ? page : usual[name]);
        update({ options: isUsual ? rest : { ...rest, [key]: String(value) } });
      },
    };
  }, [options, page, lists, update]);
}

interface ControlsProps {
  lists: BacktestCardsProps['lists'];
  options: BacktestOptions;
  exhibit: Exhibit | null;
}

function BacktestControls({ lists, options, exhibit }: ControlsProps) {
  const { t, format } = useWords();
  return (
    <div className="card-controls">
      <h2>{t('question.backtest')}</h2>
      {lists.length > 1 && (
        <Select
          size="small"
          aria-label={t('backtest.list')}
          style={{ minWidth: 180 }}
          value={options.list}
          onChange={(list: JudgedList) => options.set('list', list)}
          options={lists.map((value) => ({ value, label: t(`backtest.list.${value}`) }))}
        />
      )}
      <NumberOption
        label={t('backtest.horizon')}
        value={options.horizon}
        suffix=""
        least={1}
        most={60}
        onChange={(value) => options.set('horizon', value)}
      />
      <NumberOption
        label={t('backtest.k')}
        value={options.k}
        suffix=""
        least={1}
        most={1_000_000}
        onChange={(value) => options.set('k', value)}
      />
      <NumberOption
        label={t('backtest.origins')}
        value={options.origins}
        suffix=""
        least={1}
        most={24}
        onChange={(value) => options.set('origins', value)}
      />
      {exhibit && (
        <p className="card-sentences">
          <Verdict verdict={String(exhibit.values.verdict)} />
          {backtestWords(exhibit.values, format, t)}
        </p>
      )}
    </div>
  );
}

const colours: Record<string, string> = { better: 'success', worse: 'warning' };

function Verdict({ verdict }: { verdict: string }) {
  const { t } = useWords();
  return (
    <Tag className="verdict" color={colours[verdict] ?? 'default'}>
      {t.dynamic(`backtest.mark.${verdict}`, {}, verdict)}
    </Tag>
  );
}
