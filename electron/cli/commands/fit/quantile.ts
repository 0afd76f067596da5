import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { designMatrix } from '../../../engine/analysis/statistics/designMatrix.ts';
import { quantileRegression } from '../../../engine/analysis/upsell/quantile/quantileRegression.ts';
import type { Answer, Command } from '../../command.ts';
import { printTable } from '../../output.ts';
import { ModelColumns, namesOf } from './modelColumns.ts';
import { finite, predictorOf, warningsJson } from './modelJson.ts';
import { required } from './required.ts';

/** Linear quantile regression at one τ or several; text is treatment-coded. */
export async function fitQuantile({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const [response, names] = [required(args, 'y'), namesOf(required(args, 'x'))];
  const taus = namesOf(args.text('tau') ?? '.25,.5,.75').map(tauOf);
  const columns = await ModelColumns.read(args, [
    { header: response, as: 'number' },
    ...names.map((header) => ({ header, as: 'any' as const })),
  ]);
  const values = columns.numbers(response);
  const design = designMatrix(
    names.map((name) => predictorOf(columns.any(name))),
    columns.rows,
    Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)),
  );
  const y = Float64Array.from(design.rows, (row) => values[row]!);
  const fits = quantileRegression(design.columns, y, taus);
  const left = columns.rows - design.rows.length;
  const warnings = left > 0 ? [{ code: 'incompleteRows', params: { rows: left } }] : [];
  const table = makeTable([
    textColumn('term', [...design.terms, 'objective']),
    ...fits.map(({ tau, coefficients, objective }) =>
      numberColumn(`τ = ${tau}`, 'none', [...coefficients, objective]),
    ),
  ]);
  return {
    json: {
      n: y.length,
      taus: fits.map((fit) => ({
        tau: fit.tau,
        terms: design.terms.map((term, index) => ({ term, coef: finite(fit.coefficients[index]!) })),
        objective: fit.objective,
        r1: fit.r1,
      })),
      ...warningsJson([...warnings, ...fits.flatMap((fit) => fit.warnings)]),
    },
    text: printTable(table, t),
  };
}

function tauOf(text: string): number {
  const tau = Number(text);
  if (tau > 0 && tau < 1) return tau;
  throw new ExpectedError('usage', `--tau takes numbers between 0 and 1, not "${text}"`);
}
