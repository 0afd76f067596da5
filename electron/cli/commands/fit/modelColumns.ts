import { type ReadColumn, readColumns, type WantedColumn } from '../../../engine/ingest/readColumns.ts';
import type { Arguments } from '../../arguments.ts';
import { required } from './required.ts';

export type NumberValues = Extract<ReadColumn, { as: 'number' }>;
export type TextValues = Extract<ReadColumn, { as: 'text' }>;

/** Columns of the file that --data names, each once, by header. */
export class ModelColumns {
  readonly #columns: Map<string, ReadColumn>;
  readonly rows: number;

  private constructor(columns: ReadColumn[]) {
    this.#columns = new Map(columns.map((column) => [column.header, column]));
    const first = columns[0];
    this.rows = first ? (first.as === 'text' ? first.codes.length : first.values.length) : 0;
  }

  /** Texts that say `missing`, such as NA, count as missing. */
  static async read(
    args: Arguments,
    wanted: WantedColumn[],
    missing: readonly string[] = [],
  ): Promise<ModelColumns> {
    const unique = [...new Map(wanted.map((column) => [column.header, column])).values()];
    const columns = await readColumns(required(args, 'data'), unique);
    return new ModelColumns(columns.map((column) => withoutWords(column, missing)));
  }

  any(header: string): ReadColumn {
    return this.#columns.get(header)!;
  }

  numbers(header: string): Float64Array {
    return (this.any(header) as NumberValues).values;
  }

  text(header: string): TextValues {
    return this.any(header) as TextValues;
  }
}

/** How R writes a missing value; a level of that name would be one of its own. */
export const notAvailable = ['NA'] as const;

function withoutWords(column: ReadColumn, words: readonly string[]): ReadColumn {
  if (column.as === 'number' || !column.dictionary.some((value) => words.includes(value))) return column;
  const kept = column.dictionary.flatMap((value, code) => (words.includes(value) ? [] : [code]));
  const codeOf = new Map(kept.map((code, index) => [code, index]));
  return {
    ...column,
    codes: column.codes.map((code) => codeOf.get(code) ?? -1),
    dictionary: kept.map((code) => column.dictionary[code]!),
  };
}

/** `a,b,"c, d"` → its parts, blanks around them gone; a part with a comma stands in quotes. */
export function namesOf(text: string): string[] {
  const parts = text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]+))\s*(?:,|$)/g);
  return Array.from(parts, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!.trim()).filter(
    (name) => name !== '',
  );
}
