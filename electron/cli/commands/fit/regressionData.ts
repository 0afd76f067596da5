import { type DesignMatrix, designMatrix } from '../../../engine/analysis/statistics/designMatrix.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import type { Arguments } from '../../arguments.ts';
import { ModelColumns, namesOf, notAvailable } from './modelColumns.ts';
import { predictorOf } from './modelJson.ts';
import { required } from './required.ts';

export interface RegressionData {
  /** Of the rows used, in the order of the design. */
  y: Float64Array;
  design: DesignMatrix;
  warnings: AnalysisWarning[];
}

/** Reads the numbers of --y and the columns of --x; rows with a missing one are left out and counted in a warning. */
export async function readRegressionData(args: Arguments): Promise<RegressionData> {
  const [response, names] = [required(args, 'y'), namesOf(required(args, 'x'))];
  const columns = await ModelColumns.read(
    args,
    [{ header: response, as: 'number' }, ...names.map((header) => ({ header, as: 'any' as const }))],
    notAvailable,
  );
  const values = columns.numbers(response);
  const design = designMatrix(
    names.map((name) => predictorOf(columns.any(name))),
    columns.rows,
    Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)),
  );
  const left = columns.rows - design.rows.length;
  return {
    y: Float64Array.from(design.rows, (row) => values[row]!),
    design,
    warnings: left > 0 ? [{ code: 'incompleteRows', params: { rows: left } }] : [],
  };
}
