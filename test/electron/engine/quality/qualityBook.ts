import { type QualityRule, qualityRules } from '../../../../shared/contract/quality.ts';
import { openTestBook, type TestBook } from '../ingest/localEngine.ts';

type Lines = Partial<
  Record<'sales' | 'accounts' | 'products' | 'plans' | 'feedback' | 'stock' | 'rates', string[]>
>;

const headers = {
  sales: 'Customer,Item,Order,Date,Qty,Price,Revenue,Currency,Return',
  accounts: 'Customer,Owner,City,Contract start,Contract end',
  products: 'Product,Category',
  plans: 'Date,Target,Account,Owner',
  feedback: 'Customer,Date,NPS',
  stock: 'Customer,Date,Inventory',
  rates: 'Date,From,To,Rate',
};

const mappings: Record<keyof typeof headers, Record<string, string>> = {
  sales: {
    ...{
      account: 'Customer',
      product: 'Item',
      order: 'Order',
      date: 'Date',
      quantity: 'Qty',
      price: 'Price',
    },
    ...{ revenue: 'Revenue', currency: 'Currency', returns: 'Return' },
  },
  accounts: {
    ...{ account: 'Customer', owner: 'Owner', city: 'City' },
    ...{ contract_start: 'Contract start', contract_end: 'Contract end' },
  },
  products: { product: 'Product', category: 'Category' },
  plans: { date: 'Date', target: 'Target', account: 'Account', owner: 'Owner' },
  feedback: { account: 'Customer', date: 'Date', nps: 'NPS' },
  stock: { account: 'Customer', date: 'Date', inventory: 'Inventory' },
  rates: { date: 'Date', from: 'From', to: 'To', rate: 'Rate' },
};

/** Three accounts that buy two products every month of 2024, without a fault, and everything around them. */
export function cleanLines(): Required<Lines> {
  const sales: string[] = [];
  for (let month = 1; month <= 12; month++) {
    const date = `2024-${String(month).padStart(2, '0')}`;
    ['Ashford', 'Bellamy', 'Corrigan'].forEach((customer, at) => {
      sales.push(
        `${customer},Tea,T${month}${at},${date}-1${at},${10 + month},2.00,${(10 + month) * 2}.00,EUR`,
      );
      sales.push(`${customer},Jam,J${month}${at},${date}-2${at},5,3.50,17.50,USD`);
    });
  }
  sales.push('Ashford,Tea,R1,2024-06-28,-1,2.00,-2.00,EUR,Y');
  return {
    sales,
    accounts: [
      'Ashford,Ann,Leeds,2023-01-01,2026-12-31',
      'Bellamy,Bob,Hull,2023-01-01,2026-12-31',
      'Corrigan,Ann,York,2023-01-01,2026-12-31',
    ],
    products: ['Tea,Drinks', 'Jam,Spreads'],
    plans: ['2024-01-01,100,Ashford,Ann', '2024-02-01,100,Bellamy,Bob', '2024-03-01,90,Bellamy,Bob'],
    feedback: ['Ashford,2024-05-01,9', 'Bellamy,2024-05-01,0', 'Corrigan,2024-05-02,10'],
    stock: ['Ashford,2024-05-01,5', 'Bellamy,2024-05-01,0', 'Corrigan,2024-05-02,8'],
    rates: ['2024-01-01,USD,EUR,0.90', '2024-06-01,USD,EUR,0.92', '2024-07-01,USD,EUR,0.93'],
  };
}

/** A book of these lines, beside the clean ones of every kind that is not given. */
export async function openQualityBook(change: Lines = {}): Promise<TestBook> {
  const book = await openTestBook();
  const lines = { ...cleanLines(), ...change };
  for (const kind of Object.keys(headers) as (keyof typeof headers)[]) {
    if (lines[kind].length === 0) continue;
    const file = await book.csv(`${kind}.csv`, [headers[kind], ...lines[kind]]);
    const read = { headerRow: 0, delimiter: ',' };
    await book.call('ingest.import', { file, kind, mapping: mappings[kind], read, mode: 'append' });
  }
  return book;
}

/** What each rule found; -1 where it does not apply. */
export async function countsOf(book: TestBook): Promise<Record<QualityRule, number>> {
  const { findings } = await book.call('quality.report', {});
  return Object.fromEntries(
    qualityRules.map((rule) => {
      const found = findings.find((one) => one.rule === rule)!;
      return [rule, found.applies ? found.count : -1];
    }),
  ) as Record<QualityRule, number>;
}
