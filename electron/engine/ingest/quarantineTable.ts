import type { QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import type { Workspace } from '../workspace/types.ts';

const pageSize = 1000;

/** Every quarantined row of a batch. */
export function allQuarantined(workspace: Pick<Workspace, 'quarantine'>, batch: number): QuarantinedRow[] {
  const rows: QuarantinedRow[] = [];
  for (;;) {
    const page = workspace.quarantine(batch, rows.length, pageSize);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** Quarantined rows with where each stood and why it was kept out. */
export function quarantineTable(rows: QuarantinedRow[]): Table {
  return makeTable([
    numberColumn(
      'line',
      'none',
      rows.map((row) => row.line),
      'integer',
    ),
    numberColumn(
      'record',
      'none',
      rows.map((row) => row.record),
      'integer',
    ),
    textColumn(
      'column',
      rows.map((row) => row.column),
    ),
    textColumn(
      'reason',
      rows.map((row) => row.reason),
    ),
    textColumn(
      'value',
      rows.map((row) => row.value),
    ),
    textColumn(
      'text',
      rows.map((row) => row.text),
    ),
  ]);
}
