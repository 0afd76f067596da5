import { type MessyCase, messy, type Shape } from './messyCase.ts';
import { programLayouts } from './programLayouts.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const of = (name: string, shape: Omit<Shape, 'delimiter'> & { delimiter?: string }) =>
  messy(`layout: ${name}`, { delimiter: ',', ...shape });

/** Reports that are laid out for the eye: labels once a group, tables beside each other, currencies and scenarios across. */
export function layoutCases(): MessyCase[] {
  return [...groupedCases(), ...besideCases(), ...rateCases(), ...scenarioCases(), ...programLayouts()];
}

function groupedCases(): MessyCase[] {
  return [
    of('pivot in tabular form with subtotals', {
      text: lines(
        'Region,Account,Month,Revenue',
        'North,Alder,2025-01,100',
        ',Birch,2025-01,200',
        'North Total,,,300',
        'South,Cedar,2025-01,10',
        ',Dogwood,2025-01,20',
        'South Total,,,30',
        'Grand Total,,,330',
      ),
      records: 7,
      fields: { 0: 'region', 1: 'account', 2: 'date', 3: 'revenue' },
      filled: ['Region'],
    }),
    of('pivot in outline form, sums above', {
      text: lines(
        'Region,Account,2025-01,2025-02',
        'North,,300,310',
        ',Alder,100,110',
        ',Birch,200,200',
        'South,,30,40',
        ',Cedar,10,20',
        ',Dogwood,20,20',
      ),
      records: 6,
      fields: { 0: 'region', 1: 'account', 2: 'revenue' },
      filled: ['Region'],
    }),
    of('customer above its lines, as accounting programs print them', {
      text: lines(
        'Sales by Customer Detail',
        'January 2025',
        '',
        ',Type,Date,Num,Qty,Amount',
        'Alder & Sons,,,,,',
        ',Invoice,01/03/2025,1001,2,100.00',
        ',Invoice,01/17/2025,1005,1,50.00',
        'Total Alder & Sons,,,,3,150.00',
        'Birch Ltd,,,,,',
        ',Invoice,01/09/2025,1002,4,80.00',
        'Total Birch Ltd,,,,4,80.00',
        'TOTAL,,,,7,230.00',
      ),
      headerRow: 3,
      records: 8,
      fields: { 0: 'account', 2: 'date', 5: 'revenue' },
      filled: ['Column 1'],
    }),
    of('head of an invoice on its first line only', {
      text: lines(
        'Voucher No;Date;Party;Item;Qty;Amount',
        'SI/24-25/001;02.01.2025;Birch Ltd;Widget;2;20,00',
        ';;;Bolt;10;5,00',
        'SI/24-25/002;03.01.2025;Alder;Widget;1;10,00',
        ';;;Nut;4;4,00',
        'SI/24-25/003;05.01.2025;Cedar;Bolt;3;1,50',
      ),
      delimiter: ';',
      records: 5,
      types: { 1: 'date' },
      sums: { 5: 40.5 },
      filled: ['Voucher No', 'Date', 'Party'],
    }),
    of('ditto marks', {
      text: lines(
        '客户,日期,产品,金额',
        '华联,2025-01-03,苹果,100',
        '〃,2025-01-05,梨,50',
        '物美,2025-01-03,苹果,70',
        '〃,2025-01-09,梨,30',
      ),
      records: 4,
      fields: { 0: 'account', 1: 'date', 3: 'revenue' },
      filled: ['客户'],
    }),
    of('region and owner once, in Chinese', {
      text: lines(
        '大区,业务员,客户,月份,销售额',
        '华东,王伟,华联,2025-01,100',
        ',,物美,2025-01,50',
        ',李娜,永辉,2025-01,70',
        ',,大润发,2025-01,30',
        '华东合计,,,,250',
        '华南,张强,沃尔玛,2025-01,80',
        ',,家乐福,2025-01,20',
        '华南合计,,,,100',
      ),
      records: 8,
      fields: { 0: 'region', 1: 'owner', 2: 'account', 4: 'revenue' },
      filled: ['大区', '业务员'],
    }),
    of('measures of an account below each other', {
      text: lines(
        'Account,Measure,2025-01,2025-02,2025-03',
        'Zeta,Units,1,2,3',
        ',Price,4,5,6',
        'Beta,Units,7,8,9',
        ',Price,1,1,1',
        'Mu,Units,2,2,2',
        ',Price,3,3,3',
      ),
      records: 6,
      filled: ['Account'],
    }),
    of('an optional purchase order is no group', {
      text: lines(
        'PO Number,Customer,Date,Amount',
        '4500001,Birch,2025-01-02,20',
        ',Alder,2025-01-02,5',
        ',Cedar,2025-01-03,10',
        '4500007,Birch,2025-01-05,4',
        ',Dogwood,2025-01-05,1',
        '4500012,Alder,2025-01-06,3',
        ',Elm,2025-01-07,3',
      ),
      records: 7,
      fields: { 1: 'account', 2: 'date', 3: 'revenue' },
      filled: [],
    }),
    of('missing customers are missing', {
      text: lines(
        'Customer ID,Date,Revenue,Product',
        'C1,2025-01-01,10,A',
        ',2025-01-02,20,B',
        'C1,2025-01-02,20,C',
        'C1,2025-01-03,20,C',
        'C2,2025-01-03,20,B',
        ',2025-01-04,20,C',
        'C2,2025-01-05,20,A',
      ),
      records: 7,
      fields: { 0: 'account', 1: 'date', 2: 'revenue' },
      filled: [],
    }),
  ];
}

function besideCases(): MessyCase[] {
  return [
    of('the same table for two regions, side by side', {
      text: lines(
        'North,,,,South,,',
        'Product,Date,Revenue,,Product,Date,Revenue',
        'A,2025-01-01,1,,A,2025-01-01,5',
        'B,2025-01-02,2,,C,2025-01-02,7',
        'C,2025-01-03,3,,,,',
      ),
      headerRow: 1,
      records: 3,
      names: ['Product', 'Date', 'Revenue'],
      sums: { 2: 6 },
      parts: ['North', 'South'],
    }),
    of('a short list of owners beside sales', {
      text: lines(
        'Account,Date,Revenue,,Owner,Target',
        'Alder,2025-01-01,5,,Smith,100',
        'Birch,2025-01-02,6,,Jones,200',
        'Alder,2025-01-03,7,,,',
        'Birch,2025-01-04,7,,,',
      ),
      records: 4,
      names: ['Account', 'Date', 'Revenue'],
      sums: { 2: 25 },
      parts: ['Account, Date, Revenue', 'Owner, Target'],
    }),
    of('a gap before the months is one table', {
      text: lines(
        'Account,Region,,2025-01,2025-02,2025-03',
        'Alder,N,,1,2,3',
        'Birch,S,,3,4,5',
        'Cedar,S,,3,4,6',
      ),
      records: 3,
      fields: { 0: 'account', 3: 'revenue' },
      parts: [],
    }),
  ];
}

function rateCases(): MessyCase[] {
  return [
    of('rates of a central bank against the euro', {
      text: lines(
        'Date,USD,JPY,BGN,GBP,CHF,',
        '2025-01-02,1.0321,162.61,1.9558,0.8306,0.9375,',
        '2025-01-03,1.0299,161.9,1.9558,N/A,0.9366,',
        '2025-01-06,1.0426,164.02,1.9558,0.8331,0.9389,',
      ),
      records: 3,
      fields: { 0: 'date', 1: 'rate', 5: 'rate' },
      kind: 'rates',
    }),
    of('rates for a hundred units, in Chinese', {
      text: lines(
        '人民币汇率中间价',
        '日期,美元,欧元,日元,港元,英镑',
        '2025-01-02,718.79,746.92,4.5871,92.36,904.16',
        '2025-01-03,718.78,741.66,4.5827,92.4,895.6',
      ),
      headerRow: 1,
      records: 2,
      fields: { 0: 'date', 3: 'rate' },
      kind: 'rates',
    }),
    of('rates of pairs', {
      text: lines('month;EUR/USD;USDCNY;100JPY/CNY', '2025-01;1,04;7,3;4,66', '2025-02;1,04;7,28;4,79'),
      delimiter: ';',
      records: 2,
      fields: { 0: 'date', 1: 'rate', 3: 'rate' },
      kind: 'rates',
    }),
    of('amounts in two currencies are no rates', {
      text: lines(
        'Account,Date,Amount USD,Amount EUR',
        'Alder,2025-01-02,100,95',
        'Birch,2025-01-03,20,19',
        'Alder,2025-01-04,20,19',
      ),
      records: 3,
      fields: { 0: 'account', 1: 'date' },
      kind: 'sales',
    }),
  ];
}

function scenarioCases(): MessyCase[] {
  return [
    of('actuals, then estimates, by year', {
      text: lines('Customer,2022A,2023A,2024A,2025E,2026E', 'Alder,1,2,3,4,5', 'Birch,1,2,3,4,5'),
      records: 2,
      fields: { 0: 'account', 1: 'revenue', 3: 'revenue', 4: null, 5: null },
    }),
    of('actuals and budgets by month', {
      text: lines(
        'Customer,Jan-25 Act,Jan-25 Bud,Feb-25 Act,Feb-25 Bud,Mar-25 Fcst',
        'Alder,1,2,3,4,5',
        'Birch,1,2,3,4,5',
      ),
      records: 2,
      fields: { 0: 'account', 1: 'revenue', 2: null, 3: 'revenue', 4: null, 5: null },
    }),
    of('a column of scenarios', {
      text: lines(
        'Account,Month,Scenario,Amount',
        'Alder,2025-01,Actual,10',
        'Alder,2025-01,Budget,12',
        'Birch,2025-01,Actual,20',
        'Birch,2025-01,Budget,22',
      ),
      records: 4,
      fields: { 0: 'account', 1: 'date', 3: 'revenue' },
      taken: ['Actual'],
    }),
    of('a column of scenarios, in Chinese', {
      text: lines(
        '客户,月份,口径,金额',
        '华联,2025-01,实际,10',
        '华联,2025-01,预算,12',
        '物美,2025-01,实际,20',
        '物美,2025-01,预算,22',
      ),
      records: 4,
      fields: { 0: 'account', 1: 'date', 3: 'revenue' },
      taken: ['实际'],
    }),
  ];
}
