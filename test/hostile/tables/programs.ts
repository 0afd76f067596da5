import { join, type MessyCase, messy, type Shape } from './messyCase.ts';

const of = (name: string, shape: Omit<Shape, 'delimiter'> & { delimiter?: string }) =>
  messy(`program: ${name}`, { delimiter: ',', ...shape });
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

/** Exports of accounting and sales programs whose words or layout are their own. */
export function programCases(): MessyCase[] {
  return [...accountingCases(), ...salesCases(), ...customerCases(), ...statisticsCases()];
}

function accountingCases(): MessyCase[] {
  return [
    of('invoices with the code of a ledger account, which is no customer', {
      text: lines(
        '*ContactName,*InvoiceNumber,Reference,*InvoiceDate,Total,*Description,*Quantity,*UnitAmount,LineAmount,*AccountCode',
        'Alder & Sons,INV-0021,,14/03/2025,144.00,Basic plan,1,120.00,120.00,200',
        'Birch Ltd,INV-0022,PO 7,02/04/2025,2640.00,Pro plan,2,1100.00,2200.00,200',
      ),
      records: 2,
      kind: 'sales',
      fields: { 0: 'account', 1: 'order', 2: 'Reference', 5: 'product', 8: 'revenue', 9: null },
    }),
    of('one code of a customer under two names, which stays', {
      text: lines(
        'Customer Code,Customer,Date,Amount',
        'C1,Alder & Sons,2025-03-14,120.00',
        'C1,Alder and Sons,2025-04-02,80.00',
      ),
      records: 2,
      kind: 'sales',
      fields: { 0: 'account_id', 1: 'account' },
    }),
    of('reference of an article beside French names', {
      text: lines(
        'Client;Date;Reference;Designation;Montant',
        'Dupont;14/03/2025;A-1;Vis;12,50',
        'Durand;15/03/2025;A-2;Clou;2,50',
      ),
      delimiter: ';',
      records: 2,
      kind: 'sales',
      fields: { 2: 'sku', 3: 'product', 4: 'revenue' },
    }),
    of('lines of invoices that repeat the total', {
      text: lines(
        'Invoice Date,Invoice Number,Customer Name,Exchange Rate,Item Name,Quantity,Item Price,Item Total,SubTotal,Total',
        '2025-03-14,INV-21,Alder & Sons,1.0000,Basic,1,120.00,120.00,140.00,165.20',
        '2025-03-14,INV-21,Alder & Sons,1.0000,Help,1,20.00,20.00,140.00,165.20',
        '2025-04-02,INV-22,Birch Ltd,1.0000,Pro,2,1100.00,2200.00,2200.00,2596.00',
      ),
      records: 3,
      kind: 'sales',
      fields: { 3: null, 6: 'price', 7: 'revenue', 9: null },
      sums: { 7: 2340 },
    }),
    of('documents whose head stands on their first line', {
      text: lines(
        '销售出库序时簿,,,,,,',
        '审核标志,日期,单据编号,购货单位,产品代码,实发数量,销售金额',
        'Y,2025/3/14,XOUT000123,北京星辰科技有限公司,01.01.0001,"1,000.00","12,000.00"',
        ',,,,01.01.0002,500.00,"3,500.50"',
        'Y,2025/3/20,XOUT000124,上海宏远贸易,01.01.0001,200.00,"2,400.00"',
        ',合计,,,,"1,700.00","17,900.50"',
      ),
      headerRow: 1,
      records: 4,
      kind: 'sales',
      filled: ['审核标志', '日期', '单据编号', '购货单位'],
      fields: { 1: 'date', 2: 'order', 3: 'account', 4: 'product', 6: 'revenue' },
      types: { 4: 'text' },
    }),
    of('orders that are not yet shipped, each of its own customer', {
      text: lines(
        'Customer,Amount,Shipment No,Ship date,Carrier',
        'Alder,10,S1,2025-03-14,DHL',
        'Birch,20,,,',
        'Cedar,30,S2,2025-03-15,UPS',
        'Dogwood,40,,,',
      ),
      records: 4,
      filled: [],
    }),
    of('opening and closing stock', {
      text: lines(
        '仓库,物料名称,日期,期初数量,入库数量,出库数量,结存数量',
        '华东仓,螺丝,2025-03-31,100,50,30,120',
        '华南仓,螺丝,2025-03-31,80,0,20,60',
      ),
      records: 2,
      kind: 'stock',
      fields: { 3: null, 4: 'received', 5: 'outbound', 6: 'inventory' },
    }),
    of('line items of an ERP list, in German', {
      text: lines(
        '|Debitor|BelegNr|Art|Belegdatum|Betrag in BW|Währg|Text|',
        '|100023|1800000012|RV|14.03.2025|12.000,00|EUR|Rechnung 4711|',
        '|100023|1400000007|DZ|20.04.2025|2.000,00-|EUR|Zahlung|',
        '|100077|1800000014|RV|28.04.2025|4.300,00|EUR||',
      ),
      delimiter: '|',
      records: 3,
      kind: 'sales',
      fields: { 0: 'account', 1: 'order', 3: 'date', 4: 'revenue', 5: 'currency' },
      sums: { 4: 14_300 },
    }),
  ];
}

function salesCases(): MessyCase[] {
  return [
    of('summary by customer whose names have no header', {
      text: lines(
        'Acme Inc',
        'Sales by Customer Summary',
        '',
        ',Jan 2025,Feb 2025,Total',
        'Alder & Sons,120.00,10.00,$130.00',
        'Birch Ltd,,"2,200.00","$2,200.00"',
        'TOTAL,$120.00,"$2,210.00","$2,330.00"',
      ),
      headerRow: 3,
      records: 3,
      kind: 'sales',
      fields: { 0: 'account', 1: 'revenue', 2: 'revenue', 3: null },
    }),
    of('pivot table in compact form, whose names of both levels stand in one column', {
      text: lines(
        'Sum of Sales;Column Labels;;',
        'Row Labels;Jan-24;Feb-24;Grand Total',
        'North;300,50;30,25;330,75',
        'Alder;100,00;10,25;110,25',
        'Birch;200,50;20,00;220,50',
        'South;50,00;;50,00',
        'Cedar;50,00;;50,00',
        'Grand Total;350,50;30,25;380,75',
      ),
      delimiter: ';',
      headerRow: 1,
      records: 6,
      kind: 'sales',
      filled: ['Group'],
      fields: { 0: 'account', 1: 'revenue', 2: 'revenue', 3: null },
      sums: { 1: 350.5 + 350.5 },
    }),
    of('figures that are sums of others here and there, without groups', {
      text: lines(
        'Customer,Jan 2025,Feb 2025',
        'Alder,30,3',
        'Birch,10,1',
        'Cedar,20,2',
        'Dogwood,7,9',
        'Elm,3,4',
        'Total,70,19',
      ),
      records: 6,
      kind: 'sales',
      filled: [],
    }),
    of('millions and thousands behind figures', {
      text: lines(
        'Customer,Month,Revenue',
        'Alder,Jan 2025,1.2M',
        'Birch,Jan 2025,350K',
        'Cedar,Feb 2025,2M',
      ),
      records: 3,
      types: { 2: 'number' },
      fields: { 2: 'revenue' },
      kind: 'sales',
    }),
    of('terms in months, which are no millions', {
      text: lines('Customer,Contract End,Term', 'Alder,2025-03-31,12M', 'Birch,2026-03-31,24M'),
      records: 2,
      kind: 'accounts',
      types: { 2: 'text' },
    }),
    of('the name of a customer above its rows, below a column without a name', {
      text: lines(
        'Amount;;Document Number;Posting Date',
        '"Customer: Alder & Sons";"";"";""',
        '728.33;;SO-10000;2024-01-02',
        '4777.85;;SO-10001;2024-06-09',
        '"Customer: Birch Ltd";"";"";""',
        '12.00;;SO-10002;2024-06-10',
        '13.00;;SO-10003;2024-06-11',
      ),
      delimiter: ';',
      records: 6,
      kind: 'sales',
      filled: ['Customer'],
      fields: { 0: 'revenue', 2: 'order', 3: 'date' },
    }),
    of('market figures whose names have no header', {
      text: lines(
        'Retail turnover by industry',
        '',
        ',Jan 2025,Feb 2025',
        'Food retailing,120.00,10.00',
        'Clothing,11.00,22.00',
      ),
      headerRow: 2,
      records: 2,
      kind: 'market',
    }),
    of('balance of a payment service', {
      text: lines(
        'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Description,Customer ID (metadata)',
        'txn_1,charge,ch_1,120.00,3.78,116.22,usd,2025-03-14 10:11,Invoice 1,cus_A',
        'txn_2,refund,re_1,-20.00,0.00,-20.00,usd,2025-03-15 11:11,REFUND,cus_A',
        'txn_4,charge,ch_2,2200.00,64.10,2135.90,usd,2025-04-02 10:11,Invoice 2,cus_B',
      ),
      records: 3,
      kind: 'sales',
      fields: { 3: 'revenue', 6: 'currency', 7: 'date', 9: 'account' },
    }),
    of('accents in front of every cell', {
      text: lines(
        '交易时间,商户号,商户名称,商户订单号,订单金额,手续费',
        '`2025-03-14 10:11:12,`1230000109,`兰州拉面,`SO1001,`120.50,`0.72',
        '`2025-03-15 11:11:12,`1230000110,`沙县小吃,`SO1002,`20.00,`0.12',
      ),
      records: 2,
      kind: 'sales',
      types: { 0: 'date', 4: 'number' },
      sums: { 4: 140.5 },
    }),
    of('apostrophes in front of identifiers', {
      text: lines(
        '商户号,商户名称,交易日期,交易金额',
        "'898110279911234,兰州拉面,20250314,1234.50",
        "'898110279911235,沙县小吃,20250314,987.00",
      ),
      records: 2,
      kind: 'sales',
      types: { 0: 'integer' },
      sums: { 0: 898_110_279_911_234 + 898_110_279_911_235 },
    }),
    of('apostrophes and accents that belong to names', {
      text: lines(
        'Customer,City,Date,Amount',
        "'t Hoekje,'s-Gravenhage,2025-03-14,120.50",
        "'90s Shop,'s-Hertogenbosch,2025-03-15,20.00",
        '`Iolani Ltd,Honolulu,2025-03-16,1.00',
      ),
      records: 3,
      kind: 'sales',
      types: { 0: 'text', 1: 'text' },
      sums: { 3: 141.5 },
    }),
    of('postings of a bank account', {
      text: lines(
        'Buchungstag;Wertstellung;Auftraggeber / Begünstigter;Verwendungszweck;Betrag (EUR);Saldo (EUR)',
        '14.03.25;14.03.25;Müller GmbH;RE 4711;1.234,50;11.234,50',
        '15.03.25;15.03.25;Strom AG;Abschlag;-234,50;11.000,00',
      ),
      delimiter: ';',
      records: 2,
      kind: 'sales',
      fields: { 0: 'date', 2: 'account', 4: 'revenue', 5: null },
    }),
    of('payments of a marketplace, which are neither plan nor market', {
      text: lines(
        'settlement-id\tdeposit-date\tcurrency\ttransaction-type\torder-id\tamount\tposted-date\tsku',
        '123\t\tUSD\tOrder\t111-1\t100.00\t2025-03-04\tBAS',
        '123\t\tUSD\tOrder\t111-2\t155.10\t2025-03-05\tPRO',
      ),
      delimiter: '\t',
      records: 2,
      fields: { 5: null },
    }),
    of('plans of amounts', {
      text: lines('Month,Account Manager,Amount', '2025-01,Kim,100', '2025-02,Kim,150'),
      records: 2,
      kind: 'plans',
      fields: { 2: 'target' },
    }),
  ];
}

function customerCases(): MessyCase[] {
  return [
    of('numbers of contracts and telephones, which are none of customers', {
      text: lines(
        'Customer,Contract No,Phone Number,Start,End',
        'Alder,10001,+44 113 000,2024-01-01,2025-12-31',
        'Birch,10002,+44 113 001,2024-03-01,2026-02-28',
      ),
      records: 2,
      kind: 'accounts',
      fields: { 0: 'account', 1: 'Contract No', 3: 'contract_start', 4: 'contract_end' },
      types: { 2: 'text' },
    }),
    of('issues with fields of their own, and their clock', {
      text: lines(
        'Summary,Issue key,Issue id,Issue Type,Status,Assignee,Created,Resolved,Custom field (Customer)',
        'Login fails,SUP-1,10001,Incident,Done,kim.lee,14/Mar/25 10:11 AM,15/Mar/25 9:00 AM,Alder & Sons',
        'Wrong invoice,SUP-2,10002,Request,Open,pat.moss,02/Apr/25 8:00 AM,,Birch Ltd',
      ),
      records: 2,
      kind: 'activities',
      fields: { 3: 'type', 5: 'owner', 6: 'date', 7: 'closed', 8: 'account' },
    }),
    of('answers with the zone of their time', {
      text: lines(
        '"Timestamp","Company name","How likely are you to recommend us to a colleague?","Anything else?"',
        '"2025/03/14 10:11:12 AM GMT+1","Alder & Sons","9","Nothing"',
        '"2025/04/02 8:00:01 AM GMT+2","Birch Ltd","3",""',
      ),
      records: 2,
      kind: 'feedback',
      types: { 0: 'date' },
      fields: { 0: 'date', 1: 'account', 2: 'nps' },
    }),
    of('a list of customers with its total', {
      text: lines(
        '客户编码,客户名称,存货名称,数量,价税合计',
        '0101,北京星辰,螺丝,1000,"13,560.00"',
        '0102,上海宏远,螺丝,200,"2,712.00"',
      ),
      records: 2,
      kind: 'accounts',
    }),
    of('a survey whose questions have parts below', {
      text: lines(
        'Respondent ID,End Date,Company,How likely is it that you would recommend us to a friend?,How satisfied are you?,,What could we do better?',
        ',,Open-Ended Response,,Product,Service,Open-Ended Response',
        '118200000001,03/14/2025 10:14:02 AM,Alder & Sons,9,Very satisfied,Satisfied,"Nothing, thanks"',
        '118200000002,03/15/2025 08:05:00 AM,Birch Ltd,4,Dissatisfied,Neutral,Delivery',
        '118200000003,04/02/2025 02:05:00 PM,Cora SA,10,Very satisfied,Very satisfied,',
      ),
      headerRow: 1,
      headerRows: 2,
      records: 3,
      kind: 'feedback',
      names: ['Respondent ID', 'End Date', 'Company'],
      fields: { 1: 'date', 2: 'account', 3: 'nps', 6: 'comment' },
    }),
    of('a first record that lacks its number, which is a record', {
      text: lines('Order,Customer,,City', ',Alder,x,Leeds', '12,Birch,y,York', '13,Alder,x,Leeds'),
      records: 3,
    }),
    of('a survey with the keys of its questions', {
      text: lines(
        'EndDate,ResponseId,RecipientCompany,Q1,Q2_TEXT',
        'End Date,Response ID,Company,On a scale from 0-10 how likely are you to recommend us?,Why?',
        '"{""ImportId"":""endDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""c""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"',
        '2025-03-14 10:14:02,R_1a,Alder & Sons,9,good',
        '2025-03-15 08:05:00,R_2b,Birch Ltd,4,slow',
      ),
      headerRow: 2,
      headerRows: 3,
      records: 2,
      kind: 'feedback',
      names: ['End Date', 'Response ID', 'Company'],
      fields: { 0: 'date', 2: 'account', 3: 'nps', 4: 'comment' },
    }),
  ];
}

function statisticsCases(): MessyCase[] {
  const series = [
    ['freq,unit,nace_r2,geo\\TIME_PERIOD', '2025-01 ', '2025-02 ', '2025-03 '],
    ['M,I21_SCA,G47,DE', '101.2 ', '102.3 p', ': '],
    ['M,I21_SCA,G47,FR', '99.8 ', ': c', '100.4 e'],
  ];
  return [
    of('series of Eurostat, with their dimensions in one cell', {
      text: join(series, '\t'),
      delimiter: '\t',
      records: 2,
      kind: 'market',
      names: ['freq', 'unit', 'nace_r2', 'geo', '2025-01'],
      fields: { 3: 'region', 4: 'value' },
      sums: { 4: 201, 5: 102.3 },
    }),
    of('tabs beside lists of words, which stay whole', {
      text: lines('tags,all\tclient\tsales', 'a,b\tAlder\t10', 'c,d\tBirch\t20'),
      delimiter: '\t',
      records: 2,
      names: ['tags,all', 'client', 'sales'],
    }),
    of('rates of a statistics office', {
      text: lines(
        'FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,TIME_PERIOD,OBS_VALUE',
        'D,USD,EUR,SP00,2025-03-13,1.0853',
        'D,USD,EUR,SP00,2025-03-14,1.0889',
        'D,JPY,EUR,SP00,2025-03-14,161.88',
      ),
      records: 3,
      kind: 'rates',
      fields: { 1: 'to', 2: 'from', 4: 'date', 5: 'rate' },
    }),
  ];
}
