import { Button } from 'antd';
import { useMemo } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Table, takeRows, texts } from '../../../shared/domain/table.ts';
import { useGo } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { pageRows } from '../../components/PagedTable.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { useMovable } from '../opportunities/useMovable.ts';
import { useChoice } from './choice.ts';
import { evidenceWords } from './evidenceWords.ts';
import { kindColumn } from './kindColumn.ts';
import { OnlyButton } from './OnlyButton.tsx';
import { useOpenAccount, useRowActions } from './rowActions.ts';
import { usePaging } from './usePaging.ts';

export type OpportunityKind = 'retain' | 'upsell' | 'cross-sell';

interface OpportunityCardProps {
  question: string;
  /** One kind only; absent = all three. */
  kind?: OpportunityKind;
  /** How many are shown at first, best first; the table twin has them all. */
  top?: number;
  /** Only these accounts, as chosen in another chart. */
  accounts?: ReadonlySet<string> | null;
  /** Only this product, as chosen in another chart. */
  product?: string | null;
  /** What the choice made elsewhere is called, and the way to take it back. */
  only?: { label: string; onAll(): void } | null;
  /** Not to be asked yet. */
  wait?: boolean;
  height?: number;
}

/** Column → what the engine sorts by. */
const sorts: ReadonlyMap<string, string> = new Map([
  ['kind', 'kind'],
  ['account_name', 'account'],
  ['product_name', 'product'],
  ['value', 'value'],
  ['probability', 'probability'],
  ['expected', 'expected'],
]);

function opportunityColumns(words: Words, kind: OpportunityKind | undefined): ColumnSpec[] {
  const { t } = words;
  const paramsAt = (table: Table, row: number) => texts(table, 'evidence_params')[row] ?? null;
  return [
    { ...kindColumn(words), hide: kind !== undefined },
    { name: 'account_name', pinned: 'left' },
    { name: 'product_name', width: 170, hide: kind === 'retain' || kind === 'upsell' },
    { name: 'value', header: t('column.stake') },
    { name: 'probability' },
    { name: 'movable' },
    { name: 'expected' },
    {
      name: 'evidence',
      width: 340,
      wrap: true,
      short: kind === undefined,
      text: (code, row, table) => evidenceWords('evidence', code, paramsAt(table, row), words),
    },
    {
      name: 'next_step',
      width: 230,
      wrap: true,
      text: (code, row, table) => evidenceWords('nextStep', code, paramsAt(table, row), words),
    },
  ];
}

/** What to do, best first: an account, the money at stake, why, and the next step. Enter opens the account. */
export function OpportunityCard(props: OpportunityCardProps) {
  const { question, kind, top, accounts, product, only, wait = false, height = 320 } = props;
  const words = useWords();
  const choice = useChoice('account');
  const go = useGo();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const { selected } = choice;
  const wanted = accounts ? Array.from(accounts) : selected;
  const { options: factors } = useMovable();
  const { paging, listed } = usePaging(sorts);
  // Advice is judged by the whole book, and then narrowed: a few chosen accounts alone could not be compared.
  const options = {
    ...(kind ? { kind } : {}),
    ...(accounts || wanted.length > 0 ? { account: wanted } : {}),
    ...(product ? { product } : {}),
    ...(top === undefined ? listed : {}),
    ...factors,
    limit: pageRows,
  };
  const query = useExhibit(wait || !factors ? null : choice.ask('opportunities', options));
  const total = query.exhibit?.values.total;
  const columns = useMemo(() => opportunityColumns(words, kind), [words, kind]);
  const shared = {
    onOpen: (row: number, exhibit: Exhibit) => openAccount(exhibit.tables.opportunities!, row),
    rowMenu: (row: number, exhibit: Exhibit) => rowActions(exhibit, exhibit.tables.opportunities!, row),
  };
  return (
    <ExhibitCard
      query={query}
      question={question}
      table="opportunities"
      columns={columns}
      height={height}
      extra={
        <>
          {only && <OnlyButton label={only.label} onAll={only.onAll} />}
          {top !== undefined && typeof total === 'number' && total > top && (
            <Button size="small" type="link" onClick={() => go('/opportunities')}>
              {words.t('opportunities.more', { count: total })}
            </Button>
          )}
        </>
      }
      {...shared}
      {...(top === undefined
        ? { paging }
        : {
            children: (exhibit: Exhibit) => {
              const best = firstRows(exhibit.tables.opportunities!, top);
              return (
                <DataTable
                  table={best}
                  label={question}
                  reported={exhibit.evidence.currency}
                  columns={columns}
                  height={height}
                  onOpen={(row) => shared.onOpen(row, exhibit)}
                  rowMenu={(row) => shared.rowMenu(row, exhibit)}
                />
              );
            },
          })}
    />
  );
}

function firstRows(table: Table, count: number): Table {
  return takeRows(
    table,
    Array.from({ length: Math.min(count, table.n) }, (_, row) => row),
  );
}
