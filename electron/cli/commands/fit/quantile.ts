import { makeTable, textColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { studentUpper } from '../../../engine/analysis/statistics/studentT.ts';
import type { AnalysisWarning } from '../../../engine/analysis/types.ts';
import { quantileErrors } from '../../../engine/analysis/upsell/quantile/quantileErrors.ts';
import {
  type QuantileFit,
  quantileRegression,
} from '../../../engine/analysis/upsell/quantile/quantileRegression.ts';
import { rankIntervals } from '../../../engine/analysis/upsell/quantile/rankIntervals.ts';
import type { Arguments } from '../../arguments.ts';
import type { Answer, Command } from '../../command.ts';
import { type Json, printTable } from '../../output.ts';
import { choice } from './choice.ts';
import { figureColumn } from './figureColumn.ts';
import { namesOf } from './modelColumns.ts';
import { finite, warningsJson } from './modelJson.ts';
import { type RegressionData, readRegressionData } from './regressionData.ts';

/** Linear quantile regression at one τ or several, on request with standard errors or intervals; text is treatment-coded. */
export async function fitQuantile({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const taus = namesOf(args.text('tau') ?? '.25,.5,.75').map(tauOf);
  const given = args.text('se');
  const kind = given === undefined ? null : choice(given, ['rank', 'nid', 'iid'] as const, 'se');
  const coverage = coverageOf(args);
  const data = await readRegressionData(args);
  const fits = quantileRegression(data.design.columns, data.y, taus);
  const doubts = fits.map((fit): Doubts => (kind ? doubtsOf(data, fit, kind, coverage) : none));
  const table = makeTable([
    textColumn('term', [...data.design.terms, 'objective']),
    ...fits.flatMap(({ tau, coefficients, objective }, index) => [
      figureColumn(`τ = ${tau}`, [...coefficients, objective]),
      ...Object.entries(doubts[index]!.columns).map(([name, values]) =>
        figureColumn(`${name} (${tau})`, [...values, null]),
      ),
    ]),
  ]);
  return {
    json: {
      n: data.y.length,
      ...(kind ? { se: kind } : {}),
      ...(kind === 'rank' ? { coverage } : {}),
      taus: fits.map((fit, index) => ({
        tau: fit.tau,
        terms: termsOf(data, fit, doubts[index]!),
        objective: fit.objective,
        r1: fit.r1,
      })),
      ...warningsJson([
        ...data.warnings,
        ...fits.flatMap((fit) => fit.warnings),
        ...doubts.flatMap((one) => one.warnings),
      ]),
    },
    text: printTable(table, t),
  };
}

/** What is added to the terms of a fit, by name. */
interface Doubts {
  columns: Record<string, (number | null)[]>;
  warnings: AnalysisWarning[];
}

const none: Doubts = { columns: {}, warnings: [] };

function doubtsOf(
  { design, y }: RegressionData,
  fit: QuantileFit,
  kind: 'rank' | 'nid' | 'iid',
  coverage: number,
): Doubts {
  if (kind === 'rank') {
    const intervals = rankIntervals(design.columns, y, fit, coverage);
    const [lower, upper] = [intervals.map((one) => one.lower), intervals.map((one) => one.upper)];
    return { columns: { lower, upper }, warnings: [] };
  }
  const { stdErr, crossed } = quantileErrors(design.columns, y, fit, kind);
  const ratios = fit.coefficients.map((value, index) => value / stdErr[index]!);
  const df = y.length - fit.basis.length;
  return {
    columns: {
      se: Array.from(stdErr, finite),
      t: Array.from(ratios, finite),
      p: Array.from(ratios, (ratio) => finite(2 * studentUpper(Math.abs(ratio), df))),
    },
    warnings: crossed > 0 ? [{ code: 'quantilesCross', params: { tau: fit.tau, rows: crossed } }] : [],
  };
}

function termsOf({ design }: RegressionData, fit: QuantileFit, { columns }: Doubts): Json[] {
  return design.terms.map((term, index) => ({
    term,
    coef: finite(fit.coefficients[index]!),
    ...Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index] ?? null])),
  }));
}

function coverageOf(args: Arguments): number {
  const coverage = args.number('coverage') ?? 0.9;
  if (coverage > 0 && coverage < 1) return coverage;
  throw new ExpectedError('usage', `--coverage takes a number between 0 and 1, not ${coverage}`);
}

function tauOf(text: string): number {
  const tau = Number(text);
  if (tau > 0 && tau < 1) return tau;
  throw new ExpectedError('usage', `--tau takes numbers between 0 and 1, not "${text}"`);
}
