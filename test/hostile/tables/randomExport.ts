import { sheetData, workbookOf } from '../../electron/engine/ingest/xlsx/workbookOf.ts';
import { type Random, seeded } from './asianTexts.ts';
import { encode } from './encode.ts';
import { type FactTable, listTable, measuresTable, stackedHeaderTable, wideTable } from './factLayouts.ts';
import { factWords } from './factWords.ts';
import { type Cell, type Fact, type FactLanguage, textCell } from './randomFacts.ts';

/** Sales as a program might export them, by chance, and what was sold. */
export interface RandomExport {
  name: string;
  bytes: Buffer;
  made: string;
  facts: Fact[];
}

type Pick = <T>(list: readonly T[]) => T;

/** The export that comes from this seed. */
export function randomExport(seed: number): RandomExport {
  const random = seeded(seed * 104_729 + 31);
  for (let skip = 0; skip < 5; skip++) random(2);
  const pick: Pick = (list) => list[random(list.length)]!;
  const language: FactLanguage = pick(Object.values(factWords));
  const form = pick(['text', 'text', 'text', 'xlsx', 'xlsx', 'json'] as const);
  const unit = form !== 'json' && random(6) === 0 ? (language.code === 'CNY' ? 4 : 3) : 0;
  const layout = pick([
    listTable,
    listTable,
    listTable,
    wideTable,
    wideTable,
    stackedHeaderTable,
    measuresTable,
  ]);
  const table = form === 'json' ? listTable(random, language, unit, false) : layout(random, language, unit);
  if (form === 'json') return asJson(random, table);
  const framed = frame(random, language, table, unit);
  const made = `${language.code} ${table.made}${framed.made}`;
  if (form === 'xlsx') return { ...asWorkbook(random, framed), made: `xlsx ${made}`, facts: table.facts };
  const written = asText(random, language, framed.rows);
  return { name: 'export.csv', bytes: written.bytes, made: `${written.made} ${made}`, facts: table.facts };
}

export interface Framed {
  rows: Cell[][];
  merges: { row: number; column: number; width: number }[];
  made: string;
}

/** Titles above, notes below, totals, blank rows and a blank column. */
export function frame(
  random: Random,
  language: FactLanguage,
  table: Omit<FactTable, 'facts'>,
  unit: number,
): Framed {
  const pick: Pick = (list) => list[random(list.length)]!;
  const width = Math.max(...table.header.map((cells) => cells.length));
  const line = (text: string): Cell[] => [textCell(text), ...Array<Cell>(width - 1).fill(textCell(''))];
  const above: Cell[][] = [];
  if (table.title) above.push(line(table.title));
  else if (random(3) === 0) above.push(line(pick(language.titles)));
  if (above.length > 0 && !table.title && random(2) === 0) above.push(line(pick(language.titles)));
  if (unit > 0) above.push(line(pick(language.thousands)));
  if (above.length > 0 && random(2) === 0) above.push(line(''));
  const below: Cell[][] = [];
  if (table.totals) below.push(table.totals);
  if (random(4) === 0) below.push(...(random(2) === 0 ? [line('')] : []), line(pick(language.footers)));
  if (below.length > 0 && random(4) === 0) below.push(line(''), line(pick(language.footers)));
  const indent = random(12) === 0;
  const rows = [...above, ...table.header, ...table.rows, ...below];
  return {
    rows: indent ? rows.map((cells) => [textCell(''), ...cells]) : rows,
    merges: table.merges.map(({ row, column, width: wide }) => ({
      row: row + above.length,
      column: column + (indent ? 1 : 0),
      width: wide,
    })),
    made: `${above.length > 0 ? ` above ${above.length}` : ''}${unit ? ` unit ${above.find(([cell]) => (language.thousands as readonly string[]).includes(cell!.text))?.[0]?.text}` : ''}${table.totals ? ' totals' : ''}${below.length > 0 ? ` below ${below.length}` : ''}${indent ? ' indented' : ''}`,
  };
}

export function asText(
  random: Random,
  language: FactLanguage,
  rows: Cell[][],
): { bytes: Buffer; made: string } {
  const pick: Pick = (list) => list[random(list.length)]!;
  const delimiter =
    language.decimal === ',' ? pick([';', ';', ';', '\t', '|']) : pick([',', ',', ',', ';', '\t', '|']);
  const end = pick(['\n', '\r\n', '\r\n', '\r']);
  const ragged = random(4) === 0;
  const all = random(5) === 0;
  const text = rows
    .map((cells) => {
      const last = ragged ? cells.findLastIndex((cell) => cell.text !== '') + 1 : cells.length;
      return cells
        .slice(0, Math.max(1, last))
        .map(({ text: cell }) =>
          all || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
        );
    })
    .map((cells) => cells.join(delimiter) + end)
    .join('');
  const wanted = pick(language.encodings);
  const simple = text.replaceAll('\u2212', '-');
  const encoding = wanted === 'windows-1252' && /\p{Script=Han}/u.test(text) ? 'utf-8' : wanted;
  const body = wanted === 'windows-1252' || wanted === 'gb18030' ? simple : text;
  return {
    bytes: encode(body, encoding),
    made: `${encoding} ${JSON.stringify(delimiter)}${JSON.stringify(end)}${ragged ? ' ragged' : ''}`,
  };
}

const styleIds = { general: 0, amount: 1, date: 2, month: 3, moment: 4, percent: 5 };

export function asWorkbook(random: Random, { rows, merges }: Framed): { name: string; bytes: Buffer } {
  const from1904 = random(6) === 0;
  const typedDates = random(4) > 0;
  const asWords = random(8) === 0;
  const formulas = random(5) === 0;
  const letters = (column: number): string =>
    column < 26
      ? String.fromCharCode(65 + column)
      : letters(Math.floor(column / 26) - 1) + letters(column % 26);
  const body = rows
    .map((cells, row) => {
      const shown = cells
        .map((cell, column) => {
          const at = `r="${letters(column)}${row + 1}"`;
          const dated = cell.format === 'date' || cell.format === 'month' || cell.format === 'moment';
          if (cell.text === '') return '';
          if (cell.value === undefined || (dated && !typedDates) || (asWords && cell.format === 'amount')) {
            const text = cell.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
            return random(5) === 0 && text.length > 2
              ? `<c ${at} t="inlineStr"><is><r><t xml:space="preserve">${text.slice(0, 1)}</t></r><r><rPr><b/></rPr><t xml:space="preserve">${text.slice(1)}</t></r></is></c>`
              : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
          }
          const value = dated && from1904 ? cell.value - 1462 : cell.value;
          const formula = formulas && cell.format === 'amount' ? '<f>SUM(1,2)</f>' : '';
          return `<c ${at} s="${styleIds[cell.format ?? 'general']}">${formula}<v>${value}</v></c>`;
        })
        .join('');
      return `<row r="${row + 1}">${shown}</row>`;
    })
    .join('');
  const merged = merges
    .map(
      ({ row, column, width }) =>
        `<mergeCell ref="${letters(column)}${row + 1}:${letters(column + width - 1)}${row + 1}"/>`,
    )
    .join('');
  const xml = `<sheetData>${body}</sheetData>${merged ? `<mergeCells>${merged}</mergeCells>` : ''}`;
  const cover = random(4) === 0;
  return {
    name: 'export.xlsx',
    bytes: workbookOf({
      sheets: [
        ...(cover ? [{ name: 'About', xml: sheetData([['Sales export'], ['made by', 'ERP']]) }] : []),
        { name: 'Data', xml },
      ],
      formats: { 170: '#,##0.00;[Red](#,##0.00)', 171: 'mmm-yy' },
      styles: [0, 170, 14, 171, 22, 10],
      from1904,
    }),
  };
}

/** A list as JSON: an array, one that is held by an object, or an object a line. */
function asJson(random: Random, { header, rows, facts, made, totals: _ }: FactTable): RandomExport {
  const names = header[0]!.map(({ text }, at) => text || `column ${at}`);
  const typed = random(2) === 0;
  const own = rows.filter((cells) => cells.some(({ text }) => text !== ''));
  const nested = random(4) === 0;
  const objects = own.map((cells) =>
    Object.fromEntries(
      cells.map(({ text, value, format }, at) => [
        names[at]!,
        text === '' && random(2) === 0
          ? null
          : typed && value !== undefined && (format === 'amount' || format === 'general')
            ? value
            : text,
      ]),
    ),
  );
  const way = random(4);
  const text =
    way === 0
      ? JSON.stringify(objects, null, random(2) === 0 ? 2 : 0)
      : way === 1
        ? JSON.stringify({ status: 'ok', count: objects.length, data: objects })
        : way === 3
          ? JSON.stringify({
              result: {
                rows: nested ? objects.map((fields, at) => ({ id: `r${at}`, properties: fields })) : objects,
              },
            })
          : objects.map((one) => JSON.stringify(one)).join('\n');
  return {
    name: way === 2 ? 'export.jsonl' : 'export.json',
    bytes: Buffer.from(text, 'utf8'),
    made: `json ${way}${typed ? ' typed' : ''} ${made}`,
    facts,
  };
}
