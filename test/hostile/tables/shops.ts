import { type MessyCase, messy, type Shape } from './messyCase.ts';

const of = (name: string, shape: Omit<Shape, 'delimiter'> & { delimiter?: string }) =>
  messy(`shop: ${name}`, { delimiter: ',', kind: 'sales', ...shape });
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

/** Exports of shops, payment services and billing programs, whose columns are easily taken for others. */
export function shopCases(): MessyCase[] {
  return [
    of('lines of orders that repeat the total of their order', {
      text: lines(
        'Order Number,Order Date,Company (Billing),Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost',
        '1001,2025-03-14 10:11,Alder & Sons,144.00,BAS,1,Basic,1,120.00',
        '1001,2025-03-14 10:11,Alder & Sons,144.00,HLP,2,Help,1,24.00',
        '1002,2025-04-02 08:00,Birch Ltd,2200.00,PRO,1,Pro,2,1100.00',
      ),
      records: 3,
      fields: { 3: null, 4: 'sku', 5: null, 6: 'product', 7: 'quantity', 8: 'price' },
    }),
    of('orders of one line each, whose total counts', {
      text: lines(
        'Order Number,Order Date,Company,Order Total,Quantity,Unit Price',
        '1001,2025-03-14,Alder,144.00,1,120.00',
        '1002,2025-04-02,Birch,2640.00,2,1100.00',
      ),
      records: 2,
      fields: { 3: 'revenue' },
    }),
    of('descriptions of items, which identify none', {
      text: lines(
        'Client Name,Invoice #,Date Issued,Item Name,Item Description,Rate,Quantity,Line Subtotal,Line Total,Currency',
        'Alder & Sons,0001,2025-03-14,Basic,Plan,120.00,1,120.00,144.00,GBP',
        'Birch Ltd,0002,2025-04-02,Pro,Plan,1100.00,2,2200.00,2640.00,GBP',
      ),
      records: 2,
      fields: { 3: 'product', 4: 'Item Description', 7: 'revenue', 8: null },
    }),
    of('payments with a fee between gross and net', {
      text: lines(
        'Date,Name,Type,Currency,Gross,Fee,Net,Transaction ID',
        '14/03/2025,Alder & Sons,Payment,GBP,"1,120.00",-3.78,"1,116.22",T1',
        '15/03/2025,Birch Ltd,Payment,GBP,20.00,0.00,20.00,T2',
      ),
      records: 2,
      fields: { 1: 'account', 4: 'revenue', 5: null, 6: null },
    }),
    of('sales with a discount between gross and net', {
      text: lines(
        'Date,Customer,Gross,Discount,Net',
        '2025-03-14,Alder,120.00,20.00,100.00',
        '2025-03-15,Birch,20.00,0.00,20.00',
      ),
      records: 2,
      fields: { 2: null, 4: 'revenue' },
    }),
    of('counts of chargebacks, which mark no row', {
      text: lines(
        'MID,Merchant DBA,Week Ending,TPV (USD),Txn Count,Net Revenue (USD),Chargebacks',
        '0000123456,Alder Cafe,03/07/2025,"$12,345.67","1,234",$123.45,0',
        '0000123457,Birch Bar,03/14/2025,"$2,345.67",234,$23.45,1',
      ),
      records: 2,
      fields: { 3: 'gmv', 5: 'revenue', 6: null },
    }),
    of('a mark of rows that came back', {
      text: lines('Customer,Date,Amount,Returned', 'Alder,2025-03-14,120.00,0', 'Birch,2025-03-15,20.00,1'),
      records: 2,
      fields: { 3: 'returns' },
    }),
    of('half-years in German, with points in thousands', {
      text: lines('Kunde;1. HJ 2023;2. HJ 2023', 'Müller;1.000;2.000', 'Groß;500;3.000'),
      delimiter: ';',
      records: 2,
      fields: { 0: 'account', 1: 'revenue', 2: 'revenue' },
      sums: { 1: 1500, 2: 5000 },
    }),
    of('three decimals behind each figure', {
      text: lines(
        'Customer;Date;Revenue',
        'Alder;2025-03-14;1.250',
        'Birch;2025-03-15;2.500',
        'Cedar;2025-03-15;7000',
      ),
      delimiter: ';',
      records: 3,
      sums: { 2: 7003.75 },
    }),
    of('four weeks that end on a day', {
      text: lines(
        'Markets,Products,Periods,Sales Value',
        'North,Basic 100g,4 w/e 15/03/25,1234.5',
        'North,Basic 200g,4 w/e 12/04/25,2234.5',
      ),
      kind: 'market',
      records: 2,
      types: { 2: 'date' },
      fields: { 2: 'date', 3: 'value' },
    }),
  ];
}
