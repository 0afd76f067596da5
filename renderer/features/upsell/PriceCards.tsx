import { useCallback, useMemo, useState } from 'react';
import { priceCorridor } from '../../../shared/charts/priceCorridor.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, type Table, texts } from '../../../shared/domain/table.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useDrill, useRowActions } from '../shared/rowActions.ts';

/** Who pays less than accounts like them: the buyers of one product with their corridor, and where it leaks most. */
export function PriceCards() {
  const { t } = useWords();
  const choice = useChoice('account');
  const drill = useDrill();
  const rowActions = useRowActions();
  const [product, setProduct] = useState<string | null>(null);
  const query = useExhibit(choice.ask('price', product ? { product } : {}));
  const name = useMemo(() => shownProduct(query.exhibit), [query.exhibit]);
  const accountOf = (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'account');
  const pairMenu = useCallback(
    (row: number, exhibit: Exhibit, table: Table) => {
      const key = texts(table, 'product')[row];
      const show = { key: 'buyers', label: t('upsell.priceOf'), run: () => setProduct(key ?? null) };
      return [show, ...rowActions(exhibit, table, row)];
    },
    [rowActions, t],
  );
  return (
    <>
      <Cell span={7}>
        <AccountChart
          choice={choice}
          query={query}
          question={name === null ? t('chart.price.buyersAny') : t('chart.price.buyers', { product: name })}
          table="buyers"
          chart={priceCorridor}
          columns={pairColumns}
          height={380}
          events={{
            onContextMenu: (point) => {
              const ref = refOf(point);
              const [account, key] = [accountOf(point), textAt(query.exhibit, ref, 'product')];
              if (!account || !key || !query.exhibit) return;
              drill(query.exhibit, `${account} · ${name ?? key}`, [
                { field: 'account', in: [account] },
                { field: 'product', in: [key] },
              ]);
            },
          }}
        />
      </Cell>
      <Cell span={5}>
        <ExhibitCard
          query={query}
          question={t('chart.price.products')}
          quiet
          table="products"
          columns={productColumns}
          height={380}
          search
          onSelect={(rows, exhibit) => {
            const key = rows[0] === undefined ? null : texts(exhibit.tables.products!, 'product')[rows[0]];
            if (key) setProduct(key);
          }}
          rowMenu={(row, exhibit) => pairMenu(row, exhibit, exhibit.tables.products!)}
        />
      </Cell>
      <Cell span={7}>
        <AccountList
          query={query}
          question={t('chart.price.list')}
          quiet
          table="price"
          columns={(table) => [...pairColumns.slice(0, 1), productColumn(table), ...pairColumns.slice(1)]}
          height={320}
          search
          rowMenu={(row, exhibit) => pairMenu(row, exhibit, exhibit.tables.price!)}
        />
      </Cell>
      <Cell span={5}>
        <AccountList
          query={query}
          question={t('chart.price.accounts')}
          quiet
          table="accounts"
          columns={accountColumns}
          height={320}
          search
        />
      </Cell>
    </>
  );
}

const pairColumns: ColumnSpec[] = [
  { name: 'account_name', pinned: 'left' },
  ...[
    'leakage',
    'price',
    'lower',
    'median',
    'upper',
    'below_median',
    'opportunity',
    'quantity',
    'revenue',
  ].map((name) => ({ name })),
  { name: 'buyers' },
];

const productColumns: ColumnSpec[] = [
  { name: 'product_name', pinned: 'left' },
  ...['leakage', 'opportunity', 'buyers', 'slope', 'revenue'].map((name) => ({ name })),
];

const accountColumns: ColumnSpec[] = [
  { name: 'account_name', pinned: 'left' },
  ...['leakage', 'leakage_share', 'opportunity', 'products_below', 'products', 'revenue'].map((name) => ({
    name,
  })),
];

/** The product's name; greyed where few others buy it. */
function productColumn(table: Table): ColumnSpec {
  const few = numbers(table, 'small_n');
  return { name: 'product_name', width: 200, span: (row) => (few[row] === 1 ? 'small-n' : '') };
}

function shownProduct(exhibit: Exhibit | null): string | null {
  const table = exhibit?.tables.buyers;
  return table && table.n > 0 ? (texts(table, 'product_name')[0] ?? null) : null;
}
