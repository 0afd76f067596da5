import type { ModeRequest } from '../../../../shared/contract/ingest.ts';
import type { BatchMode } from '../../../../shared/contract/workspace.ts';
import { isoDate } from '../../../../shared/domain/calendar.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { parsePeriod } from '../../../../shared/domain/period.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { NewBatch, StoredColumn } from '../../workspace/types.ts';
import { coveredSpan } from './coveredSpan.ts';

/** What tells one row of a kind from another, as far as a file has these columns. */
const usualKeys: Record<TableKind, readonly string[]> = {
  accounts: ['account'],
  products: ['product'],
  sales: ['account', 'product', 'date'],
  plans: ['account', 'product', 'owner', 'market', 'measure', 'date'],
  feedback: ['account', 'date', 'respondent', 'topic'],
  activities: ['account', 'date', 'type'],
  stock: ['account', 'date', 'site', 'product'],
  market: ['date', 'category', 'region', 'city_tier', 'metric'],
  rates: ['date', 'from', 'to'],
};

const orderKeys: readonly string[] = ['order', 'product'];

/** Fields that the import composes into one key column. */
const composed: Record<string, string> = { account_id: 'account', sku: 'product' };

/**
 * What the batch will do to earlier ones, with everything decided that the request leaves open: the key fields, or the
 * span that is replaced. Throws `unknownField` for a field the file does not have, `badPeriod`, `badInput` for a period
 * of a list, which has no dates, and for a span without a single date.
 */
export function settleMode(batch: NewBatch, request: ModeRequest): BatchMode {
  if (request.mode === 'upsert') return { mode: 'upsert', keys: keysOf(batch, request.keys) };
  if (request.mode === 'append') return { mode: 'append' };
  const within = (request.within ?? []).map((field) => columnOf(batch, field, 'code').name);
  return { mode: 'replace', ...spanOf(batch, request.period), within };
}

/** The key fields that rows of this kind are told apart by, of those that are there. */
function usualKeyFields(kind: TableKind, has: (field: string) => boolean): string[] {
  const keys = kind === 'sales' && has('order') ? orderKeys : usualKeys[kind];
  return keys.filter(has);
}

function keysOf(batch: NewBatch, wanted: string[] | undefined): string[] {
  if (wanted === undefined || wanted.length === 0) {
    return usualKeyFields(batch.kind, (field) => batch.columns.some(({ name }) => name === field));
  }
  return [...new Set(wanted.map((field) => columnOf(batch, field).name))];
}

function columnOf(batch: NewBatch, field: string, type?: StoredColumn['type']): StoredColumn {
  const name = composed[field] ?? field;
  const found = batch.columns.find((column) => column.name === name && column.name !== 'record');
  if (found && (type === undefined || found.type === type)) return found;
  const usable = batch.columns.filter(
    (column) => column.name !== 'record' && (!type || column.type === type),
  );
  throw new ExpectedError('unknownField', `${batch.source} has no field "${field}" to go by`, {
    file: batch.source,
    column: field,
    hint: `Fields: ${usable.map((column) => column.name).join(', ')}`,
    params: { field },
  });
}

function spanOf(batch: NewBatch, period: string | undefined): { from: string | null; to: string | null } {
  const date = batch.columns.find((column) => column.name === 'date');
  if (date?.type !== 'day') {
    if (period === undefined) return { from: null, to: null };
    throw new ExpectedError(
      'badInput',
      `A list of ${batch.kind} has no dates, so no period of it can be replaced`,
      {
        file: batch.source,
        hint: 'Leave the period out: the whole list is replaced.',
      },
    );
  }
  const span = period === undefined ? coveredSpan(date.values) : parsePeriod(period);
  if (span) return { from: isoDate(span.from), to: isoDate(span.to) };
  throw new ExpectedError(
    'badInput',
    `${batch.source} has no date, so it is not known which period it replaces`,
    {
      file: batch.source,
      hint: 'Give the period.',
    },
  );
}
