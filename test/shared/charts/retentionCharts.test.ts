import { expect, test } from 'vitest';
import { healthBands } from '../../../shared/charts/healthBands.ts';
import type { ChartOption, ToOption } from '../../../shared/charts/option.ts';
import { renewalCalendar } from '../../../shared/charts/renewalCalendar.ts';
import { createChartTheme } from '../../../shared/charts/theme.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const exhibit: Exhibit = {
  ask: { question: 'health', slice: { where: [], basis: 'net' }, options: {} },
  values: { since: '2026-03-31' },
  tables: {
    bands: makeTable([
      numberColumn('points_from', 'none', [0, 20], 'integer'),
      numberColumn('points_to', 'none', [20, 40], 'integer'),
      numberColumn('accounts', 'count', [3, 5], 'integer'),
      numberColumn('accounts_since', 'count', [1, 7], 'integer'),
      numberColumn('value', 'money', [300, 500]),
    ]),
    months: makeTable([
      numberColumn('month', 'none', [24_318, 24_319], 'month'),
      numberColumn('accounts', 'count', [2, 0], 'integer'),
      numberColumn('value', 'money', [100, 0]),
      numberColumn('leaving_value', 'money', [25, 0]),
      numberColumn('kept', 'money', [75, 0]),
    ]),
  },
  evidence: {
    ...{ rowsIn: 1, accounts: 1, slice: { where: [], basis: 'net' }, asOf: '2026-06-30' },
    ...{ method: 'health', source: '', parameters: {}, warnings: [] },
  },
};

function drawn(chart: ToOption, shown: Exhibit = exhibit): ChartOption {
  return chart(shown, createChartTheme('light', 'greenUp'), createFormat('en'), createTranslate('en'));
}

function valuesOf(option: ChartOption): unknown[][] {
  return option.series.map(({ data }) => (data as { value: unknown }[]).map(({ value }) => value));
}

test('health by bands: then beside now, each with its row', () => {
  const option = drawn(healthBands);
  expect(valuesOf(option)).toEqual([
    [1, 7],
    [3, 5],
  ]);
  expect(option.series.map(({ name }) => name)).toEqual(['2026-03-31', 'Now']);
});

test('renewals by month: what is expected to stay and to leave makes the whole', () => {
  const option = drawn(renewalCalendar);
  expect(valuesOf(option)).toEqual([
    [75, 0],
    [25, 0],
  ]);
  expect(option.xAxis).toMatchObject({ data: ['2026-07', '2026-08'] });
});

test('renewals without a risk are one bar a month', () => {
  const months = exhibit.tables.months!.columns.map((column) =>
    column.name === 'leaving_value' ? numberColumn('leaving_value', 'money', [0, 0]) : column,
  );
  const option = drawn(renewalCalendar, { ...exhibit, tables: { months: makeTable(months) } });
  expect(option.series).toHaveLength(1);
});
