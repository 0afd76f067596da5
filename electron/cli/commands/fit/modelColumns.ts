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

  static async read(args: Arguments, wanted: WantedColumn[]): Promise<ModelColumns> {
    const unique = [...new Map(wanted.map((column) => [column.header, column])).values()];
    return new ModelColumns(await readColumns(required(args, 'data'), unique));
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

/** `a,b,c` → its parts, blanks around them gone. */
export function namesOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
