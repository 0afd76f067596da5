import { useCallback, useEffect, useMemo, useState } from 'react';
import { movementBridge } from '../../../shared/charts/movementBridge.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from './AnalysisPage.tsx';
import { refOf, textAt } from './chartRef.ts';
import { useChoice } from './choice.ts';
import { useNarrowed } from './narrow.ts';
import { OnlyButton } from './OnlyButton.tsx';
import { useDrill, useOpenAccount, useRowActions } from './rowActions.ts';
import { filterRows, sortRows, withTable } from './selectRows.ts';

/** Lines of the bridge that are a class of accounts. */
const classLines = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'other'];
const losing = ['churned', 'contraction'];

interface MovementCardsProps {
  /** Called with the accounts of the class chosen in the bridge; null = all. */
  onAccounts?(accounts: ReadonlySet<string> | null): void;
  /** Line chosen at first. */
  initial?: string | null;
}

export function movementColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'class', text: (value) => t.dynamic(`class.${value}`, {}, value ?? '–') },
    { name: 'change', change: true },
    { name: 'from' },
    { name: 'to' },
  ];
}

function accountsOf(table: Table, line: string): ReadonlySet<string> {
  const classes = texts(table, 'class');
  return new Set(
    texts(table, 'account').filter((account, row) => account !== null && classes[row] === line) as string[],
  );
}

/** The bridge between the two periods and the accounts behind it: a click on a line narrows the list to it. */
export function MovementCards({ onAccounts, initial = null }: MovementCardsProps) {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const drill = useDrill();
  const [line, setLine] = useState<string | null>(initial);
  const query = useExhibit(choice.ask('movement', {}, 'both'));
  const accounts = query.exhibit?.tables.accounts;
  const chosen = useMemo(() => (accounts && line ? accountsOf(accounts, line) : null), [accounts, line]);
  useEffect(() => onAccounts?.(chosen), [onAccounts, chosen]);
  const view = useMemo(() => ({ selected: line ? [line] : [] }), [line]);
  const lineOf = (point: ChartPoint) => {
    const found = textAt(query.exhibit, refOf(point), 'line');
    return found && classLines.includes(found) ? found : null;
  };
  return (
    <>
      <Cell span={7}>
        <ExhibitCard
          query={query}
          question={t('question.movement')}
          table="bridge"
          chart={movementBridge}
          view={view}
          height={300}
          columns={bridgeColumns(words)}
          events={{
            onClick: (point) => setLine((now) => (lineOf(point) === now ? null : lineOf(point))),
            onClear: () => setLine(null),
            onContextMenu: (point) => {
              const found = lineOf(point);
              if (!found || !query.exhibit || !accounts) return;
              const keys = [...accountsOf(accounts, found)];
              drill(query.exhibit, t.dynamic(`line.${found}`, {}, found), [{ field: 'account', in: keys }]);
            },
          }}
        />
      </Cell>
      <Cell span={5}>
        <MovementAccounts query={query} line={line} onAll={() => setLine(null)} />
      </Cell>
    </>
  );
}

function bridgeColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'line', text: (value) => t.dynamic(`line.${value}`, {}, value ?? '–') },
    { name: 'amount' },
    { name: 'accounts' },
  ];
}

interface MovementAccountsProps {
  query: ReturnType<typeof useExhibit>;
  line: string | null;
  onAll(): void;
}

/** The accounts that moved revenue, largest movement first; losses first where the class is a loss. */
function MovementAccounts({ query, line, onAll }: MovementAccountsProps) {
  const words = useWords();
  const { t } = words;
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const narrow = useCallback(
    (exhibit: Exhibit) => {
      const table = exhibit.tables.accounts!;
      const classes = texts(table, 'class');
      const rows = filterRows(table, (row) => (line ? classes[row] === line : classes[row] !== 'flat'));
      const gains = line !== null && !losing.includes(line);
      return withTable(exhibit, 'accounts', sortRows(rows, 'change', gains ? 'descending' : 'ascending'));
    },
    [line],
  );
  const narrowed = useNarrowed(query, narrow);
  const columns = useMemo(() => movementColumns(words), [words]);
  const question =
    line === 'churned' || line === 'contraction' ? t('chart.movement.leaving') : t('chart.movement.accounts');
  return (
    <ExhibitCard
      query={narrowed}
      question={question}
      table="accounts"
      columns={columns}
      height={300}
      search
      onOpen={(row, exhibit) => openAccount(exhibit.tables.accounts!, row)}
      rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.accounts!, row)}
      extra={line && <OnlyButton label={t.dynamic(`line.${line}`, {}, line)} onAll={onAll} />}
    />
  );
}
