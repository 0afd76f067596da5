import type { TableKind } from '../../../../../../shared/domain/fields.ts';

/** A table as a program exports it: header=field for what it must be taken for; then some rows. */
export interface ExportedTable {
  name: string;
  kind: TableKind;
  header: string;
  rows: string[];
}
