import type { QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { breath, type Steps } from '../book/steps.ts';
import type { Workspace } from '../workspace/types.ts';

/** Every quarantined row of a batch, read a part at a time. */
export function* quarantinedRows(
  workspace: Pick<Workspace, 'quarantinePart'>,
  batch: number,
): Steps<QuarantinedRow[]> {
  const rows: QuarantinedRow[] = [];
  for (let part = 0; ; part++) {
    const found = workspace.quarantinePart(batch, part);
    if (!found) return rows;
    for (const row of found) rows.push(row);
    yield breath;
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
