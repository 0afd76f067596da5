import { Select } from 'antd';
import { useMemo, useState } from 'react';
import {
  firstSqlChart,
  mostSqlPoints,
  mostSqlSeries,
  type SqlChartChoice,
  sqlChart,
} from '../../../shared/charts/sqlChart.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Chart } from '../../charts/Chart.tsx';

/** A result as lines, bars or points of the columns that are chosen. */
export function ResultChart({ table, height }: { table: Table; height: number }) {
  const { t, format } = useWords();
  const palette = usePalette();
  const [chosen, setChosen] = useState<SqlChartChoice | null>(null);
  const names = table.columns.map(({ name }) => name);
  const isAlive =
    chosen && [chosen.x, chosen.y, chosen.series ?? chosen.x].every((name) => names.includes(name));
  const choice = isAlive ? chosen : firstSqlChart(table);
  const chart = useMemo(
    () => (choice ? sqlChart(table, choice, palette, format) : null),
    [table, choice, palette, format],
  );
  if (!choice || !chart) return <p className="quiet">{t('sql.chart.none')}</p>;
  const numbers = table.columns.filter(({ type }) => type !== 'text').map(({ name }) => name);
  const set = (patch: Partial<SqlChartChoice>) => setChosen({ ...choice, ...patch });
  const options = (list: string[]) => list.map((name) => ({ value: name, label: name }));
  return (
    <div className="sql-chart">
      <div className="sql-chart-choices">
        <Choice
          label={t('sql.chart.kind')}
          value={choice.kind}
          options={(['line', 'bar', 'scatter'] as const).map((kind) => ({
            value: kind,
            label: t(`sql.chart.${kind}`),
          }))}
          onChange={(kind) => set({ kind: kind as SqlChartChoice['kind'] })}
        />
        <Choice
          label={t('sql.chart.x')}
          value={choice.x}
          options={options(names)}
          onChange={(x) => set({ x })}
        />
        <Choice
          label={t('sql.chart.y')}
          value={choice.y}
          options={options(numbers)}
          onChange={(y) => set({ y })}
        />
        <Choice
          label={t('sql.chart.series')}
          value={choice.series ?? ''}
          options={[{ value: '', label: t('sql.chart.noSeries') }, ...options(names)]}
          onChange={(series) => set({ series: series === '' ? null : series })}
        />
        {chart.cut && (
          <span className="quiet">
            {t('sql.chart.cut', { points: mostSqlPoints, series: mostSqlSeries })}
          </span>
        )}
      </div>
      <Chart
        option={chart.option}
        label={t('sql.chart.label', { x: choice.x, y: choice.y })}
        height={Math.max(200, height - 44)}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange(value: string): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <span className="sql-choice">
      <span aria-hidden>{label}</span>
      <Select
        size="small"
        value={value}
        options={options}
        aria-label={label}
        popupMatchSelectWidth={false}
        onChange={onChange}
      />
    </span>
  );
}
