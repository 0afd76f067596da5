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
    ...alphabetCases(),
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
    messy('gb18030 characters of four bytes', {
      text: join(
        [
          ['客户名称', '联系人', '金额'],
          ['北京㐂宴餐饮', '王䶮', '120'],
          ['𠮷野家广州店', '李㛃', '95'],
        ],
        ',',
      ),
      encoding: 'gb18030',
      delimiter: ',',
      records: 2,
      names: ['客户名称', '联系人', '金额'],
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

const alphabets: [string, string[][]][] = [
  [
    'windows-1251',
    [
      ['Клиент', 'Дата', 'Выручка'],
      ['Ромашка ООО', '03.01.2025', '1 234,50'],
      ['Лютик ЗАО', '19.01.2025', '80,00'],
      ['ТОРГОВЫЙ ДОМ', '28.02.2025', '7,25'],
    ],
  ],
  [
    'windows-1253',
    [
      ['Πελάτης', 'Ημερομηνία', 'Έσοδα'],
      ['Αθήνα ΑΕ', '03/01/2025', '1.234,50'],
      ['Πάτρα ΕΠΕ', '19/01/2025', '80,00'],
      ['Θεσσαλονίκη', '28/02/2025', '7,25'],
    ],
  ],
  [
    'windows-1254',
    [
      ['Müşteri', 'Tarih', 'Tutar'],
      ['Işık Şirketi', '03.01.2025', '1.234,50'],
      ['Çağrı Ltd', '19.01.2025', '80,00'],
      ['Güneş AŞ', '28.02.2025', '7,25'],
    ],
  ],
  [
    'windows-1250',
    [
      ['Kontrahent', 'Data', 'Kwota'],
      ['Łódź Sp. z o.o.', '03.01.2025', '1 234,50'],
      ['Gęśla Jaźń', '19.01.2025', '80,00'],
      ['Żuraw', '28.02.2025', '7,25'],
    ],
  ],
  [
    'windows-1250',
    [
      ['Zákazník', 'Datum', 'Částka'],
      ['Příbram s.r.o.', '03.01.2025', '1 234,50'],
      ['Žluťoučký kůň', '19.01.2025', '80,00'],
      ['Děčín', '28.02.2025', '7,25'],
    ],
  ],
  [
    'windows-1255',
    [
      ['לקוח', 'תאריך', 'סכום'],
      ['חברה ראשונה', '03/01/2025', '1234.5'],
      ['שותפות תל אביב', '19/01/2025', '80'],
      ['מפעלי הצפון', '28/02/2025', '7.25'],
    ],
  ],
  [
    'windows-874',
    [
      ['ลูกค้า', 'วันที่', 'ยอดขาย'],
      ['บริษัท กรุงเทพ จำกัด', '2025-01-03', '1234.5'],
      ['ร้านค้าเชียงใหม่', '2025-01-19', '80'],
      ['ห้างภูเก็ต', '2025-02-28', '7.25'],
    ],
  ],
  [
    'windows-1252',
    [
      ['Cliente', 'Data', 'Média'],
      ['São João Ltda', '03/01/2025', '1.234,50'],
      ['Ação & Cia', '19/01/2025', '80,00'],
      ['Três Corações', '28/02/2025', '7,25'],
    ],
  ],
  [
    'windows-1252',
    [
      ['Viðskiptavinur', 'Dagur', 'Upphæð'],
      ['Þórður ehf', '03.01.2025', '1.234,50'],
      ['Ísafjörður', '19.01.2025', '80,00'],
      ['Fljótsdalshérað', '28.02.2025', '7,25'],
    ],
  ],
];

/** The alphabets of Europe and beyond in one byte a letter. */
function alphabetCases(): MessyCase[] {
  return alphabets.map(([encoding, rows]) =>
    messy(`${encoding} ${rows[0]![0]} by its words`, {
      text: join(rows, ';', '\r\n'),
      encoding,
      delimiter: ';',
      records: 3,
      names: rows[0]!,
      types: { 0: 'text', 1: 'date', 2: 'number' },
      sums: { 2: 1321.75 },
    }),
  );
}
