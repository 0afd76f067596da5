import { ExpectedError } from '../../../shared/errors/errors.ts';
import { positional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { fitBgNbd } from './fit/bgNbd.ts';
import { fitGammaGamma } from './fit/gammaGamma.ts';
import { fitLogit } from './fit/logit.ts';
import { fitOls } from './fit/ols.ts';
import { fitParetoNbd } from './fit/paretoNbd.ts';
import { fitQuantile } from './fit/quantile.ts';
import { fitRules } from './fit/rules.ts';
import { fitShiftShare } from './fit/shiftShare.ts';
import { fitCox, fitKaplanMeier, fitLogRank } from './fit/survival.ts';

const models: Record<string, Command> = {
  rules: fitRules,
  'bg-nbd': fitBgNbd,
  'pareto-nbd': fitParetoNbd,
  'gamma-gamma': fitGammaGamma,
  'kaplan-meier': fitKaplanMeier,
  'log-rank': fitLogRank,
  cox: fitCox,
  logit: fitLogit,
  ols: fitOls,
  quantile: fitQuantile,
  'shift-share': fitShiftShare,
};

/** Fits a model to a file, without a workspace. */
export const fit: Command = async (context) => {
  const name = positional(context.args, 1, 'The model');
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (!model) {
    throw new ExpectedError('usage', `"${name}" is no model`, {
      hint: `Models: ${Object.keys(models).join(', ')}`,
    });
  }
  return model(context);
};
