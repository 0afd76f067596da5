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

function productColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'product_name', pinned: 'left', width: 210 },
    { name: 'change', change: true },
    { name: 'volume', change: true },
    { name: 'price', header: t('column.price_effect'), change: true },
    { name: 'class', text: (value) => t.dynamic(`class.${value}`, {}, value ?? '–') },
    ...['revenue_from', 'revenue_to'].map((name) => ({ name })),
    ...['quantity_from', 'quantity_to', 'price_from', 'price_to'].map((name) => ({ name })),
  ];
}

/** Volume, price and range as a bridge, and the products behind each line; a product filters the other pages' charts. */
export function PriceVolumeCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('product');
  const drill = useDrill();
  const rowActions = useRowActions();
  const [line, setLine] = useState<string | null>(null);
  const query = useExhibit(choice.ask('price-volume-mix', {}, 'both'));
  const narrow = useCallback(
    (exhibit: Exhibit) => {
      const table = exhibit.tables.products!;
      const wanted = line ? lineProducts[line] : undefined;
      const classes = texts(table, 'class');
      const rows = wanted ? filterRows(table, (row) => classes[row] === wanted.productClass) : table;
      return withTable(exhibit, 'products', sortRows(rows, wanted?.column ?? 'change', 'ascending'));
    },
    [line],
  );
  const products = useNarrowed(query, narrow);
  const columns = useMemo(() => productColumns(words), [words]);
  const view = useMemo(() => ({ selected: line ? [line] : [] }), [line]);
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
        <ExhibitCard
          query={products}
          question={t('chart.pvm.products')}
          table="products"
          columns={columns}
          height={340}
          search
          onOpen={(row, exhibit) => {
            const product = texts(exhibit.tables.products!, 'product')[row];
            if (product) choice.toggle(product);
          }}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.products!, row)}
          extra={
            line && <OnlyButton label={t.dynamic(`line.${line}`, {}, line)} onAll={() => setLine(null)} />
          }
        />
      </Cell>
    </>
  );
}

function bridgeColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'line', text: (value) => t.dynamic(`line.${value}`, {}, value ?? '–') },
    { name: 'amount' },
    { name: 'items' },
  ];
}
