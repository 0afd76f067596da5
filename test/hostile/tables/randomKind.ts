import { tableKinds } from '../../../shared/domain/fields.ts';
import { seeded } from './asianTexts.ts';
import { factWords } from './factWords.ts';
import { type KindTable, kindTable } from './kindTables.ts';
import { asText, asWorkbook, frame } from './randomExport.ts';
import type { FactLanguage } from './randomFacts.ts';

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
  const framed = frame(random, language, table, 0);
  const { kind, truth } = table;
  const made = `${language.code} ${table.made}${framed.made}`;
  if (random(5) < 2) return { ...asWorkbook(random, framed), made: `xlsx ${made}`, kind, truth };
  const written = asText(random, language, framed.rows);
  return { name: 'export.csv', bytes: written.bytes, made: `${written.made} ${made}`, kind, truth };
}
