import type { DetectedType } from '../../../shared/contract/ingest.ts';
import { encode } from './encode.ts';

/** A table written in some messy way, and what is true of it. */
export interface MessyCase {
  name: string;
  bytes: Buffer;
  truth: {
    encoding: string;
    delimiter: string;
    /** Record of the header, the last of `headerRows`; −1 = none. */
    headerRow: number;
    headerRows: number;
    records: number;
    footerRows: number;
    /** Names of the first columns. */
    names?: string[];
    /** Column by number: sum of its values. */
    sums?: Record<number, number>;
    /** Column by number: the type of its values, and the field it is taken for. */
    types?: Record<number, DetectedType>;
    fields?: Record<number, string | null>;
    quote?: string;
    /** Columns that are filled with the label above, and the tables of the file. */
    filled?: string[];
    parts?: string[];
    /** Values of the column of scenarios that are taken. */
    taken?: string[];
    kind?: string;
  };
}

export interface Shape {
  text: string;
  encoding?: string;
  delimiter: string;
  headerRow?: number;
  headerRows?: number;
  records: number;
  footerRows?: number;
  names?: string[];
  sums?: Record<number, number>;
  types?: Record<number, DetectedType>;
  fields?: Record<number, string | null>;
  quote?: string;
  /** Columns that are filled with the label above, and the tables of the file. */
  filled?: string[];
  parts?: string[];
  /** Values of the column of scenarios that are taken. */
  taken?: string[];
  kind?: string;
}

/** A case whose bytes are this text in its encoding. */
export function messy(name: string, shape: Shape): MessyCase {
  const { text, encoding = 'utf-8', headerRow = 0, footerRows = 0, ...rest } = shape;
  return {
    name,
    bytes: encode(text, encoding),
    truth: {
      encoding: encoding.split('+')[0]!.replace(/^gbk$/, 'gb18030'),
      headerRow,
      headerRows: headerRow < 0 ? 0 : 1,
      footerRows,
      ...rest,
    },
  };
}

/** Records of text; cells stand as they are. */
export const join = (rows: readonly (readonly (string | number)[])[], delimiter: string, end = '\n') =>
  rows.map((cells) => cells.join(delimiter) + end).join('');
