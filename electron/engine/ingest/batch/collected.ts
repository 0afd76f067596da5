import type { QuarantinedRow, RuleCount } from '../../../../shared/contract/workspace.ts';
import type { PackedColumn } from './packedColumn.ts';
import type { ValueDictionary } from './valueDictionary.ts';

/** All rows of a file that passed, as columns in file order, and everything that did not. */
export interface Collected {
  records: number;
  blank: number;
  rows: number;
  /** Per slot. */
  columns: PackedColumn[];
  dictionaries: (ValueDictionary | null)[];
  /** Data record of each row, from 1. */
  record: PackedColumn;
  quarantine: QuarantinedRow[];
  rules: RuleCount[];
  /** Accounts or products listed more than once: the later row and the first one of the same key. */
  repeats: { row: number; first: number }[];
  shortRows: number;
  unreadable: { count: number; first: string | null }[];
  invalidText: boolean;
}
