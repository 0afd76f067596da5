import { chinese, japanese, names, plain, sums, traditional, western } from './data.ts';
import { join, type MessyCase, messy } from './messyCase.ts';

export function delimiterCases(): MessyCase[] {
  const marks = [',', ';', '|', '\t', '^', '~', '\u0001'];
  return marks.flatMap((delimiter) => [
    messy(`delimiter ${JSON.stringify(delimiter)}`, {
      text: join(plain, delimiter),
      delimiter,
      records: 6,
      names,
      sums,
    }),
    messy(`delimiter ${JSON.stringify(delimiter)} below a title`, {
      text: `Orders of the first quarter\n\n${join(plain, delimiter)}`,
      delimiter,
      headerRow: 2,
      records: 6,
      names,
      sums,
    }),
  ]);
}

export function encodingCases(): MessyCase[] {
  const of = (encoding: string, rows: string[][], delimiter = ',') =>
    messy(`${encoding} ${rows[0]![0]}`, {
      text: join(rows, delimiter, '\r\n'),
      encoding,
      delimiter,
      records: rows.length - 1,
      names: rows[0]!,
    });
  return [
    of('utf-16le', plain as string[][], '\t'),
    of('utf-16be', plain as string[][], ','),
    of('utf-16le', chinese, '\t'),
    of('utf-16be', chinese, ','),
    of('utf-16le+mark', western, ';'),
    of('utf-16be+mark', japanese, ','),
    of('utf-8+mark', chinese, ','),
    of('utf-8', traditional, '|'),
    of('gb18030', chinese, ','),
    of('gbk', chinese, '\t'),
    of('big5', traditional, ','),
    of('shift_jis', japanese, ','),
    of('shift_jis', japanese, '\t'),
    of('windows-1252', western, ';'),
    of('windows-1252', western, ','),
    of('utf-32le+mark', western, ';'),
    of('utf-32be+mark', chinese, ','),
    messy('windows-1252 with one letter beyond ASCII', {
      text: join([...plain, ['Gr\u00fcn AG', '2025-03-20', 1, '10.00', '']], ';'),
      encoding: 'windows-1252',
      delimiter: ';',
      records: 7,
      names,
    }),
    messy('windows-1252 euro and quotes', {
      text: join(
        [
          ['Item', 'Price'],
          ['\u201cBest\u201d pen', '\u20ac12'],
          ['Caf\u00e9 cup', '\u20ac7'],
          ['Plain mug', '\u20ac5'],
        ],
        ';',
      ),
      encoding: 'windows-1252',
      delimiter: ';',
      records: 3,
      names: ['Item', 'Price'],
    }),
    messy('gb18030 short', {
      text: join(
        [
          ['品名', '数量'],
          ['苹果', '3'],
          ['香蕉', '12'],
        ],
        ',',
      ),
      encoding: 'gb18030',
      delimiter: ',',
      records: 2,
      names: ['品名', '数量'],
    }),
    messy('shift_jis half-width katakana', {
      text: join(
        [
          ['ｺｰﾄﾞ', '名称', '金額'],
          ['A1', 'ﾄｳｷｮｳ支店', '120'],
          ['A2', 'ｵｵｻｶ支店', '95'],
          ['A3', 'ﾅｺﾞﾔ支店', '40'],
        ],
        ',',
      ),
      encoding: 'shift_jis',
      delimiter: ',',
      records: 3,
    }),
  ];
}
