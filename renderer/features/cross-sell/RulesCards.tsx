import { InputNumber, Select } from 'antd';
import { useCallback, useId, useMemo, useState } from 'react';
import { ruleKeys, rulesScatter } from '../../../shared/charts/rulesScatter.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf } from '../shared/chartRef.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { useDrill } from '../shared/rowActions.ts';
import { sortRows, withTable } from '../shared/selectRows.ts';
import type { ChosenProduct } from './chosenProduct.ts';

interface RuleOptions {
  /** Shares, 0–1. */
  support: number;
  confidence: number;
  unit: 'order' | 'account';
  level: 'product' | 'category';
  /** Items on both sides, 2 to 10. */
  maxLength: number;
}

const columns: ColumnSpec[] = [
  { name: 'lhs_names', width: 200 },
  { name: 'rhs_name', width: 220 },
  ...['lift', 'confidence', 'support', 'count', 'leverage', 'conviction', 'length'].map((name) => ({ name })),
];

/** The table behind the picture has room for what the list leaves out. */
const allColumns: ColumnSpec[] = [
  ...columns,
  ...['lhs_support', 'chi_squared', 'phi', 'cosine', 'jaccard', 'kulczynski', 'odds_ratio', 'chance'].map(
    (name) => ({ name }),
  ),
];

function byLift(exhibit: Exhibit): Exhibit {
  return withTable(exhibit, 'rules', sortRows(exhibit.tables.rules!, 'lift', 'descending'));
}

/** What is bought together: exact rules as points and as a table. A rule chosen narrows the other cards to what it recommends. */
export function RulesCards({ onProduct }: { onProduct(product: ChosenProduct | null): void }) {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const [options, setOptions] = useState<RuleOptions>({
    support: 0.01,
    confidence: 0.3,
    unit: 'order',
    level: 'product',
    maxLength: 4,
  });
  const [rule, setRule] = useState<string | null>(null);
  const query = useNarrowed(useExhibit(control.ask('rules', { ...options })), byLift);
  const view = useMemo(() => ({ selected: rule ? [rule] : [] }), [rule]);
  const choose = useCallback(
    (exhibit: Exhibit, row: number) => {
      const key = ruleKeys(exhibit)[row] ?? null;
      const next = key === rule ? null : key;
      setRule(next);
      if (options.level === 'product') onProduct(next === null ? null : recommended(exhibit, row));
    },
    [rule, options.level, onProduct],
  );
  const clear = () => {
    setRule(null);
    onProduct(null);
  };
  const showRows = (exhibit: Exhibit, row: number) => {
    const table = exhibit.tables.rules!;
    const items = [...(texts(table, 'lhs')[row] ?? '').split(' + '), texts(table, 'rhs')[row] ?? ''];
    drill(exhibit, ruleKeys(exhibit)[row] ?? '', [{ field: options.level, in: items }]);
  };
  return (
    <>
      <Cell span={12}>
        <RuleControls options={options} onChange={setOptions} />
      </Cell>
      <Cell span={5}>
        <ExhibitCard
          query={query}
          question={t('question.rules')}
          table="rules"
          chart={rulesScatter}
          view={view}
          height={360}
          columns={allColumns}
          events={{
            onClick: (point) => {
              const ref = refOf(point);
              if (ref && query.exhibit) choose(query.exhibit, ref.row);
            },
            onClear: clear,
            onContextMenu: (point) => {
              const ref = refOf(point);
              if (ref && query.exhibit) showRows(query.exhibit, ref.row);
            },
          }}
        />
      </Cell>
      <Cell span={7}>
        <ExhibitCard
          query={query}
          question={t('chart.rules.list')}
          table="rules"
          columns={columns}
          height={360}
          search
          onOpen={(row, exhibit) => choose(exhibit, row)}
          rowMenu={(row, exhibit) => [
            { key: 'choose', label: t('crossSell.chooseRule'), run: () => choose(exhibit, row) },
            { key: 'rows', label: t('row.rows'), run: () => showRows(exhibit, row) },
          ]}
        />
      </Cell>
    </>
  );
}

/** What the rule of a row recommends. */
function recommended(exhibit: Exhibit, row: number): ChosenProduct | null {
  const table = exhibit.tables.rules!;
  const key = texts(table, 'rhs')[row];
  return key ? { key, name: texts(table, 'rhs_name')[row] ?? key } : null;
}

interface RuleControlsProps {
  options: RuleOptions;
  onChange(options: RuleOptions): void;
}

/** How rare, how sure, over what and of what: the choices that decide which rules there are. */
function RuleControls({ options, onChange }: RuleControlsProps) {
  const { t } = useWords();
  const percent = (key: 'support' | 'confidence', least: number) => (
    <PercentInput
      label={t(`column.${key}`)}
      value={options[key]}
      least={least}
      onChange={(value) => onChange({ ...options, [key]: value })}
    />
  );
  return (
    <div className="card-controls">
      <h2>{t('crossSell.rules')}</h2>
      {percent('support', 0.0001)}
      {percent('confidence', 0.01)}
      <Select
        size="small"
        aria-label={t('crossSell.unit')}
        value={options.unit}
        onChange={(unit) => onChange({ ...options, unit })}
        options={(['order', 'account'] as const).map((value) => ({
          value,
          label: t(`crossSell.unit.${value}`),
        }))}
      />
      <Select
        size="small"
        aria-label={t('crossSell.level')}
        value={options.level}
        onChange={(level) => onChange({ ...options, level })}
        options={(['product', 'category'] as const).map((value) => ({
          value,
          label: t(`crossSell.level.${value}`),
        }))}
      />
      <LengthSelect value={options.maxLength} onChange={(maxLength) => onChange({ ...options, maxLength })} />
    </div>
  );
}

function LengthSelect({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <label htmlFor={id}>
      {t('crossSell.maxLength')}
      <Select
        id={id}
        size="small"
        value={value}
        onChange={onChange}
        options={[2, 3, 4, 5, 6, 7, 8, 9, 10].map((length) => ({ value: length, label: `≤ ${length}` }))}
      />
    </label>
  );
}

interface PercentInputProps {
  label: string;
  value: number;
  least: number;
  onChange(value: number): void;
}

/** A share typed as a percentage; asked for when the typing is done, not at every key. */
function PercentInput({ label, value, least, onChange }: PercentInputProps) {
  const id = useId();
  const [draft, setDraft] = useState<number | null>(null);
  const commit = () => {
    if (draft !== null && draft / 100 !== value) onChange(draft / 100);
    setDraft(null);
  };
  return (
    <label htmlFor={id}>
      {label}
      <InputNumber<number>
        id={id}
        size="small"
        style={{ width: 84 }}
        min={least * 100}
        max={100}
        step={least < 0.001 ? 0.1 : 5}
        suffix="%"
        value={draft ?? Number((value * 100).toFixed(4))}
        onChange={(next) => setDraft(next)}
        onStep={(next) => {
          setDraft(null);
          onChange(Number(next) / 100);
        }}
        onBlur={commit}
        onPressEnter={commit}
      />
    </label>
  );
}
