import { useCallback, useMemo } from 'react';
import { headroomScatter } from '../../../shared/charts/headroomScatter.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { useDrill, useOpenAccount, useRowActions } from '../shared/rowActions.ts';
import { filterRows, sortRows, withTable } from '../shared/selectRows.ts';

const listColumns = [
  { name: 'account_name', pinned: 'left' as const },
  ...[
    'gap',
    'revenue',
    'expected',
    'gap_upper',
    'lower',
    'upper',
    'peers',
    'similarity',
    'orders',
    'products',
  ].map((name) => ({ name })),
];
const peerColumns = ['account_name', 'similarity', 'revenue', 'orders', 'products'].map((name) => ({ name }));

function largestGapFirst(exhibit: Exhibit): Exhibit {
  const table = exhibit.tables.headroom!;
  const gap = numbers(table, 'gap');
  const below = filterRows(table, (row) => gap[row]! > 0);
  return withTable(exhibit, 'headroom', sortRows(below, 'gap', 'descending'));
}

/** Own revenue against look-alikes: every account as a point, the largest gaps as a list, the look-alikes of the one chosen. */
export function HeadroomCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const drill = useDrill();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const { selected } = choice;
  const query = useExhibit(choice.ask('headroom'));
  const list = useNarrowed(query, largestGapFirst);
  const view = useMemo(() => ({ selected }), [selected]);
  const accountOf = useCallback(
    (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'account'),
    [query.exhibit],
  );
  const only = selected.length === 1 ? selected[0] : undefined;
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('question.headroom')}
          table="headroom"
          chart={headroomScatter}
          view={view}
          columns={listColumns}
          height={380}
          events={{
            onClick: (point) => {
              const account = accountOf(point);
              if (account) choice.control.setCondition('account', { in: [account] });
            },
            onClear: choice.clear,
            onContextMenu: (point) => {
              const account = accountOf(point);
              if (account && query.exhibit)
                drill(query.exhibit, account, [{ field: 'account', in: [account] }]);
            },
          }}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={list}
          question={t('chart.headroom.list')}
          table="headroom"
          columns={listColumns}
          height={380}
          search
          onSelect={(rows, exhibit) => {
            const account =
              rows[0] === undefined ? null : texts(exhibit.tables.headroom!, 'account')[rows[0]];
            if (account) choice.control.setCondition('account', { in: [account] });
          }}
          onOpen={(row, exhibit) => openAccount(exhibit.tables.headroom!, row)}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.headroom!, row)}
        />
      </Cell>
      {only !== undefined && <Peers account={only} />}
    </>
  );
}

/** The look-alikes an account was compared with: the evidence for its headroom. */
function Peers({ account }: { account: string }) {
  const { t } = useWords();
  const choice = useChoice('account');
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const query = useExhibit(choice.ask('headroom', { account }));
  const name = useMemo(() => nameOf(query.exhibit, account), [query.exhibit, account]);
  return (
    <Cell span={12}>
      <ExhibitCard
        query={query}
        question={t('upsell.peersOf', { name })}
        table="peers"
        columns={peerColumns}
        height={260}
        onOpen={(row, exhibit) => openAccount(exhibit.tables.peers!, row)}
        rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.peers!, row)}
      />
    </Cell>
  );
}

function nameOf(exhibit: Exhibit | null, account: string): string {
  const table = exhibit?.tables.headroom;
  if (!table) return account;
  return texts(table, 'account_name')[texts(table, 'account').indexOf(account)] ?? account;
}
