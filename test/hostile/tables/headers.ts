import { names, plain, quoted, sums } from './data.ts';
import { join, type MessyCase, messy } from './messyCase.ts';

export function headerCases(): MessyCase[] {
  return [
    messy('title block of four', {
      text: `Quarterly report,,,,\nPrepared by: Finance,,,,\nPeriod: 2025-Q1,,,,\n,,,,\n${join(quoted, ',')}`,
      delimiter: ',',
      headerRow: 4,
      records: 6,
      names,
      sums,
    }),
    messy('title block of keys and values', {
      text: `Report:;Orders\nCreated:;2025-04-01\nCurrency:;EUR\n\n${join(plain, ';')}`,
      delimiter: ';',
      headerRow: 4,
      records: 6,
      names,
      sums,
    }),
    messy('comment lines above', {
      text: `# exported by ERP 4.2\n# 2025-04-01, user admin\n# rows: 6\n${join(plain, ',')}`,
      delimiter: ',',
      headerRow: 3,
      records: 6,
      names,
      sums,
    }),
    messy('two header records with merged gaps', {
      text: 'Region,2024,,2025,\n,Revenue,Units,Revenue,Units\nNorth,10,1,20,2\nSouth,30,3,40,4\nWest,50,5,60,6\n',
      delimiter: ',',
      headerRow: 1,
      headerRows: 2,
      records: 3,
      names: ['Region', '2024 Revenue', '2024 Units', '2025 Revenue', '2025 Units'],
      sums: { 1: 90, 4: 12 },
    }),
    messy('months over amounts and units, beside a blank column', {
      text: ',,2024年1月,,2024年2月,\n,客户名称,金额,数量,金额,数量\n,甲公司,10.5,1,20.5,2\n,乙公司,30.5,3,40.5,4\n',
      delimiter: ',',
      headerRow: 1,
      headerRows: 2,
      records: 2,
      names: ['Column 1', '客户名称', '2024年1月 金额', '2024年1月 数量', '2024年2月 金额'],
      kind: 'sales',
      sums: { 2: 41 },
    }),
    messy('months with a point', {
      text: 'Kunde;02.2024;03.2024\nMüller;11,50;2,50\nSchmidt;20,00;1,00\n',
      delimiter: ';',
      records: 2,
      names: ['Kunde', '02.2024', '03.2024'],
      fields: { 0: 'account', 1: 'revenue', 2: 'revenue' },
      sums: { 1: 31.5 },
    }),
    messy('first and last month of each record, which are no names', {
      text: 'Müller;02.2024;03.2024;7,50\nSchmidt;04.2024;05.2024;1,50\nWeber;05.2024;07.2024;2,50\n',
      delimiter: ';',
      headerRow: -1,
      records: 3,
    }),
    messy('three header records', {
      text: 'Sales,,,,\nRegion,Online,,Stores,\n,Q1,Q2,Q1,Q2\nNorth,10,1,20,2\nSouth,30,3,40,4\nWest,50,5,60,6\nEast,5,6,7,8\n',
      delimiter: ',',
      headerRow: 2,
      headerRows: 2,
      records: 4,
      sums: { 1: 95 },
    }),
    messy('Chinese header of two records', {
      text: '2025年销售汇总表,,,,\n单位：万元,,,,\n地区,销售额,,数量,\n,一季度,二季度,一季度,二季度\n北京,120,130,12,13\n上海,220,230,22,23\n广州,90,95,9,10\n',
      delimiter: ',',
      headerRow: 3,
      headerRows: 2,
      records: 3,
      names: ['地区', '销售额 一季度', '销售额 二季度', '数量 一季度', '数量 二季度'],
    }),
    messy('units below the header', {
      text: 'Station,Depth,Temperature,Salinity\n,m,degC,psu\nA1,10,12.5,35.1\nA2,20,11.9,35.2\nA3,30,10.4,35.3\nA4,40,9.1,35.4\n',
      delimiter: ',',
      headerRow: 1,
      headerRows: 2,
      records: 4,
      sums: { 1: 100 },
    }),
    messy('no header, typed columns', {
      text: join(quoted.slice(1), ','),
      delimiter: ',',
      headerRow: -1,
      records: 6,
      sums,
    }),
    messy('no header, numbers only', {
      text: '1;2,5;3\n4;5,5;6\n7;8,5;9\n10;11,5;12\n',
      delimiter: ';',
      headerRow: -1,
      records: 4,
      sums: { 0: 22, 1: 28 },
    }),
    messy('years as header', {
      text: 'Product;2021;2022;2023\nPens;100;110;120\nMugs;50;55;61\nBags;9;8;7\n',
      delimiter: ';',
      records: 3,
      names: ['Product', '2021', '2022', '2023'],
      sums: { 1: 159 },
    }),
    messy('dates as header', {
      text: 'Shop,2025-01-31,2025-02-28,2025-03-31\nA,1,2,3\nB,4,5,6\nC,7,8,9\n',
      delimiter: ',',
      records: 3,
      names: ['Shop', '2025-01-31', '2025-02-28', '2025-03-31'],
    }),
    messy('unnamed first column', {
      text: ',alpha,beta\n0,1.5,2.5\n1,2.5,3.5\n2,3.5,4.5\n3,9.0,8.0\n',
      delimiter: ',',
      records: 4,
      sums: { 1: 16.5 },
    }),
    messy('repeated names', {
      text: 'id,value,value,value\nx,1,2,3\ny,4,5,6\nz,7,8,9\n',
      delimiter: ',',
      records: 3,
      names: ['id', 'value', 'value (2)', 'value (3)'],
    }),
    messy('all text', {
      text: 'Name,City,Colour\nAda,London,red\nBo,Malmo,deep blue\nCy,Paris,green\nDi,Rome,yellow\n',
      delimiter: ',',
      records: 4,
      names: ['Name', 'City', 'Colour'],
    }),
    messy('all text, long cells', {
      text: 'Question;Answer;Author\nWhat is the use?;It helps to find out, in time, what is going on.;Ada\nWho pays?;Nobody, it is free; as in air.;Bo\n'.replace(
        'free; as',
        'free, as',
      ),
      delimiter: ';',
      records: 2,
      names: ['Question', 'Answer', 'Author'],
    }),
    messy('one column', {
      text: 'amount\n10\n20\n30.5\n',
      delimiter: ',',
      records: 3,
      names: ['amount'],
      sums: { 0: 60.5 },
    }),
    messy('one column of text', {
      text: 'city\nNew York\nLos Angeles\nSan Francisco\n',
      delimiter: ',',
      records: 3,
      names: ['city'],
    }),
    messy('one column of times', {
      text: 'time\n09:00\n10:30\n11:45\n',
      delimiter: ',',
      records: 3,
      names: ['time'],
    }),
    messy('one column of dates with times', {
      text: 'at\n2025-01-03 09:00\n2025-01-04 10:30\n',
      delimiter: ',',
      records: 2,
      names: ['at'],
    }),
    messy('one column without a header', {
      text: '10\n20\n30\n',
      delimiter: ',',
      headerRow: -1,
      records: 3,
      sums: { 0: 60 },
    }),
    messy('one column of sentences', {
      text: 'comment\nGood, but late\nNever again\nFine, thanks\nWe like it; really\n',
      delimiter: '\t',
      records: 4,
      names: ['comment'],
    }),
    messy('title that the delimiter cuts', {
      text:
        'Quarterly report, all regions\nOrder date,City,Order no,Note\n2025-01-03,Oslo,A-1,\n2025-01-04,Bergen,A-2,\n' +
        '2025-01-05,Oslo,A-3,urgent\n2025-01-06,Bergen,A-4,\n',
      delimiter: ',',
      headerRow: 1,
      records: 4,
      names: ['Order date', 'City', 'Order no', 'Note'],
    }),
    messy('one data record', { text: 'a,b,c\n1,2,3\n', delimiter: ',', records: 1, names: ['a', 'b', 'c'] }),
    messy('header wider than data', { text: 'a,b,c,d,e\n1,2,3\n4,5,6\n7,8,9\n', delimiter: ',', records: 3 }),
    messy('data wider than header', {
      text: 'a,b,c\n1,2,3,\n4,5,6,\n7,8,9,\n',
      delimiter: ',',
      records: 3,
      names: ['a', 'b', 'c'],
    }),
  ];
}

/** Small tables in which little tells names from figures. */
export function smallHeaderCases(): MessyCase[] {
  return [
    messy('years as header over figures that look like years', {
      text: 'Kontrahent,2016,2017,2018,2019\nSeweryn,1911,2051,1887,1999\nPiekarz,2016,1950,2020,2044\n',
      delimiter: ',',
      records: 2,
      names: ['Kontrahent', '2016', '2017', '2018', '2019'],
      sums: { 1: 3927 },
    }),
    messy('one measure named below each period', {
      text: 'Client;2019-01;2019-02;2019-03\nClient;Net sales;Net sales;Net sales\nAlder;1,5;2,5;3,5\nBirch;4,5;5,5;6,5\n',
      delimiter: ';',
      headerRow: 1,
      headerRows: 2,
      records: 2,
      names: ['Client', '2019-01 Net sales', '2019-02 Net sales'],
      sums: { 1: 6 },
    }),
    messy('comments with delimiters above two columns', {
      text: '# exported by ERP\n# 2025-04-01; user admin\nKunde;Ort\nMeier;Ulm\nLang;Bonn\n',
      delimiter: ';',
      headerRow: 2,
      records: 2,
      names: ['Kunde', 'Ort'],
    }),
    messy('names in the last of the comments', {
      text: '# station 7\n#time,flow,level\n0.5,12.1,3\n1.0,12.4,4\n1.5,11.9,5\n',
      delimiter: ',',
      headerRow: 1,
      records: 3,
      sums: { 2: 12 },
    }),
    messy('key figures above a table of one record', {
      text: 'Created:,2025-04-01\nBy:,Finance\n\nCity,Product,Units,Net sales\nLeeds,Mug,12,30.5\n',
      delimiter: ',',
      headerRow: 3,
      records: 1,
      names: ['City', 'Product', 'Units', 'Net sales'],
    }),
    messy('title above names of two texts, the second mostly empty', {
      text: '制表：财务部\n\n客户名称;备注\n华联;\n物美;\n永辉;见合同\n',
      delimiter: ';',
      headerRow: 2,
      records: 3,
      names: ['客户名称', '备注'],
    }),
    messy('one column with decimal commas', {
      text: 'Anteil\n12,5%\n3,4%\n(0,25)\n',
      delimiter: ';',
      records: 3,
      names: ['Anteil'],
    }),
    messy('a header alone', { text: 'Customer;Date;Units\n', delimiter: ';', records: 0 }),
    messy('figures with four decimals are no months', {
      text: 'id;factor\nA;1.0321\nB;1.2401\nC;1.1987\n',
      delimiter: ';',
      records: 3,
      types: { 1: 'number' },
      sums: { 1: 3.4709 },
    }),
  ];
}

export function stackedCases(): MessyCase[] {
  const block = (title: string, rows: string) => `${title},,\nShop,Month,Sales\n${rows}`;
  return [
    messy('the same header with titles, twice', {
      text: `${block('North', 'A,2025-01,10\nB,2025-01,20\n')}\n${block('South', 'C,2025-01,30\nD,2025-01,40\n')}`,
      delimiter: ',',
      headerRow: 1,
      records: 6,
      names: ['Shop', 'Month', 'Sales'],
    }),
    messy('two tables, the second of text', {
      text: 'Shop,Month,Sales\nA,2025-01,10\nB,2025-01,20\nC,2025-02,30\n\nContacts\nName,Role,City\nAnn,chief,Rome\nBob,clerk,Oslo\n',
      delimiter: ',',
      records: 3,
      footerRows: 4,
      sums: { 2: 60 },
    }),
    messy('two tables with another number of columns', {
      text: 'Shop;Month;Sales;Cost\nA;2025-01;10;5\nB;2025-01;20;6\nC;2025-02;30;7\n\n\nYear;Sales\n2024;100\n2025;120\n2026;130\n',
      delimiter: ';',
      records: 3,
      footerRows: 4,
      sums: { 2: 60 },
    }),
    messy('key figures above the table', {
      text: 'Shops,3\nSales,60\nBest,C\n\nShop,Month,Sales,Cost\nA,2025-01,10,5\nB,2025-01,20,6\nC,2025-02,30,7\n',
      delimiter: ',',
      headerRow: 4,
      records: 3,
      names: ['Shop', 'Month', 'Sales', 'Cost'],
      sums: { 2: 60 },
    }),
    messy('section rows between', {
      text: 'Shop,Month,Sales,Cost\nNorth,,,\nA,2025-01,10,5\nB,2025-01,20,6\nSouth,,,\nC,2025-02,30,7\nD,2025-02,5,1\n',
      delimiter: ',',
      records: 6,
      sums: { 2: 65 },
    }),
  ];
}
