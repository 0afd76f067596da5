import { makeTable, textColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { type DesignMatrix, designMatrix } from '../../../engine/analysis/statistics/designMatrix.ts';
import {
  brierScore,
  calibrationTable,
  discrimination,
} from '../../../engine/analysis/statistics/discrimination.ts';
import { logisticRegression } from '../../../engine/analysis/statistics/logisticRegression.ts';
import { normalUpper } from '../../../engine/analysis/statistics/specialFunctions.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import type { Answer, Command } from '../../command.ts';
import { printTable, printValues } from '../../output.ts';
import { figureColumn } from './figureColumn.ts';
import { ModelColumns, namesOf, notAvailable, type TextValues } from './modelColumns.ts';
import { finite, predictorOf, warningsJson } from './modelJson.ts';
import { required } from './required.ts';
import { sameValue, usualYes } from './yesValue.ts';

/** Logistic regression of one yes-or-no column on others; text is treatment-coded. */
export async function fitLogit({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const [response, names] = [required(args, 'y'), namesOf(required(args, 'x'))];
  const columns = await ModelColumns.read(
    args,
    [{ header: response, as: 'text' }, ...names.map((header) => ({ header, as: 'any' as const }))],
    notAvailable,
  );
  const answers = columns.text(response);
  const positive = positiveOf(answers, response, args.text('positive'));
  const known = Uint8Array.from(answers.codes, (code) => (code >= 0 ? 1 : 0));
  const design = designMatrix(
    names.map((name) => predictorOf(columns.any(name))),
    columns.rows,
    known,
  );
  const isPositive = Uint8Array.from(answers.dictionary, (value) => (sameValue(value, positive) ? 1 : 0));
  const y = Uint8Array.from(design.rows, (row) => isPositive[answers.codes[row]!]!);
  const fit = logisticRegression(design.columns, y);
  const terms = termsOf(design, fit.coefficients, fit.stdErr);
  const { auc, lower, upper } = discrimination(fit.fitted, y);
  const left = columns.rows - design.rows.length;
  const warnings: AnalysisWarning[] = left > 0 ? [{ code: 'incompleteRows', params: { rows: left } }] : [];
  const values = {
    n: y.length,
    events: y.reduce((sum, one) => sum + one, 0),
    deviance: fit.deviance,
    nullDeviance: fit.nullDeviance,
    df: y.length - fit.rank,
    aic: fit.aic,
    loglik: fit.loglik,
    auc,
    aucLower: lower,
    aucUpper: upper,
    brier: brierScore(fit.fitted, y),
    converged: fit.converged,
  };
  const calibration = calibrationTable(fit.fitted, y).map((bin) => ({ ...bin }));
  return {
    json: { ...values, positive, terms, calibration, ...warningsJson([...warnings, ...fit.warnings]) },
    text: `${printValues(values)}\n\n${printTable(termsTable(terms), t)}`,
  };
}

type Term = { term: string; coef: number | null; se: number | null; z: number | null; p: number | null };

/** Coefficient, standard error, z and two-sided p per term; null for an aliased one. */
function termsOf(design: DesignMatrix, coefficients: Float64Array, stdErr: Float64Array): Term[] {
  return design.terms.map((term, index) => {
    const [coef, se] = [coefficients[index]!, stdErr[index]!];
    const z = coef / se;
    return {
      term,
      coef: finite(coef),
      se: finite(se),
      z: finite(z),
      p: finite(2 * normalUpper(Math.abs(z))),
    };
  });
}

function termsTable(terms: Term[]) {
  const column = (name: 'coef' | 'se' | 'z' | 'p') =>
    figureColumn(
      name,
      terms.map((term) => term[name]),
    );
  const names = textColumn(
    'term',
    terms.map(({ term }) => term),
  );
  return makeTable([names, column('coef'), column('se'), column('z'), column('p')]);
}

/** The value that counts as yes: as asked for, else the usual one, else the last of two in order. */
function positiveOf({ dictionary }: TextValues, column: string, asked: string | undefined): string {
  const values = dictionary.toSorted(inOrder);
  if (asked !== undefined) {
    if (values.some((value) => sameValue(value, asked))) return asked;
    throw new ExpectedError('badInput', `"${asked}" does not occur in "${column}"`, {
      column,
      hint: `Values: ${values.slice(0, 10).join(', ')}`,
    });
  }
  const usual = values.length > 0 ? usualYes(values) : null;
  if (usual !== null) return usual;
  if (values.length <= 2 && values.length > 0) return values.at(-1)!;
  throw new ExpectedError('usage', `Which value of "${column}" is the event?`, {
    column,
    hint: `--positive takes one of: ${values.slice(0, 10).join(', ')}`,
  });
}

/** Numbers by size, texts by code points. */
function inOrder(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : 1) : difference;
}
