import type { Predictor } from '../../../engine/analysis/statistics/designMatrix.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import type { ReadColumn } from '../../../engine/ingest/readColumns.ts';
import type { Json } from '../../output.ts';

/** A number as JSON can say it: null for what is not known. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function warningsJson(warnings: readonly AnalysisWarning[]): { warnings: Json } {
  return { warnings: warnings.map(({ code, params }) => ({ code, params })) };
}

/** A column of a file as a predictor, of some of its rows or all. */
export function predictorOf(column: ReadColumn, rows?: Int32Array): Predictor {
  if (column.as === 'number') {
    const values = rows ? Float64Array.from(rows, (row) => column.values[row]!) : column.values;
    return { name: column.header, values };
  }
  const codes = rows ? Int32Array.from(rows, (row) => column.codes[row]!) : column.codes;
  return { name: column.header, codes, levels: column.dictionary };
}
