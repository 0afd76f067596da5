import { Segmented, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { frontierRows, headroomFrontier } from '../../../shared/charts/headroomFrontier.ts';
import { headroomScatter } from '../../../shared/charts/headroomScatter.ts';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint, ChartSelection } from '../../charts/Chart.tsx';
import { useFields } from '../frame/useFields.ts';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { OnlyButton } from '../shared/OnlyButton.tsx';
import { filterRows, sortRows, withTable } from '../shared/selectRows.ts';
import { gapMethods, type HeadroomOptions, useHeadroomOptions } from './headroomOptions.ts';
import { LookAlikes } from './LookAlikes.tsx';

type View = 'size' | 'peers';

/** Room to grow by look-alikes and by conditional quantiles: all accounts as points, the largest gaps as a list, and what they were compared with. */
export function HeadroomCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const options = useHeadroomOptions();
  const { selected } = choice;
  const only = selected.length === 1 ? selected[0] : undefined;
  const query = useExhibit(choice.ask('headroom', options.asked));
  const [shown, setShown] = useState<View>('size');
  const [brushed, setBrushed] = useState<ReadonlySet<string> | null>(null);
  const narrow = useCallback((exhibit: Exhibit) => largestGapFirst(exhibit, brushed), [brushed]);
  const list = useNarrowed(query, narrow);
  const columns = useMemo(() => listColumns(t('column.gap')), [t]);
  const choose = (account: string | null) => {
    if (account) choice.control.setCondition('account', { in: [account] });
  };
  const accountOf = (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'account');
  return (
    <>
      <Cell span={6}>
        <AccountChart
          choice={choice}
          query={query}
          question={shown === 'size' ? t('chart.headroom.frontier') : t('question.headroom')}
          table="headroom"
          chart={shown === 'size' ? headroomFrontier : headroomScatter}
          columns={columns}
          height={400}
          {...(shown === 'size' ? { brush: 'rect' as const } : {})}
          extra={<ChartControls shown={shown} onShow={setShown} options={options} />}
          events={{
            onClick: (point) => choose(accountOf(point)),
            onClear: () => {
              setBrushed(null);
              choice.clear();
            },
            onBrush: (selection) => setBrushed(accountsIn(query.exhibit, selection)),
          }}
        />
      </Cell>
      <Cell span={6}>
        <AccountList
          query={list}
          question={t('chart.headroom.list')}
          quiet
          table="headroom"
          columns={columns}
          height={400}
          search
          extra={
            <>
              {brushed && (
                <OnlyButton label={t('upsell.brushed', { n: brushed.size })} onAll={() => setBrushed(null)} />
              )}
              <MethodControl options={options} />
            </>
          }
          onSelect={(rows, exhibit) =>
            choose(
              rows[0] === undefined ? null : (texts(exhibit.tables.headroom!, 'account')[rows[0]] ?? null),
            )
          }
        />
      </Cell>
      {only !== undefined && <LookAlikes account={only} options={options} />}
    </>
  );
}

function listColumns(gap: string) {
  return [
    { name: 'account_name', pinned: 'left' as const },
    { name: 'value', header: gap },
    ...[
      'probability',
      'revenue',
      'q50',
      'q75',
      'q90',
      'spend_percentile',
      'expected',
      'lower',
      'upper',
      'gap_q50',
      'gap_q75',
      'gap_q90',
      'peers',
      'similarity',
      'orders',
      'products',
    ].map((name) => ({ name })),
  ];
}

function largestGapFirst(exhibit: Exhibit, brushed: ReadonlySet<string> | null): Exhibit {
  const table = exhibit.tables.headroom!;
  const gap = numbers(table, 'value');
  const accounts = texts(table, 'account');
  const kept = filterRows(table, (row) => (brushed ? brushed.has(accounts[row] ?? '') : gap[row]! > 0));
  return withTable(exhibit, 'headroom', sortRows(kept, 'value', 'descending'));
}

/** The accounts inside a brush; null where it holds none. */
function accountsIn(
  exhibit: Exhibit | null,
  selection: readonly ChartSelection[],
): ReadonlySet<string> | null {
  const table = exhibit?.tables.headroom;
  if (!table) return null;
  const { above, below } = frontierRows(table);
  const accounts = texts(table, 'account');
  const found = selection.flatMap(({ seriesIndex, dataIndex }) =>
    dataIndex.flatMap((at) => accounts[[above, below][seriesIndex]?.[at] ?? -1] ?? []),
  );
  return found.length > 0 ? new Set(found) : null;
}

function MethodControl({ options }: { options: HeadroomOptions }) {
  const { t } = useWords();
  return (
    <Select
      size="small"
      aria-label={t('upsell.method')}
      value={options.method}
      popupMatchSelectWidth={false}
      options={gapMethods.map((value) => ({ value, label: t(`upsell.method.${value}`) }))}
      onChange={(method) => options.set({ method })}
    />
  );
}

const sizes = ['orders', 'products', 'tenure_months'];

interface ChartControlsProps {
  shown: View;
  onShow(view: View): void;
  options: HeadroomOptions;
}

function ChartControls({ shown, onShow, options }: ChartControlsProps) {
  const { t } = useWords();
  const fields = useFields();
  const own = fields.filter(({ of, type }: FieldInfo) => of === 'account' && type === 'number');
  const offered = [
    ...sizes.map((value) => ({ value, label: t.dynamic(`column.${value}`, {}, value) })),
    ...own.map(({ name }) => ({ value: name, label: fieldWords(name, t) })),
  ];
  return (
    <>
      {shown === 'size' && (
        <Select
          size="small"
          aria-label={t('upsell.size')}
          value={options.size}
          options={offered}
          popupMatchSelectWidth={false}
          onChange={(size) => options.set({ size })}
        />
      )}
      <Segmented
        size="small"
        value={shown}
        options={(['size', 'peers'] as const).map((value) => ({ value, label: t(`upsell.view.${value}`) }))}
        onChange={onShow}
      />
    </>
  );
}
