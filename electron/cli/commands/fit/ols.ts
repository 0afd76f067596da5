import { makeTable, textColumn } from '../../../../shared/domain/table.ts';
import { linearRegression } from '../../../engine/analysis/statistics/linearRegression.ts';
import type { Answer, Command } from '../../command.ts';
import { printTable, printValues } from '../../output.ts';
import { figureColumn } from './figureColumn.ts';
import { finite, warningsJson } from './modelJson.ts';
import { readRegressionData } from './regressionData.ts';

/** Linear regression by least squares; text is treatment-coded. */
export async function fitOls({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const { y, design, warnings } = await readRegressionData(args);
  const fit = linearRegression(design.columns, y);
  const terms = design.terms.map((term, index) => ({
    term,
    coef: finite(fit.coefficients[index]!),
    se: finite(fit.stdErr[index]!),
    t: finite(fit.t[index]!),
    p: finite(fit.p[index]!),
  }));
  const values = {
    n: y.length,
    df: fit.df,
    r2: finite(fit.r2),
    adjustedR2: finite(fit.adjustedR2),
    sigma: finite(fit.sigma),
    f: finite(fit.f),
    fDf: fit.fDf,
    fP: finite(fit.fP),
  };
  const table = makeTable([
    textColumn('term', design.terms),
    figureColumn('coef', fit.coefficients),
    figureColumn('se', fit.stdErr),
    figureColumn('t', fit.t),
    figureColumn('p', fit.p),
  ]);
  return {
    json: { ...values, terms, ...warningsJson(warnings) },
    text: `${printValues(values)}\n\n${printTable(table, t)}`,
  };
}
