import { useMemo } from 'react';
import { whiteSpaceMatrix } from '../../../shared/charts/whiteSpaceMatrix.ts';
import { numbers, texts } from '../../../shared/domain/table.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf } from '../shared/chartRef.ts';
import { useDrill } from '../shared/rowActions.ts';
import type { ChosenProduct } from './chosenProduct.ts';

const accountColumns = ['account_name', 'expected', 'never', 'lapsed', 'bought', 'revenue'].map((name) => ({
  name,
}));

interface WhiteSpaceCardsProps {
  product: string | null;
  onProduct(product: ChosenProduct | null): void;
}

/** Accounts × products: bought, lapsed or never. A click on a cell narrows the recommendations to its product. */
export function WhiteSpaceCards({ product, onProduct }: WhiteSpaceCardsProps) {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const query = useExhibit(control.ask('white-space'));
  const { exhibit } = query;
  const view = useMemo(() => ({ selected: product ? [product] : [] }), [product]);
  const cellOf = (point: ChartPoint) => {
    const ref = refOf(point);
    const cells = exhibit?.tables.cells;
    if (!ref || !exhibit || !cells) return null;
    const account = texts(exhibit.tables.accounts!, 'account')[numbers(cells, 'account_row')[ref.row]!];
    const at = numbers(cells, 'product_row')[ref.row]!;
    const key = texts(exhibit.tables.products!, 'product')[at];
    const name = texts(exhibit.tables.products!, 'product_name')[at] ?? key;
    return account && key && name ? { account, product: { key, name } } : null;
  };
  return (
    <>
      <Cell span={8}>
        <ExhibitCard
          query={query}
          question={t('question.white-space')}
          table="cells"
          chart={whiteSpaceMatrix}
          view={view}
          height={620}
          events={{
            onClick: (point) => {
              const cell = cellOf(point);
              if (cell) onProduct(cell.product.key === product ? null : cell.product);
            },
            onClear: () => onProduct(null),
            onContextMenu: (point) => {
              const cell = cellOf(point);
              if (!cell || !exhibit) return;
              drill(exhibit, `${cell.account} · ${cell.product.name}`, [
                { field: 'account', in: [cell.account] },
                { field: 'product', in: [cell.product.key] },
              ]);
            },
          }}
        />
      </Cell>
      <Cell span={4}>
        <AccountList
          query={query}
          question={t('crossSell.whiteSpaceAccounts')}
          quiet
          table="accounts"
          columns={accountColumns}
          height={620}
          search
        />
      </Cell>
    </>
  );
}
