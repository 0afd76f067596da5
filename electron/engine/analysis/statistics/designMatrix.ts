import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** A predictor as it is in the data: numbers (NaN = missing) or text (code −1 = missing). */
export type Predictor =
  | { name: string; values: ArrayLike<number> }
  | { name: string; codes: ArrayLike<number>; levels: readonly string[] };

export interface DesignMatrix {
  /** `(Intercept)` first, then one term per number and one per text level but the first. */
  terms: string[];
  /** One column per term, of `rows.length` values. */
  columns: Float64Array[];
  /** The data rows used: those with nothing missing. */
  rows: Int32Array;
  /** Levels that occur among the rows used, reference first, per text predictor. */
  levels: Map<string, string[]>;
}

/**
 * The columns of a regression: an intercept, numbers as they are, text treatment-coded.
 *
 * The reference of a text is the first level that occurs, sorted by code points as R sorts in the C locale ("No"
 * before "No internet service" before "Yes"); a term is named column + level.
 * Inputs: predictors of `n` rows; `known[row]` = 0 leaves a row out (a missing response). Rows with a missing
 * predictor are left out. Errors: `tooLittleData` without any complete row; `badInput` for an infinite number.
 * Cost: n × terms.
 */
export function designMatrix(
  predictors: readonly Predictor[],
  n: number,
  known?: ArrayLike<number>,
): DesignMatrix {
  const rows = completeRows(predictors, n, known);
  if (rows.length === 0) {
    throw new ExpectedError('tooLittleData', 'No row has a value in every column', {
      params: { what: 'A model', least: 1, n: 0 },
    });
  }
  const design: DesignMatrix = {
    terms: ['(Intercept)'],
    columns: [new Float64Array(rows.length).fill(1)],
    rows,
    levels: new Map(),
  };
  for (const predictor of predictors) {
    if ('values' in predictor) addNumber(design, predictor);
    else addLevels(design, predictor);
  }
  return design;
}

function completeRows(
  predictors: readonly Predictor[],
  n: number,
  known: ArrayLike<number> | undefined,
): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < n; row++) {
    if (known && !known[row]) continue;
    const complete = predictors.every((predictor) =>
      'values' in predictor ? !Number.isNaN(predictor.values[row]) : predictor.codes[row]! >= 0,
    );
    if (complete) rows.push(row);
  }
  return Int32Array.from(rows);
}

function addNumber(
  design: DesignMatrix,
  { name, values }: { name: string; values: ArrayLike<number> },
): void {
  const column = Float64Array.from(design.rows, (row) => values[row]!);
  const bad = column.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new ExpectedError('badInput', `${name} is infinite`, { column: name, row: design.rows[bad]! + 1 });
  }
  design.terms.push(name);
  design.columns.push(column);
}

function addLevels(
  design: DesignMatrix,
  predictor: { name: string; codes: ArrayLike<number>; levels: readonly string[] },
): void {
  const { name, codes, levels } = predictor;
  const present = new Set(Array.from(design.rows, (row) => codes[row]!));
  const ordered = [...present].sort((a, b) => (levels[a]! < levels[b]! ? -1 : 1));
  design.levels.set(
    name,
    ordered.map((code) => levels[code]!),
  );
  for (const code of ordered.slice(1)) {
    design.terms.push(`${name}${levels[code]!}`);
    design.columns.push(Float64Array.from(design.rows, (row) => (codes[row] === code ? 1 : 0)));
  }
}
