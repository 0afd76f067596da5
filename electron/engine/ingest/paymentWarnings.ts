import type { PreviewWarning } from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { findSideMarks, isStatement } from './mapping/statement.ts';
import type { DetectedTable } from './tableReader.ts';

/** Rows that may be payments rather than sales, and amounts whose sign another column gives. */
export function paymentWarnings(
  { profiles, ledger }: DetectedTable,
  kind: TableKind | null,
): PreviewWarning[] {
  if (kind !== null && kind !== 'sales') return [];
  const warnings: PreviewWarning[] = [];
  if (isStatement(profiles) && !ledger?.taken) {
    const message = 'This reads as the statement of an account: its rows are payments, not sales.';
    warnings.push({ code: 'statement', message, params: {} });
  }
  const column = ledger ? undefined : findSideMarks(profiles)?.header;
  if (column !== undefined) {
    const message = `${column} marks debits and credits: amounts of both count as they are written, with the same sign.`;
    warnings.push({ code: 'sideMarks', message, params: { column } });
  }
  return warnings;
}
