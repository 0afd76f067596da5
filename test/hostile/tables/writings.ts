import { type MessyCase, messy, type Shape } from './messyCase.ts';

const of = (name: string, shape: Shape) => messy(`writing: ${name}`, shape);

/** Numbers and dates in the writings of many countries and programs. */
export function writingCases(): MessyCase[] {
  return [...numberCases(), ...dateCases(), ...layoutCases()];
}

function numbers(name: string, values: string[], sum: number, type: 'number' | 'integer' = 'number') {
  const rows = values.map((value, at) => `Shop ${at + 1}\t${value}\tplace ${at}`);
  return of(name, {
    text: `${['Customer\tRevenue\tPlace', ...rows].join('\n')}\n`,
    delimiter: '\t',
    records: values.length,
    names: ['Customer', 'Revenue', 'Place'],
    types: { 1: type },
    fields: { 0: 'account' },
    sums: { 1: sum },
  });
}

function numberCases(): MessyCase[] {
  return [
    numbers('narrow no-break spaces', ['1\u202f234,50', '12\u202f000,00', '7,25'], 13241.75),
    numbers(
      'no-break spaces and euro',
      ['1\u00a0234,50\u00a0€', '12\u00a0000,00\u00a0€', '7,25\u00a0€'],
      13241.75,
    ),
    numbers('thin spaces', ['1\u2009234,50', '12\u2009000,00', '-7,25'], 13227.25),
    numbers('apostrophes', ["1'234.50", "12'000.00", '-7.25'], 13227.25),
    numbers('lakh and crore grouping', ['12,34,567.00', '1,00,00,000.50', '999.25'], 11235566.75),
    numbers('rupees', ['₹ 12,34,567.00', '₹1,00,000.50', 'Rs. 999.25'], 1335566.75),
    numbers('minus behind', ['123.45-', '1,000.00', '7.25-'], 869.3),
    numbers('typographic minus', ['−123.45', '1,000.00', '–7.25'], 869.3),
    numbers('brackets with currency', ['($123.45)', '$1,000.00', '$ (7.25)'], 869.3),
    numbers('blanks of bookkeeping', ['$ -   ', '$1,000.00', ' -   ', '$(7.25)'], 992.75),
    numbers(
      'errors of a spreadsheet',
      ['12.5', '#DIV/0!', '#N/A', '7.25', '#REF!', '30', '1', '2', '3', '4'],
      59.75,
    ),
    numbers(
      'signs for nothing',
      ['12.5', 'n.a.', '..', ':', '…', '7.25', 'k.A.', 'n/d', '***', '30', '1', '2', '3', '4'],
      59.75,
    ),
    numbers('credit and debit behind', ['1,234.50 CR', '200.00 DR', '50.25 Cr', '10.00 Dr'], 1074.75),
    numbers('dash for zero decimals', ["1'200.–", '50.—', '7.25', '12.-'], 1269.25),
    numbers(
      'percent',
      ['12.5%', '7,5 %', '100%'].map((one) => one.replace(',', '.')),
      1.2,
    ),
    numbers('scientific', ['1.25E+03', '7.5e-1', '2E2'], 1450.75),
    numbers('plus signs', ['+12.50', '+7', '-3.25'], 16.25),
    numbers('currency code behind', ['1.234,50 EUR', '12.000,00 EUR', '7,25- EUR'], 13227.25),
    numbers('Arabic digits', ['١٢٣٤٫٥٠', '٨٠', '٧٫٢٥'], 1321.75),
    numbers('three decimals behind a comma', ['0,123', '0,127', '1,250'], 1.5),
    numbers('yuan', ['￥1,234.50', '¥12,000.00', '７．２５元'], 13241.75),
  ];
}

function dates(name: string, values: string[], delimiter = '\t') {
  const rows = values.map((value, at) => [`Shop ${at + 1}`, value, `${at + 1}.50`].join(delimiter));
  return of(name, {
    text: `${[['Customer', 'Date', 'Revenue'].join(delimiter), ...rows].join('\n')}\n`,
    delimiter,
    records: values.length,
    names: ['Customer', 'Date', 'Revenue'],
    types: { 1: 'date', 2: 'number' },
    fields: { 0: 'account', 1: 'date', 2: 'revenue' },
  });
}

function dateCases(): MessyCase[] {
  return [
    dates('zone with a colon', [
      '03/01/2025 14:05:06 +01:00',
      '19/01/2025 09:00:00 +01:00',
      '28/02/2025 23:59:59 +01:00',
    ]),
    dates('ISO with milliseconds', [
      '2025-01-03T14:05:06.123Z',
      '2025-01-19T09:00:00.000Z',
      '2025-02-28T23:59:59.999Z',
    ]),
    dates('ISO with offset and no colon', [
      '2025-01-03T14:05:06+0100',
      '2025-01-19T09:00:00+0100',
      '2025-02-28T23:59:59+0100',
    ]),
    dates('zone by name', ['2025-01-03 14:05:06 CET', '2025-01-19 09:00:00 CET', '2025-07-28 23:59:59 CEST']),
    dates('zone in brackets', [
      '2025-01-03T14:05:06+01:00[Europe/Berlin]',
      '2025-01-19T09:00:00+01:00[Europe/Berlin]',
    ]),
    dates('twelve hours', ['1/3/2025 2:05:06 PM', '1/19/2025 9:00:00 AM', '2/28/2025 12:00:00 AM']),
    dates('twelve hours, letters apart', ['1/3/25 2:05 p.m.', '1/19/25 9:00 a.m.', '2/28/25 12:30 p.m.']),
    dates('Oracle', [
      '03-JAN-25 02.05.06.000000 PM',
      '19-JAN-25 09.00.00.000000 AM',
      '28-FEB-25 11.59.59.000000 PM',
    ]),
    dates('Oracle days', ['03-JAN-25', '19-JAN-25', '28-FEB-25']),
    dates('DB2', ['2025-01-03-14.05.06.000000', '2025-01-19-09.00.00.000000', '2025-02-28-23.59.59.000000']),
    dates('SQL Server', ['Jan  3 2025  2:05PM', 'Jan 19 2025  9:00AM', 'Feb 28 2025 11:59PM']),
    dates('C time', ['Fri Jan  3 14:05:06 2025', 'Sun Jan 19 09:00:00 2025', 'Fri Feb 28 23:59:59 2025']),
    dates('mail', [
      'Fri, 03 Jan 2025 14:05:06 +0100',
      'Sun, 19 Jan 2025 09:00:00 +0100',
      'Fri, 28 Feb 2025 23:59:59 GMT',
    ]),
    dates('JavaScript', ['Fri Jan 03 2025 14:05:06 GMT+0100', 'Sun Jan 19 2025 09:00:00 GMT+0100']),
    dates('fourteen digits', ['20250103140506', '20250119090000', '20250228235959']),
    dates('spelled out', [
      'Friday, January 3, 2025',
      'Sunday, January 19, 2025',
      'Friday, February 28, 2025',
    ]),
    dates('log of a server', [
      '03/Jan/2025:14:05:06 +0100',
      '19/Jan/2025:09:00:00 +0100',
      '28/Feb/2025:23:59:59 +0100',
    ]),
    dates('German months', ['3. Januar 2025', '19. März 2025', '28. Dezember 2025']),
    dates('German months, short', ['03. Jan. 2025', '19. Mär. 2025', '28. Okt. 2025']),
    dates('German weekdays', ['Fr, 03.01.2025', 'So, 19.01.2025', 'Mi, 26.02.2025']),
    dates('French months', ['3 janvier 2025', '19 février 2025', '1er août 2025']),
    dates('French months, short', ['3 janv. 2025', '19 févr. 2025', '28 déc. 2025']),
    dates('Spanish months', ['3 de enero de 2025', '19 de marzo de 2025', '28 de diciembre de 2025']),
    dates('Italian months', ['3 gennaio 2025', '19 marzo 2025', '28 dicembre 2025']),
    dates('Portuguese months', ['3 de janeiro de 2025', '19 de março de 2025', '28 de dezembro de 2025']),
    dates('Dutch months', ['3 januari 2025', '19 maart 2025', '28 mei 2025']),
    dates('Japanese days', ['2025年1月3日(金)', '2025年1月19日(日)', '2025年2月28日(金)']),
    dates('Korean days', ['2025년 1월 3일', '2025년 1월 19일', '2025년 2월 28일']),
    dates('Korean days with points', ['2025. 1. 3.', '2025. 1. 19.', '2025. 2. 28.']),
    dates('Hungarian days', ['2025.01.03.', '2025.01.19.', '2025.02.28.']),
    dates('months of a year of business', ['Jan-25', 'Feb-25', 'Mar-25']),
    dates('calendar weeks', ['KW 1/2025', 'KW 12/2025', 'KW 52/2025']),
    dates('weeks of ISO', ['2025-W01', '2025-W12', '2025-W52']),
    dates('quarters short', ['1Q25', '2Q25', '4Q24']),
    dates('quarters with apostrophe', ["Q1'25", "Q2'25", "Q4'24"]),
    dates('French quarters', ['T1 2025', 'T2 2025', 'T4 2024']),
  ];
}

function layoutCases(): MessyCase[] {
  return [
    of('quarters across', {
      text: 'Account,Q1 2024,Q2 2024,Q3 2024,Q4 2024\nA,1,2,3,4\nB,5,6,7,8\nC,9,1,2,3\n',
      delimiter: ',',
      records: 3,
      fields: { 0: 'account', 1: 'revenue', 4: 'revenue' },
    }),
    of('weeks across', {
      text: 'Account,2025-W01,2025-W02,2025-W03\nA,1,2,3\nB,5,6,7\nC,9,1,2\n',
      delimiter: ',',
      records: 3,
      fields: { 0: 'account', 1: 'revenue', 3: 'revenue' },
    }),
    of('German months across', {
      text: 'Customer;Januar 2025;Februar 2025;März 2025\nA;1,5;2;3\nB;5;6;7\nC;9;1;2\n',
      delimiter: ';',
      records: 3,
      fields: { 0: 'account', 1: 'revenue', 3: 'revenue' },
    }),
    of('sep=; and decimal commas', {
      text: 'sep=;\r\nCustomer;Date;Revenue\r\nA;03.01.2025;1,5\r\nB;19.01.2025;2,5\r\n',
      delimiter: ';',
      headerRow: 1,
      records: 2,
      names: ['Customer', 'Date', 'Revenue'],
      sums: { 2: 4 },
    }),
    of('sep=; after a mark', {
      text: 'sep=;\r\nCustomer;Date;Revenue\r\nA;03.01.2025;1,5\r\nB;19.01.2025;2,5\r\n',
      encoding: 'utf-8+mark',
      delimiter: ';',
      headerRow: 1,
      records: 2,
      sums: { 2: 4 },
    }),
    of('"sep=," in quotes', {
      text: '"sep=,"\nCustomer,Date,Revenue\nA,2025-01-03,1.5\nB,2025-01-19,2.5\n',
      delimiter: ',',
      headerRow: 1,
      records: 2,
      names: ['Customer', 'Date', 'Revenue'],
    }),
    of('header behind a comment mark', {
      text: '#customer,date,revenue\nA,2025-01-03,1.5\nB,2025-01-19,2.5\nC,2025-02-28,4\n',
      delimiter: ',',
      records: 3,
      fields: { 0: 'account', 1: 'date', 2: 'revenue' },
      sums: { 2: 8 },
    }),
    of('comments above', {
      text: '# exported 2025-04-01\n# by: J. Doe\n# rows: 3\ncustomer,date,revenue\nA,2025-01-03,1.5\nB,2025-01-19,2.5\nC,2025-02-28,4\n',
      delimiter: ',',
      headerRow: 3,
      records: 3,
      sums: { 2: 8 },
    }),
    of('wrapped in quotes as a whole', {
      text: '"customer,date,revenue"\n"A,2025-01-03,1.5"\n"B,2025-01-19,2.5"\n"C,2025-02-28,4"\n',
      delimiter: ',',
      records: 3,
      names: ['customer', 'date', 'revenue'],
      sums: { 2: 8 },
    }),
    of('blank and repeated names', {
      text: 'Account,,Amount,Amount,,\nA,x,1,2,,\nB,y,3,4,,\nC,z,5,6,,\n',
      delimiter: ',',
      records: 3,
      names: ['Account', 'Column 2', 'Amount', 'Amount (2)'],
      sums: { 2: 9, 3: 12 },
    }),
    of('several marks as one delimiter', {
      text: 'customer||date||revenue\nA||2025-01-03||1.5\nB||2025-01-19||2.5\nC||2025-02-28||4\n',
      delimiter: '|',
      records: 3,
      names: ['customer', 'date', 'revenue'],
      sums: { 2: 8 },
    }),
    of('texts held in formulas', {
      text: 'Code,Name,Amount\n="00123",Alder,1.5\n"=""00124""","Birch, Ltd",2.5\n="00125",Cedar,4\n',
      delimiter: ',',
      records: 3,
      types: { 0: 'text', 2: 'number' },
      fields: { 0: 'account_id' },
      sums: { 0: 372, 2: 8 },
    }),
    of('identifiers of letters and a number', {
      text: 'Customer,Key,Invoice,Amount\nA,PRJ-1,INV1001,EUR 1.5\nB,PRJ-2,INV1002,EUR 2.5\nC,PRJ-12,INV1003,USD 4\n',
      delimiter: ',',
      records: 3,
      types: { 1: 'text', 2: 'text', 3: 'number' },
      sums: { 3: 8 },
    }),
    of('characters without width', {
      text: '\u200bCustomer\u200b,Revenue\u200b,Date\nA,1\u200b,2025-01-03\u200e\nB,2.5,\u202d2025-01-04\u202c\n',
      delimiter: ',',
      records: 2,
      names: ['Customer', 'Revenue', 'Date'],
      types: { 1: 'number', 2: 'date' },
      sums: { 1: 3.5 },
    }),
    of('years with a column of marks beside each', {
      text: 'Name,,2024,,2025,\nA,x,1,n,2,n\nB,y,3,n,4,n\nCy,z,5,n,6,n\n',
      delimiter: ',',
      records: 3,
      names: ['Name', 'Column 2', '2024'],
      sums: { 2: 9 },
    }),
    of('two colons as one delimiter', {
      text: '1::1193::5::978300760\n1::661::3::978302109\n2::914::3::978301968\n2::3408::4::978300275\n',
      delimiter: ':',
      headerRow: -1,
      records: 4,
      sums: { 2: 15 },
    }),
    of('records numbered without a name, as R writes them', {
      text: '"customer","revenue"\n"1","A",1.5\n"2","B",2.5\n"3","C",4\n',
      delimiter: ',',
      records: 3,
      names: ['Column 1', 'customer', 'revenue'],
      sums: { 2: 8 },
    }),
    of('key figures in two cells above a wider table', {
      text: 'Security,IBM US Equity\nStart Date,1/1/2025\nEnd Date,1/31/2025\nPeriod,D\n\nDate,Price,Volume\n1/2/2025,219.94,3200000\n1/13/2025,222.65,2800000\n1/16/2025,222.67,#N/A\n',
      delimiter: ',',
      headerRow: 5,
      records: 3,
      names: ['Date', 'Price', 'Volume'],
      types: { 0: 'date', 1: 'number', 2: 'integer' },
    }),
    of('World Bank, a source above, a delimiter at the end', {
      text: '"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-01-28",\n\n"Country Name","Country Code","Indicator Name","2021","2022","2023",\n"Aruba","ABW","GDP","","405586592.178771","487709497.206704",\n"Africa, Eastern","AFE","GDP","24209929234.679","24963264206.9","27078802487.4",\n"Afghanistan","AFG","GDP","","","",\n',
      delimiter: ',',
      headerRow: 4,
      records: 3,
      fields: { 0: 'region', 3: 'value', 5: 'value' },
    }),
    of('line breaks in names', {
      text: '"Client\r\nname";"Net\r\nsales\r\n(EUR)";"Order\r\ndate"\r\nA;1,5;03.01.2025\r\nB;2,5;19.01.2025\r\n',
      delimiter: ';',
      records: 2,
      names: ['Client name', 'Net sales (EUR)', 'Order date'],
      types: { 1: 'number', 2: 'date' },
    }),
    of('header with an example record of types', {
      text: 'customer,date,revenue\nstring,date,decimal\nA,2025-01-03,1.5\nB,2025-01-19,2.5\nC,2025-02-28,4\n',
      delimiter: ',',
      headerRow: 1,
      headerRows: 2,
      records: 3,
    }),
  ];
}
