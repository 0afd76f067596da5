import { tableKinds } from '../../../shared/domain/fields.ts';
import { type Random, seeded } from './asianTexts.ts';
import { factWords } from './factWords.ts';
import { type KindTable, kindTable } from './kindTables.ts';
import { asText, asWorkbook, frame } from './randomExport.ts';
import { type Cell, type FactLanguage, textCell } from './randomFacts.ts';

/** A table of any kind as a program or somebody's spreadsheet might hold it, by chance, and what it says. */
export interface RandomKind extends Pick<KindTable, 'kind' | 'truth'> {
  name: string;
  bytes: Buffer;
  made: string;
}

/** The table that comes from this seed. */
export function randomKind(seed: number): RandomKind {
  const random = seeded(Math.imul(seed + 1, 0x9e37_79b1) >>> 1);
  for (let skip = 0; skip < 9; skip++) random(2);
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  const language: FactLanguage = pick(Object.values(factWords));
  const table = kindTable(random, language, pick(tableKinds));
  const odd = random(6);
  const whole = odd === 0 ? withGroups(random, table) : odd === 1 ? withSame(random, table) : table;
  const framed = frame(random, language, whole, 0);
  const wide = table.header[0]!.length > 5;
  if (odd === 2 && wide) framed.rows.push(...another(language));
  const { kind, truth } = table;
  const made = `${language.code} ${table.made}${framed.made}${['', ' groups', ' same', ' another'][odd < 3 ? odd + 1 : 0]}`;
  if (random(5) < 2) return { ...asWorkbook(random, framed), made: `xlsx ${made}`, kind, truth };
  const written = asText(random, language, framed.rows);
  return { name: 'export.csv', bytes: written.bytes, made: `${written.made} ${made}`, kind, truth };
}

/** Names of groups of columns above those of the columns, as merged cells. */
function withGroups(random: Random, table: KindTable): KindTable {
  const width = table.header[0]!.length;
  if (width < 4) return table;
  const cut = 2 + random(width - 3);
  const upper = table.header[0]!.map((_, column) => textCell(column === 0 ? 'A' : column === cut ? 'B' : ''));
  return {
    ...table,
    header: [upper, ...table.header],
    merges: [
      { row: 0, column: 0, width: cut },
      { row: 0, column: cut, width: width - cut },
    ],
  };
}

/** A column that comes a second time, with its name and its values. */
function withSame(random: Random, table: KindTable): KindTable {
  const at = random(table.header[0]!.length);
  const twice = (cells: Cell[]) => [...cells, cells[at]!];
  return {
    ...table,
    header: table.header.map(twice),
    rows: table.rows.map(twice),
    totals: table.totals && twice(table.totals),
  };
}

/** Another table below, with columns of its own. */
function another(language: FactLanguage): Cell[][] {
  const [first, second] = language.names;
  return [
    [textCell('')],
    [textCell('Legend')],
    [textCell('Code'), textCell('Meaning')],
    [textCell('A'), textCell(first)],
    [textCell('B'), textCell(second)],
  ];
}
