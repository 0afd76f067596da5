import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { NewBatch } from '../../workspace/types.ts';

/** Sums that differ by no more than a cent are the same: source systems print rounded figures. */
const tolerance = 0.01;

/** Rounding of binary fractions alone must not push a difference of a cent over the line. */
const slack = 1e-6;

/**
 * Refuses a batch whose sums over all data rows, quarantined ones included, are not those that the source system
 * printed. Throws `controlDiffers` naming each difference, `unknownField` for a field without a sum.
 */
export function checkControl(batch: NewBatch, control: Record<string, number>): void {
  const sums = batch.sourceTotals ?? batch.controlTotals;
  const differing = Object.entries(control).flatMap(([field, expected]) => {
    const found = sums[field];
    if (found === undefined) throw noSum(batch, field, Object.keys(sums));
    const difference = found - expected;
    if (Math.abs(difference) <= tolerance + slack) return [];
    return [`${field}: ${round(found)} in the file, ${expected} given, difference ${round(difference)}`];
  });
  if (differing.length === 0) return;
  throw new ExpectedError('controlDiffers', `${batch.source} does not add up: ${differing.join('; ')}`, {
    file: batch.source,
    hint: 'Nothing was imported. Check that the file is complete and that it was read rightly.',
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function noSum(batch: NewBatch, field: string, fields: string[]): ExpectedError {
  return new ExpectedError('unknownField', `${batch.source} has no number field "${field}" to compare`, {
    file: batch.source,
    column: field,
    hint: `Number fields: ${fields.join(', ') || 'none'}`,
    params: { field },
  });
}
