import { useCallback, useMemo, useState } from 'react';
import { pvmBridge } from '../../../shared/charts/pvmBridge.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useNarrowed } from '../shared/narrow.ts';
import { OnlyButton } from '../shared/OnlyButton.tsx';
import { useDrill, useRowActions } from '../shared/rowActions.ts';
import { filterRows, sortRows, withTable } from '../shared/selectRows.ts';

/** What a line of the bridge means for the products below: which class they are of, and the column that adds up to it. */
const lineProducts: Record<string, { productClass: string; column: string }> = {
  volume: { productClass: 'both', column: 'volume' },
  price: { productClass: 'both', column: 'price' },
  newItems: { productClass: 'new', column: 'change' },
  lostItems: { productClass: 'lost', column: 'change' },
};

function itemColumns({ t }: Words, name: 'product_name' | 'account_name'): ColumnSpec[] {
  return [
    { name, pinned: 'left', width: 210 },
    { name: 'change', change: true },
    { name: 'volume', change: true },
    { name: 'price', header: t('column.price_effect'), change: true },
    { name: 'class', text: (value) => t.dynamic(`class.${value}`, {}, value ?? '–') },
    ...['revenue_from', 'revenue_to'].map((name) => ({ name })),
    ...['quantity_from', 'quantity_to', 'price_from', 'price_to'].map((name) => ({ name })),
  ];
}

/** Volume, price and range as a bridge, the products behind each line, the accounts behind a product, and their rows. */
export function PriceVolumeCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('product');
  const drill = useDrill();
  const rowActions = useRowActions();
  const [line, setLine] = useState<string | null>(null);
  const [product, setProduct] = useState<{ key: string; name: string } | null>(null);
  const query = useExhibit(choice.ask('price-volume-mix', product ? { product: product.key } : {}, 'both'));
  const narrow = useCallback((exhibit: Exhibit) => behindLine(exhibit, line), [line]);
  const items = useNarrowed(query, narrow);
  const columns = useMemo(() => itemColumns(words, 'product_name'), [words]);
  const accountColumns = useMemo(() => itemColumns(words, 'account_name'), [words]);
  const view = useMemo(() => ({ selected: line ? [line] : [] }), [line]);
  const lineButton = line && (
    <OnlyButton label={t.dynamic(`line.${line}`, {}, line)} onAll={() => setLine(null)} />
  );
  const rowsOf = (exhibit: Exhibit, row: number) => {
    const accounts = exhibit.tables.accounts!;
    const account = texts(accounts, 'account')[row];
    if (!account || !product) return;
    drill(exhibit, `${texts(accounts, 'account_name')[row] ?? account} · ${product.name}`, [
      { field: 'account', in: [account] },
      { field: 'product', in: [product.key] },
    ]);
  };
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('question.price-volume-mix')}
          table="bridge"
          chart={pvmBridge}
          view={view}
          height={340}
          columns={bridgeColumns(words)}
          events={{
            onClick: (point) => {
              const found = textAt(query.exhibit, refOf(point), 'line');
              setLine((now) => (found && found in lineProducts && found !== now ? found : null));
            },
            onClear: () => setLine(null),
            onContextMenu: () => {
              if (query.exhibit) drill(query.exhibit, t('question.price-volume-mix'), []);
            },
          }}
        />
      </Cell>
      <Cell span={6}>
        {product && items.exhibit?.tables.accounts ? (
          <ExhibitCard
            query={items}
            question={t('chart.pvm.accounts', { product: product.name })}
            quiet
            table="accounts"
            columns={accountColumns}
            height={340}
            search
            onOpen={(row, exhibit) => rowsOf(exhibit, row)}
            rowMenu={(row, exhibit) => [
              { key: 'pvm-rows', label: t('row.rows'), run: () => rowsOf(exhibit, row) },
              ...rowActions(exhibit, exhibit.tables.accounts!, row).filter(({ key }) => key !== 'rows'),
            ]}
            extra={
              <>
                {lineButton}
                <OnlyButton label={product.name} onAll={() => setProduct(null)} />
              </>
            }
          />
        ) : (
          <ExhibitCard
            query={items}
            question={t('chart.pvm.products')}
            quiet
            table="products"
            columns={columns}
            height={340}
            search
            onOpen={(row, exhibit) => setProduct(productAt(exhibit, row))}
            rowMenu={(row, exhibit) => [
              {
                key: 'pvm-accounts',
                label: t('upsell.accountsOf'),
                run: () => setProduct(productAt(exhibit, row)),
              },
              ...rowActions(exhibit, exhibit.tables.products!, row),
            ]}
            extra={lineButton}
          />
        )}
      </Cell>
    </>
  );
}

/** Products, or the accounts of one, that make a line of the bridge; without a line all. */
function behindLine(exhibit: Exhibit, line: string | null): Exhibit {
  const wanted = line ? lineProducts[line] : undefined;
  return ['products', 'accounts'].reduce((narrowed, name) => {
    const table = exhibit.tables[name];
    if (!table) return narrowed;
    const classes = texts(table, 'class');
    const rows = wanted ? filterRows(table, (row) => classes[row] === wanted.productClass) : table;
    return withTable(narrowed, name, sortRows(rows, wanted?.column ?? 'change', 'ascending'));
  }, exhibit);
}

function productAt(exhibit: Exhibit, row: number): { key: string; name: string } | null {
  const table = exhibit.tables.products!;
  const key = texts(table, 'product')[row];
  return key ? { key, name: texts(table, 'product_name')[row] ?? key } : null;
}

function bridgeColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'line', text: (value) => t.dynamic(`line.${value}`, {}, value ?? '–') },
    { name: 'amount' },
    { name: 'items' },
  ];
}
