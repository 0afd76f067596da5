import { type Random, seeded } from './asianTexts.ts';
import { encode } from './encode.ts';
import { type Language, languages } from './randomWords.ts';

/** A table made by chance, written as somebody might, and what is true of it. */
export interface RandomTable {
  bytes: Buffer;
  text: string;
  /** What it was made of, for messages. */
  made: string;
  truth: {
    encoding: string;
    /** Null where nothing is parted. */
    delimiter: string | null;
    headerRow: number;
    headerRows: number;
    records: number;
    footerRows: number;
    names: string[] | null;
    cells: string[][];
  };
}

interface Column {
  kind: string;
  name: string;
  cell: (row: number) => string;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

function dateCell(random: Random, { day, mark }: Language): () => string {
  const way = random(6);
  const short = random(3) === 0;
  return () => {
    const [y, m, d] = [2021 + random(5), 1 + random(12), 1 + random(28)];
    if (way === 0) return `${y}-${pad(m)}-${pad(d)}`;
    if (way === 1) return `${y}${pad(m)}${pad(d)}`;
    if (way === 2) return `${y}-${pad(m)}-${pad(d)} ${pad(random(24))}:${pad(random(60))}:00`;
    if (way === 3) return `${y}-${pad(m)}`;
    const parts = day === 'ymd' ? [y, m, d] : day === 'mdy' ? [m, d, y] : [d, m, y];
    return parts.map((part) => (short ? String(part) : pad(part))).join(mark);
  };
}

function amountCell(random: Random, { decimal }: Language): () => string {
  const mark = random(4) === 0 ? '.' : decimal;
  const group = [',', '.', ' ', "'", ''][random(5)]!;
  const thousands = group === mark || random(2) === 0 ? '' : group;
  const way = random(6);
  const sign = ['', '', '', '$', ' EUR', 'EUR '][random(6)]!;
  return () => {
    const value = random(10) === 0 ? 0 : random(3) === 0 ? random(3_000_000) / 100 : random(90_000) / 100;
    const [whole, part] = value.toFixed(2).split('.') as [string, string];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
    const text = `${grouped}${mark}${part}`;
    const money = sign.startsWith(' ') ? text + sign : sign + text;
    const negative = random(8) === 0;
    if (!negative) return money;
    return way === 0 ? `(${money})` : `-${money}`;
  };
}

function makeColumn(kind: string, random: Random, language: Language): Column {
  const pick = (list: string[]) => list[random(list.length)]!;
  const way = random(4);
  const gaps = random(2) === 0 ? 4 : 0;
  const cells: Record<string, (row: number) => string> = {
    account: () => pick(language.names),
    city: () => pick(language.cities),
    note: () => (gaps > 0 && random(gaps) > 0 ? '' : pick(language.notes)),
    code: (row) =>
      way === 0
        ? `A-${1000 + row}`
        : way === 1
          ? pad(row + 1, 5)
          : way === 2
            ? String(10_023 + row * 7)
            : `SO${random(9000)}/25`,
    date: dateCell(random, language),
    quantity: () => String(random(way === 0 ? 9 : 4000)),
    amount: amountCell(random, language),
    share: () => `${random(100)}${language.decimal}${random(10)}%`,
    flag: () => (way % 2 === 0 ? pick(['Y', 'N']) : pick(['0', '1'])),
  };
  const name = kind === 'flag' ? 'VIP' : (language[kind as 'account'] as string);
  return { kind, name, cell: cells[kind]! };
}

function chooseColumns(random: Random, language: Language): Column[] {
  const kinds = ['account', 'date', 'amount', 'quantity', 'city', 'code', 'note', 'share', 'flag'];
  const textOnly = random(9) === 0;
  const from = textOnly ? ['account', 'city', 'note', 'code'] : kinds;
  const count = random(10) === 0 ? 1 : 2 + random(from.length - 1);
  const chosen = from.filter(() => true);
  while (chosen.length > count) chosen.splice(random(chosen.length), 1);
  if (random(3) === 0) chosen.push(chosen.splice(0, 1)[0]!);
  if (chosen.length === 1 && ['note', 'account'].includes(chosen[0]!)) chosen[0] = 'city';
  return chosen.map((kind) => makeColumn(kind, random, language));
}

interface Header {
  rows: string[][];
  names: string[] | null;
  way: string;
}

const english: Record<string, string> = Object.fromEntries(
  ['account', 'city', 'date', 'quantity', 'amount', 'code', 'note', 'share'].map((kind) => [
    kind,
    languages.en![kind as 'account'] as string,
  ]),
);

function makeHeader(random: Random, columns: Column[], rows: number): Header {
  const names = columns.map(({ name }) => name);
  const values = columns.filter(({ kind }) =>
    ['date', 'amount', 'quantity', 'share', 'period'].includes(kind),
  ).length;
  const way = random(14);
  if (way === 0 && values > 0 && rows > 1 && columns.length > 1)
    return { rows: [], names: null, way: 'none' };
  if (way === 1) {
    const snake = columns.map(({ kind, name }) => (english[kind] ?? name).toLowerCase().replaceAll(' ', '_'));
    return { rows: [snake], names: snake, way: 'snake' };
  }
  if (way === 2) {
    const upper = names.map((name) => name.toUpperCase());
    return { rows: [upper], names: upper, way: 'upper' };
  }
  if (way === 3) {
    const both = columns.map(({ kind, name }) => `${name} / ${english[kind] ?? name}`);
    return { rows: [both], names: both, way: 'both languages' };
  }
  if (way === 4 && values > 1 && rows > 1 && columns.length > 2) {
    const second = columns.map(({ kind, name }) =>
      kind === 'period' ? languages.en!.amount : (english[kind] ?? name),
    );
    const joined = names.map((name, at) => (name === second[at] ? name : `${name} ${second[at]}`));
    if (names[0] !== second[0]) return { rows: [names, second], names: joined, way: 'second language' };
  }
  if (way === 5) {
    const broken = names.map((name) => name.replace(' ', '\n'));
    return { rows: [broken], names, way: 'line breaks' };
  }
  if (way === 6) {
    const unit = columns.map(({ kind, name }) => (kind === 'amount' ? `${name} (EUR)` : name));
    return { rows: [unit], names: unit, way: 'units' };
  }
  return { rows: [names], names, way: 'plain' };
}

/** Years across: figures under names that are numbers. */
function wideColumns(random: Random, language: Language): Column[] {
  const first = 2015 + random(8);
  const label = makeColumn(random(2) === 0 ? 'account' : 'city', random, language);
  const count = 2 + random(8);
  const months = random(2) === 0;
  const amount = makeColumn(random(2) === 0 ? 'amount' : 'quantity', random, language);
  return [
    label,
    ...Array.from({ length: count }, (_, at) => ({
      kind: 'period',
      name: months ? `${first}-${pad(at + 1)}` : String(first + at),
      cell: (row: number) => (random(9) === 0 ? '' : amount.cell(row)),
    })),
  ];
}

interface Content {
  columns: Column[];
  header: Header;
  /** Records that are not blank. */
  rows: string[][];
}

const isSum = ({ kind }: Column) => ['amount', 'quantity', 'period'].includes(kind);

function makeContent(random: Random, language: Language): Content {
  const columns = random(6) === 0 ? wideColumns(random, language) : chooseColumns(random, language);
  const count = [0, 1, 2, 3, 4, 5, 8, 12, 20, 40, 120][random(11)]!;
  const header = makeHeader(random, columns, count);
  const rows = Array.from({ length: header.rows.length === 0 ? Math.max(2, count) : count }, (_, row) =>
    columns.map(({ cell }) => cell(row)),
  );
  if (count === 5 && columns.length > 2 && random(2) === 0 && columns[0]!.kind === 'account')
    rows.push(columns.map((column, at) => (at === 0 ? language.total : isSum(column) ? column.cell(9) : '')));
  return { columns, header, rows: rows.filter((cells) => cells.some((cell) => cell !== '')) };
}

const nothing = { way: 'none', lines: [] as string[], filled: 0 };

/**
 * The table that comes from this seed. What cannot be told is not made: titles where there is no header or no row, words
 * below a column that is mostly empty, commas in a column of words alone or in a title above two columns, one or two letters of
 * an alphabet of one byte.
 */
export function randomTable(seed: number): RandomTable {
  const random = seeded(seed * 7919 + 17);
  for (let skip = 0; skip < 5; skip++) random(2);
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  const key = pick(Object.keys(languages));
  const language = languages[key]!;
  const wanted = pick(language.encodings);
  const delimiter = pick([',', ',', ';', ';', '\t', '|']);
  const { columns, header, rows } = makeContent(random, language);
  const single = columns.length === 1;
  const trailing = random(10) === 0 && !single ? 1 + random(2) : 0;
  const quoting = pick(['minimal', 'minimal', 'minimal', 'all', 'words']);
  const write = (cells: string[]) =>
    [...cells, ...Array.from({ length: trailing }, () => '')]
      .map((cell) => quoteCell(cell, quoting, delimiter, single))
      .join(delimiter);
  const titled = !single && rows.length > 0 && header.rows.length > 0;
  const above = titled ? preamble(random, language, columns.length, delimiter) : nothing;
  const noted = rows.length > 1 && columns.filter(({ kind }) => kind !== 'note').length > 1;
  const below = noted ? footer(random, language, columns.length, delimiter) : nothing;
  const end = pick(['\n', '\r\n', '\r\n', '\r', 'mixed']);
  const lines = [...above.lines, ...header.rows.map(write), ...rows.map(write), ...below.lines];
  const text = endLines(lines, end, random(5) !== 0);
  const telling = !wanted.startsWith('windows') || (text.match(/[^\0-\x7f]/g)?.length ?? 0) > 2;
  const encoding = telling ? wanted : 'utf-8';
  return {
    bytes: encode(text, encoding),
    text,
    made: `${key} ${encoding} ${JSON.stringify(delimiter)} ${columns.map(({ kind }) => kind).join('+')} rows ${rows.length} header ${header.way} above ${above.way} below ${below.way} quotes ${quoting} end ${JSON.stringify(end)} trailing ${trailing}`,
    truth: {
      encoding: encoding.split('+')[0]!.replace(/^gbk$/, 'gb18030'),
      delimiter: single ? null : delimiter,
      headerRow: header.rows.length === 0 ? -1 : above.lines.length + header.rows.length - 1,
      headerRows: header.rows.length,
      records: rows.length,
      footerRows: below.filled,
      names: header.names,
      cells: rows,
    },
  };
}

function endLines(lines: string[], end: string, last: boolean): string {
  return lines
    .map((line, at) => {
      if (at === lines.length - 1 && !last) return line;
      return line + (end === 'mixed' ? (at % 3 === 1 ? '\r\n' : '\n') : end);
    })
    .join('');
}

function quoteCell(cell: string, quoting: string, delimiter: string, alone: boolean): string {
  const needed =
    cell.includes(delimiter) || cell.includes('"') || /[\r\n]/.test(cell) || (alone && cell === '');
  const wanted = quoting === 'all' || (quoting === 'words' && /\p{L}/u.test(cell));
  return needed || wanted ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function preamble(
  random: Random,
  { titles, date, names }: Language,
  width: number,
  delimiter: string,
): { way: string; lines: string[] } {
  const plain = titles.filter((title) => width > 2 || !title.includes(delimiter));
  const pick = (list: string[]) => list[random(list.length)]!;
  const padded = (text: string) =>
    (text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text) +
    delimiter.repeat(width - 1);
  const blank = random(2) === 0 ? [''] : [delimiter.repeat(width - 1)];
  switch (random(10)) {
    case 0:
      return { way: 'title', lines: [pick(plain)] };
    case 1:
      return { way: 'title and blank', lines: [pick(plain), ...blank] };
    case 2:
      return { way: 'padded titles', lines: [padded(pick(plain)), padded(pick(plain))] };
    case 3:
      return width > 2
        ? {
            way: 'key figures',
            lines: [
              `${date}:${delimiter}2025-04-01`,
              `${pick(plain).replaceAll(/[,;|]/g, '')}:${delimiter}${names[0]!.replaceAll(/[,;|]/g, '')}`,
              '',
            ],
          }
        : { way: 'none', lines: [] };
    case 4:
      return {
        way: 'comments',
        lines: ['# exported by ERP 4.2', '# 2025-04-01; user admin, all', `# ${pick(plain)}`],
      };
    default:
      return { way: 'none', lines: [] };
  }
}

function footer(
  random: Random,
  { sources }: Language,
  width: number,
  delimiter: string,
): { way: string; lines: string[]; filled: number } {
  const source = sources[random(sources.length)]!;
  const quoted = source.includes(delimiter) ? `"${source}"` : source;
  switch (random(8)) {
    case 0:
      return { way: 'note', lines: ['', quoted], filled: 1 };
    case 1:
      return width > 2
        ? { way: 'note at once', lines: [quoted], filled: 1 }
        : { way: 'none', lines: [], filled: 0 };
    case 2:
      return {
        way: 'padded note',
        lines: [delimiter.repeat(width - 1), quoted + delimiter.repeat(width - 1)],
        filled: 1,
      };
    case 3:
      return { way: 'blanks', lines: ['', delimiter.repeat(width - 1)], filled: 0 };
    default:
      return { way: 'none', lines: [], filled: 0 };
  }
}
