import { type MessyCase, messy, type Shape } from './messyCase.ts';

const reports = [
  ['DATE', 'TIME', 'Qty', 'PRODUCTID', 'Price', 'Type', 'Description'],
  ...Array.from({ length: 40 }, (_, at) => [
    `${String(1 + (at % 28)).padStart(2, '0')}/0${1 + (at % 9)}/2024`,
    `${String(8 + (at % 10)).padStart(2, '0')}:${String((at * 7) % 60).padStart(2, '0')}`,
    String(1 + (at % 5)),
    `P-${1000 + at}`,
    `${10 + at}.50`,
    at % 3 === 0 ? 'Toys' : 'Garden',
    `Item number ${at}${at % 4 === 0 ? ', boxed' : ''}`,
  ]),
];
const reportText = (delimiter = ',', quote = '"') =>
  reports
    .map((cells) =>
      cells
        .map((cell) => (cell.includes(delimiter) || cell.includes(' ') ? `${quote}${cell}${quote}` : cell))
        .join(delimiter),
    )
    .join('\n');

/** One thing wrong with a table that is else in order. */
export function pollutedCases(): MessyCase[] {
  const lines = reportText().split('\n');
  const changed = (at: number, line: (was: string) => string) =>
    `${lines.map((was, index) => (index === at ? line(was) : was)).join('\n')}\n`;
  const whole = { delimiter: ',', records: 40, names: reports[0]! };
  const quantity = reports.slice(1).reduce((total, cells) => total + Number(cells[2]), 0);
  const cases: [string, string, Partial<Shape>?][] = [
    ['as it should be', `${reportText()}\n`, { sums: { 2: quantity } }],
    ['no line end at the end', reportText(), { sums: { 2: quantity } }],
    ['two line ends at the end', `${reportText()}\n\n`],
    ['space as delimiter', `${reportText(' ')}\n`, { delimiter: ' ', sums: { 2: quantity } }],
    ['comma and space as delimiter', `${reportText().replaceAll(',', ', ')}\n`, { sums: { 2: quantity } }],
    ['semicolon as delimiter', `${reportText(';')}\n`, { delimiter: ';', sums: { 2: quantity } }],
    ['tab as delimiter', `${reportText('\t')}\n`, { delimiter: '\t', sums: { 2: quantity } }],
    ['single quotes', `${reportText(',', "'")}\n`, { sums: { 2: quantity } }],
    ['CR', `${reportText().replaceAll('\n', '\r')}\r`, { sums: { 2: quantity } }],
    ['a record with a delimiter too many', changed(5, (was) => `${was},`)],
    ['a record with two cells too many', changed(17, (was) => `${was},x,y`)],
    ['a record with a cell too few', changed(10, (was) => was.slice(0, was.lastIndexOf(',')))],
    ['a record with another delimiter', changed(12, (was) => was.replaceAll(',', ';'))],
    ['a record with a stray quote', changed(20, (was) => was.replace('P-', 'P"-'))],
    ['a record twice as long', changed(30, (was) => `${was},${was}`)],
    ['a blank record', changed(15, (was) => `\n${was}`)],
    ['a record of blanks', changed(15, (was) => `,,,,,,\n${was}`)],
    ['no header', `${lines.slice(1).join('\n')}\n`, { headerRow: -1, names: undefined as never }],
    [
      'header of two records',
      `Sale,,,Article,,,\n${reportText()}\n`,
      { headerRow: 1, names: undefined as never },
    ],
    ['one line above', `Sales report of the year\n${reportText()}\n`, { headerRow: 1 }],
    ['one padded line above', `Sales report of the year,,,,,,\n${reportText()}\n`, { headerRow: 1 }],
    [
      'three lines above',
      `Sales report\nCreated by: J. Doe\nDate: 2024-11-02\n${reportText()}\n`,
      { headerRow: 3 },
    ],
    [
      'lines with commas above',
      `Sales report, by day, shop and article\nCreated, as always, by hand\n\n${reportText()}\n`,
      { headerRow: 3 },
    ],
    [
      'two lines below',
      `${reportText()}\n\nTotals are not final.\nPlease ask the office, if in doubt.\n`,
      { footerRows: 2 },
    ],
    ['a padded line below', `${reportText()}\nPlease ask the office if in doubt.,,,,,,\n`, { footerRows: 1 }],
    ['a smaller table below', `${reportText()}\n\nCode,Meaning\nToys,1\nGarden,2\n`, { footerRows: 3 }],
    [
      'a wider table below',
      `${reportText()}\n\na,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,9\n1,2,3,4,5,6,7,8,9\n`,
      { footerRows: 3 },
    ],
    [
      'lines above and below',
      `Report 7\n\n${reportText()}\n\nSource: tills\n`,
      { headerRow: 2, footerRows: 1 },
    ],
  ];
  return cases.map(([name, text, own]) => {
    const { names: wanted, ...rest } = { ...whole, ...own };
    return messy(`report: ${name}`, { text, ...rest, ...(wanted ? { names: wanted } : {}) });
  });
}
