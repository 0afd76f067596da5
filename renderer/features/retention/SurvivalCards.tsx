import { Segmented, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { groupName, survivalCurves, survivalHeight } from '../../../shared/charts/survivalCurves.ts';
import type { OptionValue } from '../../../shared/domain/exhibit.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { useSlice } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { useFields } from '../frame/useFields.ts';
import { Cell } from '../shared/AnalysisPage.tsx';
import { isSharedText } from '../shared/accountTexts.ts';
import { refOf, textAt } from '../shared/chartRef.ts';
import { NumberOption } from '../shared/NumberOption.tsx';
import { readOptions, writeOptions } from './cardOptions.ts';
import { useChosen } from './chosenOptions.ts';

type SurvivalOptions = {
  by: string;
  lifetime: 'order' | 'contract';
  starts: 'all' | 'seen';
  interval: 'log-log' | 'log' | 'plain';
  /** Days; null = by the rhythm of the data. */
  silence: number | null;
  /** Months; null = as far as every group is seen. */
  horizon: number | null;
};

const usual: SurvivalOptions = {
  by: '',
  lifetime: 'order',
  starts: 'all',
  interval: 'log-log',
  silence: null,
  horizon: null,
};

const lifetimes = ['order', 'contract'] as const;
const starts = ['all', 'seen'] as const;
const intervals = ['log-log', 'log', 'plain'] as const;

const figures: ColumnSpec[] = [
  { name: 'accounts', width: 92 },
  { name: 'gone', width: 76 },
  { name: 'median_months', width: 160 },
  { name: 'mean_months', width: 150 },
  { name: 'hazard_ratio', width: 110 },
  ...['hazard_p', 'median_lower', 'median_upper', 'mean_error', 'hazard_lower', 'hazard_upper'].map(
    (name) => ({
      name,
    }),
  ),
];

/** How long accounts stay: curves by group with their interval, and the figures of each group beside them. */
export function SurvivalCards() {
  const { t } = useWords();
  const { asked, set } = useChosen('survival');
  const options = useMemo(
    () => readOptions(asked, usual, { lifetime: lifetimes, starts, interval: intervals }),
    [asked],
  );
  const { query, chosen, toggle, clear } = useSurvival(options);
  const { exhibit } = query;
  const isGrouped = options.by !== '';
  const view = useMemo(() => ({ selected: chosen }), [chosen]);
  const groups = exhibit?.tables.groups?.n ?? 1;
  const columns = useMemo((): ColumnSpec[] => {
    const group: ColumnSpec = {
      name: 'group',
      pinned: 'left',
      hide: !isGrouped,
      text: (value) => groupName(value, t, isGrouped),
    };
    return [
      group,
      ...figures.map((spec) => ({ ...spec, hide: !isGrouped && spec.name.startsWith('hazard') })),
    ];
  }, [isGrouped, t]);
  const curveColumns = useMemo(() => withGroup(isGrouped, t), [isGrouped, t]);
  const { silence, horizon } = exhibit?.evidence.parameters ?? {};
  return (
    <>
      <Cell span={12}>
        <SurvivalControls
          options={options}
          onChange={(next) => set(writeOptions(next, usual))}
          silence={typeof silence === 'number' ? silence : null}
          horizon={typeof horizon === 'number' ? horizon : null}
        />
      </Cell>
      <Cell span={12}>
        <ExhibitCard
          query={query}
          question={t('question.survival')}
          table="curves"
          chart={survivalCurves}
          view={view}
          columns={curveColumns}
          height={survivalHeight(groups)}
          events={{
            onClick: (point: ChartPoint) => {
              const group = textAt(exhibit, refOf(point), 'group');
              if (group) toggle(group);
            },
            onClear: clear,
          }}
        />
      </Cell>
      <Cell span={12}>
        <ExhibitCard
          query={query}
          quiet
          question={t('chart.survival.groups')}
          table="groups"
          columns={columns}
          height={48 + 29 * groups}
        />
      </Cell>
    </>
  );
}

function withGroup(isGrouped: boolean, t: ReturnType<typeof useWords>['t']) {
  return (table: Table): ColumnSpec[] =>
    table.columns.map(({ name }) =>
      name === 'group'
        ? { name, hide: !isGrouped, text: (value) => groupName(value, t, isGrouped) }
        : { name },
    );
}

/** The answer for all groups, whatever of them is chosen; a choice narrows the other cards of the page. */
function useSurvival(options: SurvivalOptions) {
  const control = useSlice();
  const { by } = options;
  const asked = control.ask('survival', askOptions(options));
  const own = new Set(['account', ...(by === '' ? [] : [by])]);
  const where = asked.slice.where.filter(({ field }) => !own.has(field));
  const query = useExhibit({ ...asked, slice: { ...asked.slice, where } });
  const { slice, toggle, setCondition } = control;
  const chosen = useMemo(
    () => (by === '' ? [] : (slice.where.find(({ field }) => field === by)?.in ?? [])),
    [slice, by],
  );
  return {
    query,
    chosen,
    toggle: useCallback((group: string) => by !== '' && toggle(by, group), [by, toggle]),
    clear: useCallback(() => by !== '' && setCondition(by, null), [by, setCondition]),
  };
}

function askOptions({ by, silence, horizon, ...rest }: SurvivalOptions): Record<string, OptionValue> {
  return {
    ...rest,
    ...(by === '' ? {} : { by }),
    ...(silence === null || rest.lifetime === 'contract' ? {} : { silence }),
    ...(horizon === null ? {} : { horizon }),
  };
}

interface ControlsProps {
  options: SurvivalOptions;
  onChange(options: SurvivalOptions): void;
  /** What the engine took where nothing was typed. */
  silence: number | null;
  horizon: number | null;
}

function SurvivalControls({ options, onChange, silence, horizon }: ControlsProps) {
  const { t } = useWords();
  const fields = useFields();
  const set = (patch: Partial<SurvivalOptions>) => onChange({ ...options, ...patch });
  const byOptions = useMemo(
    () => [
      { value: '', label: t('survival.by.none') },
      ...fields.filter(isSharedText).map(({ name }) => ({ value: name, label: fieldWords(name, t) })),
    ],
    [fields, t],
  );
  const hasContracts = ['contract_start', 'contract_end'].every((name) =>
    fields.some((field) => field.name === name),
  );
  const rounded = (value: number | null, otherwise: string) =>
    value === null ? otherwise : String(Math.round(value * 10) / 10);
  return (
    <div className="card-controls">
      <h2>{t('survival.title')}</h2>
      <Select
        size="small"
        aria-label={t('survival.by')}
        style={{ minWidth: 140 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={options.by}
        options={byOptions}
        onChange={(by) => set({ by })}
      />
      {hasContracts && (
        <Segmented
          size="small"
          aria-label={t('survival.lifetime')}
          value={options.lifetime}
          onChange={(lifetime) => set({ lifetime })}
          options={lifetimes.map((value) => ({
            value,
            label: t(`survival.lifetime.${value}`),
          }))}
        />
      )}
      {options.lifetime === 'order' && (
        <NumberOption
          label={t('survival.silence')}
          value={options.silence}
          placeholder={rounded(silence, '')}
          suffix={t('survival.days')}
          least={1}
          most={3650}
          onChange={(days) => set({ silence: days })}
        />
      )}
      <Segmented
        size="small"
        aria-label={t('survival.starts')}
        value={options.starts}
        onChange={(starts) => set({ starts })}
        options={starts.map((value) => ({ value, label: t(`survival.starts.${value}`) }))}
      />
      <NumberOption
        label={t('survival.horizon')}
        value={options.horizon}
        placeholder={rounded(horizon, t('survival.horizonAuto'))}
        suffix={t('survival.months')}
        least={1}
        most={1200}
        onChange={(months) => set({ horizon: months })}
      />
      <Select
        size="small"
        aria-label={t('survival.interval')}
        value={options.interval}
        onChange={(interval) => set({ interval })}
        options={intervals.map((value) => ({
          value,
          label: t(`survival.interval.${value}`),
        }))}
      />
    </div>
  );
}
