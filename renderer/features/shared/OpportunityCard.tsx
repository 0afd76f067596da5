import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Table, takeRows, texts } from '../../../shared/domain/table.ts';
import { useGo } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { useMovable } from '../opportunities/useMovable.ts';
import { useChoice } from './choice.ts';
import { evidenceWords } from './evidenceWords.ts';
import { useNarrowed } from './narrow.ts';
import { OnlyButton } from './OnlyButton.tsx';
import { useOpenAccount, useRowActions } from './rowActions.ts';
import { filterRows, sortRows, withTable } from './selectRows.ts';

/** Rows of the table twin of a short list; the Opportunities page has them all. */
const tablePage = 200;

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

function opportunityColumns(words: Words, kind: OpportunityKind | undefined): ColumnSpec[] {
  const { t } = words;
  const paramsAt = (table: Table, row: number) => texts(table, 'evidence_params')[row] ?? null;
  return [
    {
      name: 'kind',
      hide: kind !== undefined,
      width: 100,
      text: (value) => t.dynamic(`kind.${value}`, {}, value ?? '–'),
      render: (row, table) => {
        const own = texts(table, 'kind')[row];
        return <span className={`kind kind-${own}`}>{t.dynamic(`kind.${own}`, {}, own ?? '–')}</span>;
      },
    },
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
  // Advice is judged by the whole book: a few chosen accounts alone could not be compared.
  const { selected } = choice;
  const wanted = useMemo(
    () => accounts ?? (selected.length > 0 ? new Set(selected) : null),
    [accounts, selected],
  );
  const narrow = useCallback(
    (exhibit: Exhibit) => {
      const table = exhibit.tables.opportunities!;
      const keys = texts(table, 'account');
      const products = texts(table, 'product');
      const chosen = filterRows(
        table,
        (row) => (!wanted || wanted.has(keys[row] ?? '')) && (!product || products[row] === product),
      );
      return withTable(exhibit, 'opportunities', sortRows(chosen, 'expected', 'descending'));
    },
    [wanted, product],
  );
  const { options: factors } = useMovable();
  // With a choice made elsewhere any row may be wanted; without, those shown and some for the table.
  const page = top !== undefined && !wanted && !product ? { limit: tablePage } : {};
  const options = { ...(kind ? { kind } : {}), ...factors, ...page };
  const ask = wait || !factors ? null : choice.ask('opportunities', options);
  const query = useNarrowed(useExhibit(ask), narrow);
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
        ? { search: true }
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
