/** A table of 84 records in which one thing after another is spoilt, as the Pollock benchmark does (VLDB 2023, table 2). */
const names = [
  'DATE',
  'TIME',
  'Qty',
  'PRODUCTID',
  'Price',
  'ProductType',
  'ProductDescription',
  'URL',
  'Comments',
];
export const pollockRecords = 84;

const rows: string[][] = Array.from({ length: pollockRecords }, (_, at) => [
  `${String(1 + (at % 28)).padStart(2, '0')}/${String(1 + (at % 12)).padStart(2, '0')}/2018`,
  `${String(at % 24).padStart(2, '0')}:${String((at * 7) % 60).padStart(2, '0')}`,
  String(1 + (at % 9)),
  `P-${10_000 + at * 37}`,
  `${(at * 13) % 400}.${String((at * 7) % 100).padStart(2, '0')}`,
  ['Toys', 'Garden', 'Home, kitchen', 'Books'][at % 4]!,
  `Item ${at} "size ${at % 5}"`,
  `https://shop.example.com/p/${at}?a=1&b=${at % 3}`,
  at % 6 === 0 ? 'first line\nsecond line' : at % 5 === 0 ? '' : 'fine',
]);

export interface Pollution {
  name: string;
  text: string;
  delimiter?: string;
  headerRow?: number;
  headerRows?: number;
  records?: number;
  footerRows?: number;
  quote?: string;
}

interface Dialect {
  delimiter: string;
  quote: string;
  escape: string;
  end: string;
}

const usual: Dialect = { delimiter: ',', quote: '"', escape: '"', end: '\r\n' };

function cell(text: string, { delimiter, quote, escape: before }: Dialect): string {
  const needs = text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text);
  return needs ? quote + text.replaceAll(quote, before + quote) + quote : text;
}

const record = (cells: string[], dialect = usual) =>
  cells.map((one) => cell(one, dialect)).join(dialect.delimiter);
const whole = (dialect = usual, all = [names, ...rows]) =>
  all.map((cells) => record(cells, dialect) + dialect.end).join('');
const records = [names, ...rows].map((cells) => record(cells));
const withRecord = (at: number, text: string) =>
  records.map((one, index) => (index === at ? text : one) + usual.end).join('');

/** One per file: its line ends, its header, its dialect, what stands above or below. */
export function filePollutions(): Pollution[] {
  const plain = whole();
  const small = (columns: number, end = '\r\n') =>
    [names, ...rows.slice(0, 5)]
      .map(
        (_, at) =>
          Array.from({ length: columns }, (__, column) =>
            at === 0 ? `Col ${column}` : String(at * column),
          ).join(',') + end,
      )
      .join('');
  return [
    { name: 'as it should be', text: plain },
    { name: 'no trailing newline', text: plain.slice(0, -2) },
    { name: 'double trailing newline', text: `${plain}\r\n` },
    { name: 'no header', text: records.slice(1).join('\r\n'), headerRow: -1, headerRows: 0 },
    { name: 'one data row', text: `${records.slice(0, 2).join('\r\n')}\r\n`, records: 1 },
    ...[2, 3].map((count) => ({
      name: `header of ${count} records`,
      text: `${Array.from({ length: count - 1 }, (_, at) => names.map((name) => `${name}_${at}`).join(',')).join('\r\n')}\r\n${plain}`,
      headerRow: count - 1,
      headerRows: count,
    })),
    {
      name: 'preamble',
      text: `Sales of the shop\r\nExported on 2018-12-31, by night\r\n\r\n${plain}`,
      headerRow: 3,
    },
    { name: 'multitable less columns', text: `${plain}\r\n${small(4)}`, footerRows: 6 },
    { name: 'multitable same columns', text: `${plain}\r\n${small(9)}`, footerRows: 6 },
    { name: 'multitable more columns', text: `${plain}\r\n${small(12)}`, footerRows: 6 },
    { name: 'record delimiter LF', text: whole({ ...usual, end: '\n' }) },
    { name: 'record delimiter CR', text: whole({ ...usual, end: '\r' }) },
    ...[';', '\t', ' ', '|'].map((delimiter) => ({
      name: `field delimiter ${JSON.stringify(delimiter)}`,
      text: whole({ ...usual, delimiter }),
      delimiter,
    })),
    {
      name: 'field delimiter ", "',
      text: records.map((one) => one.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ', ')).join('\r\n'),
    },
    { name: "quotation '", text: whole({ ...usual, quote: "'", escape: "'" }), quote: "'" },
    { name: 'escape backslash', text: whole({ ...usual, escape: '\\' }) },
    {
      name: 'all quoted',
      text: [names, ...rows]
        .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\r\n'),
    },
  ];
}

/** One record spoilt: every record in turn, every cell in turn. */
export function recordPollutions(step: number): Pollution[] {
  const spoilt: Pollution[] = [];
  for (let at = 1; at <= pollockRecords; at += step) {
    const cells = (at === 0 ? names : rows[at - 1]!).map((one) => cell(one, usual));
    for (let column = 0; column < names.length; column++) {
      const joined = (parts: string[]) => withRecord(at, parts.join(','));
      if (column > 0) {
        const merged = [
          ...cells.slice(0, column - 1),
          cells[column - 1]! + cells[column]!,
          ...cells.slice(column + 1),
        ];
        if (
          !cells[column]!.includes('\n') &&
          !/""/.test(merged[column - 1]!.slice(1, -1).replaceAll('""', ''))
        )
          spoilt.push({ name: `record ${at}: no delimiter before ${column}`, text: joined(merged) });
        spoilt.push({
          name: `record ${at}: two delimiters before ${column}`,
          text: joined([...cells.slice(0, column), '', ...cells.slice(column)]),
        });
      }
      const bare = rows[at - 1]![column]!;
      if (!/["\n,]/.test(bare) && bare.length > 2)
        spoilt.push({
          name: `record ${at}: a quote within ${column}`,
          text: joined(
            cells.map((one, index) => (index === column ? `${one.slice(0, 2)}"${one.slice(2)}` : one)),
          ),
        });
    }
    const broken = cells.some((one) => one.includes('\n'));
    for (const delimiter of broken ? [', '] : [';', '\t', ' ', ', '])
      spoilt.push({
        name: `record ${at}: delimited by ${JSON.stringify(delimiter)}`,
        text: withRecord(at, record(rows[at - 1]!, { ...usual, delimiter })),
      });
  }
  return spoilt;
}
