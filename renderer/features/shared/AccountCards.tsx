import { useMemo } from 'react';
import type { ChartEvents, ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard, type ExhibitCardProps } from '../../components/ExhibitCard.tsx';
import { refOf, textAt } from './chartRef.ts';
import type { Choice } from './choice.ts';
import { useDrill, useOpenAccount, useRowActions } from './rowActions.ts';

type AccountListProps = Omit<ExhibitCardProps, 'onOpen'>;

/** A card whose rows are about accounts: a row opens its account, and its menu says what else can be done. */
export function AccountList(card: AccountListProps) {
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  return (
    <ExhibitCard
      onOpen={(row, exhibit) => openAccount(exhibit.tables[card.table]!, row)}
      rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables[card.table]!, row)}
      {...card}
    />
  );
}

interface AccountChartProps extends Omit<AccountListProps, 'view'> {
  choice: Choice;
  /** What this chart does otherwise than the others. */
  events?: ChartEvents;
}

/** A chart whose points are accounts: a click chooses one for all cards, a double click none, a right click shows its rows. */
export function AccountChart({ choice, events, ...card }: AccountChartProps) {
  const drill = useDrill();
  const { selected } = choice;
  const view = useMemo(() => ({ selected }), [selected]);
  const { exhibit } = card.query;
  const accountOf = (point: ChartPoint) => textAt(exhibit, refOf(point), 'account');
  return (
    <AccountList
      {...card}
      view={view}
      events={{
        onClick: (point) => {
          const account = accountOf(point);
          if (account) choice.toggle(account);
        },
        onClear: choice.clear,
        onContextMenu: (point) => {
          const account = accountOf(point);
          if (account && exhibit) drill(exhibit, account, [{ field: 'account', in: [account] }]);
        },
        ...events,
      }}
    />
  );
}
