import type { SqlColumn } from '../../../shared/contract/sql.ts';
import type { Steps } from '../book/steps.ts';
import { encodedTexts, type SqlTexts } from './sqlTexts.ts';
import type { SqlColumnData } from './tableData.ts';

/** A table that statements can read; the values of a column are brought when a statement names it. */
export interface SqlSource {
  name: string;
  n: number;
  columns: SqlSourceColumn[];
}

export interface SqlSourceColumn {
  name: string;
  type: SqlColumn['type'];
  /** Columns of the sales rows that are to be there when it is brought. */
  reads?: readonly string[];
  data(): Steps<SqlColumnData>;
  /** The distinct texts, where they are few. */
  values?: readonly string[];
}

export function textSource(
  name: string,
  codes: () => Int32Array,
  texts: () => Steps<SqlTexts>,
  index?: () => Int32Array,
): SqlSourceColumn {
  return {
    name,
    type: 'text',
    *data() {
      return {
        name,
        type: 'text',
        codes: codes(),
        texts: yield* texts(),
        ...(index ? { index: index() } : {}),
      };
    },
  };
}

/** A column that is there as soon as it is asked for. */
export function plainSource(
  name: string,
  type: SqlColumn['type'],
  data: () => Exclude<SqlColumnData, { type: 'text' }>,
): SqlSourceColumn {
  return {
    name,
    type,
    // biome-ignore lint/correctness/useYield: other columns have texts to encode, which takes steps.
    *data() {
      return data();
    },
  };
}

/** Texts that are there already. */
export const listed = (texts: readonly string[]) => encodedTexts(texts.length, (index) => texts[index]!);
