import { type MessyCase, messy, type Shape } from './messyCase.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const of = (name: string, shape: Omit<Shape, 'delimiter'> & { delimiter?: string }) =>
  messy(`layout: ${name}`, { delimiter: ',', ...shape });

/** Reports and exports as programs write them. */
export function programLayouts(): MessyCase[] {
  return [
    of('cross-tab of SAP BW with results', {
      text: lines(
        'Cust.;Name 1;Crcy;Jan 2025;Feb 2025;Mar 2025;Result',
        '1001;Alder;EUR;100,00;50,00;;150,00',
        ';;USD;10,00;;;10,00',
        '1002;Birch;EUR;20,00;20,00;20,00;60,00',
        ';;USD;5,00;;;5,00',
        'Result;;;135,00;70,00;20,00;225,00',
      ),
      delimiter: ';',
      records: 5,
      fields: { 1: 'account', 3: 'revenue', 5: 'revenue', 6: null },
      filled: ['Cust.', 'Name 1'],
    }),
    of('day book of Tally', {
      text: lines(
        'Date,Particulars,Vch Type,Vch No.,Amount',
        '1-Apr-24,Alder Traders,Sales,1,"1,200.00"',
        ',Birch & Co,Sales,2,800.00',
        '2-Apr-24,Cedar Ltd,Sales,3,500.00',
        '3-Apr-24,Alder Traders,Sales,4,200.00',
      ),
      records: 4,
      types: { 0: 'date', 4: 'number' },
      filled: ['Date'],
    }),
    of('outgoing goods of Kingdee, head once, with subtotals', {
      text: lines(
        '销售出库明细表,,,,,,',
        '日期,单据编号,购货单位,产品名称,数量,单价,金额',
        '2025-01-03,XOUT001,上海华联,苹果,10,5,50',
        ',,,梨,5,4,20',
        '小计,,,,15,,70',
        '2025-01-05,XOUT002,北京物美,桃,3,10,30',
        '小计,,,,3,,30',
        '合计,,,,18,,100',
      ),
      headerRow: 1,
      records: 6,
      fields: { 0: 'date', 1: 'order', 2: 'account', 6: 'revenue' },
      filled: ['日期', '单据编号', '购货单位'],
    }),
    of('report of Salesforce grouped by account', {
      text: lines(
        'Account Name,Close Date,Opportunity Name,Amount',
        'Alder (2),01/03/2025,Renewal,100',
        ',01/17/2025,Upsell,50',
        'Subtotal,,,150',
        'Birch (1),01/09/2025,New,80',
        'Subtotal,,,80',
        'Total,,,230',
      ),
      records: 6,
      fields: { 0: 'account', 1: 'date', 3: 'revenue' },
      filled: ['Account Name'],
    }),
    of('scanner data by store and category', {
      text: lines(
        'Store,Category,Item,Week 1,Week 2',
        '101,Dairy,Milk,1,2',
        ',,Butter,3,4',
        ',Bakery,Bread,5,6',
        '102,Dairy,Milk,1,2',
        ',Bakery,Bread,5,6',
      ),
      records: 5,
      filled: ['Store', 'Category'],
    }),
    of('table of a statistics office, industry once', {
      text: lines(
        '"Retail trade, by industry and month",,,',
        'Industry,Period,Turnover,Change %',
        'Food,2024-01,100,1.2',
        ',2024-02,110,1.3',
        ',2024-03,120,1.4',
        'Clothing,2024-01,50,0.2',
        ',2024-02,55,0.3',
        ',2024-03,60,0.1',
        'Furniture,2024-01,20,0.2',
        ',2024-02,25,0.3',
        ',2024-03,30,0.1',
      ),
      headerRow: 1,
      records: 9,
      fields: { 0: 'category', 1: 'date', 2: 'value' },
      filled: ['Industry'],
    }),
    of('statement of a bank', {
      text: lines(
        'Account statement,,,,',
        'IBAN,DE02 1203 0000 0000 2020 51,,,',
        'Period,01.01.2025 - 31.01.2025,,,',
        '',
        'Booking date,Value date,Payer,Amount,Balance',
        '03.01.2025,03.01.2025,Alder & Sons,"1.200,50","5.200,50"',
        '09.01.2025,10.01.2025,Birch Ltd,"-80,00","5.120,50"',
        '28.01.2025,28.01.2025,Cedar GmbH,"300,00","5.420,50"',
      ),
      headerRow: 4,
      records: 3,
      types: { 0: 'date', 3: 'number' },
      sums: { 3: 1420.5 },
    }),
    of('sales report of Oracle with a run date', {
      text: lines(
        '"Report: Revenue by Customer"',
        '"Run Date: 31-JAN-2025 10:15"',
        '',
        '"Customer Number","Customer Name","GL Date","Amount"',
        '"1001","Alder","03-JAN-2025","1,200.50"',
        '"1002","Birch","09-JAN-2025","(80.00)"',
        '"1001","Alder","28-JAN-2025","45.25"',
        '"*** End of Report ***"',
      ),
      headerRow: 3,
      records: 3,
      footerRows: 1,
      types: { 2: 'date', 3: 'number' },
      fields: { 2: 'date', 3: 'revenue' },
      sums: { 3: 1165.75 },
    }),
    of('scanner data with weeks down', {
      text: lines(
        'Outlet|UPC|Week Ending|Units|Dollars',
        'S001|0001111041700|01/04/25|12|35.88',
        'S001|0001111041701|01/04/25|3|11.97',
        'S002|0001111041700|01/11/25|7|20.93',
      ),
      delimiter: '|',
      records: 3,
      types: { 2: 'date', 3: 'integer' },
      sums: { 3: 22, 4: 68.78 },
    }),
    of('answers of a survey with a line of question keys', {
      text: lines(
        'StartDate,EndDate,RecipientLastName,Q1,Q2',
        'Start Date,End Date,Recipient Last Name,How likely are you to recommend us?,Why?',
        '2025-01-02,2025-01-02,Smith,9,Good',
        '2025-01-03,2025-01-03,Jones,6,Slow',
        '2025-01-04,2025-01-04,Miller,10,Fast',
      ),
      headerRow: 1,
      headerRows: 2,
      records: 3,
    }),
  ];
}
