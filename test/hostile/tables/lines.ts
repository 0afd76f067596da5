import { names, plain, quoted, sums } from './data.ts';
import { join, type MessyCase, messy } from './messyCase.ts';

export function lineCases(): MessyCase[] {
  const lines = (ends: (at: number) => string) =>
    quoted.map((cells, at) => cells.join(',') + ends(at)).join('');
  return [
    messy('CR', { text: lines(() => '\r'), delimiter: ',', records: 6, names, sums }),
    messy('CRLF', { text: lines(() => '\r\n'), delimiter: ',', records: 6, names, sums }),
    messy('mixed LF and CRLF', {
      text: lines((at) => (at % 2 ? '\n' : '\r\n')),
      delimiter: ',',
      records: 6,
      sums,
    }),
    messy('mixed CR and LF', {
      text: lines((at) => (at % 3 ? '\n' : '\r')),
      delimiter: ',',
      records: 6,
      sums,
    }),
    messy('no last line end', { text: lines(() => '\n').trimEnd(), delimiter: ',', records: 6, names, sums }),
    messy('blank lines at the end', { text: `${lines(() => '\n')}\n\n\n`, delimiter: ',', records: 6, sums }),
    messy('blank lines between', { text: lines(() => '\n\n'), delimiter: ',', records: 6, sums }),
    messy('delimiters alone at the end', {
      text: `${lines(() => '\n')},,,,\n,,,,\n`,
      delimiter: ',',
      records: 6,
      sums,
    }),
    messy('quoted line breaks', {
      text: 'Name,Comment,Score\nA,"good\nvery good",9\nB,"bad\r\n\r\nvery bad",1\nC,,5\nD,"one\n\ntwo, three",7\n',
      delimiter: ',',
      records: 4,
      names: ['Name', 'Comment', 'Score'],
      sums: { 2: 22 },
    }),
    messy('quoted line break in the header', {
      text: '"Customer\nname","Revenue\n(EUR)",City\nA,10,Rome\nB,20,Oslo\nC,30,Bonn\n',
      delimiter: ',',
      records: 3,
      names: ['Customer name', 'Revenue (EUR)', 'City'],
      sums: { 1: 60 },
    }),
  ];
}

export function cellCases(): MessyCase[] {
  return [
    messy('stray quotes within cells', {
      text: 'Item,Size,Price\nScreen 15",15,200\nScreen 17" wide,17,250\nBoard 2" x 4",2,5\nBolt,1,0.5\n',
      delimiter: ',',
      records: 4,
      sums: { 2: 455.5 },
    }),
    messy('doubled quotes', {
      text: 'id,title,price\n1,"The ""Best"" of",10\n2,"""Quoted""",20\n3,"a,b",30\n',
      delimiter: ',',
      records: 3,
      sums: { 2: 60 },
    }),
    messy('backslash before quotes', {
      text: 'id,title,price\n1,"The \\"Best\\" of",10\n2,"plain",20\n3,"a,b \\"c, d\\" e",30\n4,"x",40\n',
      delimiter: ',',
      records: 4,
      sums: { 2: 100 },
    }),
    messy('single quotes', {
      text: "id,title,price\n1,'The best, of',10\n2,'Other',20\n3,'a,b',30\n",
      delimiter: ',',
      records: 3,
      sums: { 2: 60 },
    }),
    messy('apostrophes are no quotes', {
      text: "id;title;price\n1;it's;10\n2;'tis the season;20\n3;rock 'n' roll;30\n",
      delimiter: ';',
      records: 3,
      sums: { 2: 60 },
    }),
    messy('space after delimiters', {
      text: 'id, title, price\n1, "best, of", 10\n2, "other", 20\n3, "a, b", 30\n',
      delimiter: ',',
      records: 3,
      names: ['id', 'title', 'price'],
      sums: { 2: 60 },
    }),
    messy('all quoted, semicolons and decimal commas', {
      text: '"Kunde";"Datum";"Umsatz"\n"Alt, Neu";"03.01.2025";"1.000,50"\n"Bern";"04.01.2025";"20,00"\n"Chur";"05.01.2025";"7,25"\n',
      delimiter: ';',
      records: 3,
      names: ['Kunde', 'Datum', 'Umsatz'],
      sums: { 2: 1027.75 },
    }),
    messy('decimal commas, tabs', {
      text: 'Kunde\tUmsatz\tAnteil\nA\t1.000,50\t12,5\nB\t20,00\t7,5\nC\t7,25\t80,0\n',
      delimiter: '\t',
      records: 3,
      sums: { 1: 1027.75, 2: 100 },
    }),
    messy('decimal commas between commas', {
      text: 'x,y,z\n"1,5","2,5",a\n"3,5","4,5",b\n"5,5","6,5",c\n',
      delimiter: ',',
      records: 3,
      sums: { 0: 10.5, 1: 13.5 },
    }),
    messy('thousands in commas with semicolons', {
      text: 'name;amount;share\nA;1,200,300;12\nB;45,000;40\nC;7,100;48\n',
      delimiter: ';',
      records: 3,
      sums: { 1: 1252400 },
    }),
    messy('times and colons', {
      text: 'day;from;to;room\nMon;09:00;10:30;A\nTue;11:15;12:00;B\nWed;08:30;09:15;C\n',
      delimiter: ';',
      records: 3,
      names: ['day', 'from', 'to', 'room'],
    }),
    messy('urls and json', {
      text: 'id|url|data\n1|http://a.example/x?y=1,2;3|{"a":1,"b":[1,2]}\n2|https://b.example/|{"a":2}\n3|https://c.example/z,z|{}\n',
      delimiter: '|',
      records: 3,
      names: ['id', 'url', 'data'],
    }),
    messy('ragged, short records', {
      text: 'a,b,c,d\n1,2,3,4\n5,6\n7,8,9\n10,11,12,13\n14\n15,16,17,18\n',
      delimiter: ',',
      records: 6,
      sums: { 0: 52 },
    }),
    messy('ragged, long records', {
      text: 'a,b,c\n1,2,3\n4,5,6,7\n8,9,10\n11,12,13,14,15\n16,17,18\n',
      delimiter: ',',
      records: 5,
      names: ['a', 'b', 'c'],
    }),
    messy('delimiter at the end of each record', {
      text: 'a;b;c;\n1;2;3;\n4;5;6;\n7;8;9;\n',
      delimiter: ';',
      records: 3,
      names: ['a', 'b', 'c'],
      sums: { 2: 18 },
    }),
    messy('columns by several spaces', {
      text: 'Name        City           Amount\nAda Long    New York           10\nBo          San Francisco      20\nCy Young    Rome              300\n',
      delimiter: ' ',
      records: 3,
      names: ['Name', 'City', 'Amount'],
      sums: { 2: 330 },
    }),
    messy('figures by several spaces', {
      text: '  1   2.5    3\n 10  12.5   33\n100 112.5  333\n  7   7.5    3\n',
      delimiter: ' ',
      headerRow: -1,
      records: 4,
      sums: { 0: 118, 1: 135, 2: 372 },
    }),
    messy('figures by single spaces', {
      text: 'x y z\n1 2.5 3\n10 12.5 33\n100 112.5 333\n',
      delimiter: ' ',
      records: 3,
      names: ['x', 'y', 'z'],
      sums: { 1: 127.5 },
    }),
    messy('directive', {
      text: `sep=;\n${join(plain, ';')}`,
      delimiter: ';',
      headerRow: 1,
      records: 6,
      names,
      sums,
    }),
    messy('NUL in a cell', {
      text: 'a,b,c\n1,x\u0000y,3\n4,z,6\n7,w,9\n',
      delimiter: ',',
      records: 3,
    }),
    messy('leading zeros and codes', {
      text: 'code,branch,qty\n00123,007,1\n00456,010,2\n01789,002,3\n',
      delimiter: ',',
      records: 3,
      names: ['code', 'branch', 'qty'],
      sums: { 2: 6 },
    }),
    messy('negatives in brackets and currencies', {
      text: 'Item;Amount;Change\nA;"$1,200.00";(20.5)\nB;"$300.50";14.0\nC;"$0.50";(3.5)\n',
      delimiter: ';',
      records: 3,
      sums: { 1: 1501, 2: -10 },
    }),
    messy('pipes within text, commas between', {
      text: 'id,tags,score\n1,a|b|c,5\n2,b|c|d,6\n3,x|y|z,7\n4,q|r|s,8\n',
      delimiter: ',',
      records: 4,
      names: ['id', 'tags', 'score'],
      sums: { 2: 26 },
    }),
    messy('semicolons within text, tabs between', {
      text: 'id\ttags\tscore\n1\ta; b; c\t5\n2\tb; c\t6\n3\tx; y; z\t7\n',
      delimiter: '\t',
      records: 3,
      sums: { 2: 18 },
    }),
    messy('commas in every text, semicolons between', {
      text: 'name;address;n\nLee, Ann;1 Main St, Rome, IT;3\nRoe, Bob;2 High St, Oslo, NO;4\nDoe, Cat;3 Low St, Bonn, DE;5\n',
      delimiter: ';',
      records: 3,
      names: ['name', 'address', 'n'],
      sums: { 2: 12 },
    }),
  ];
}
