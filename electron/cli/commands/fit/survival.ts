import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { coxRegression } from '../../../engine/analysis/retention/survival/coxRegression.ts';
import {
  endsBeforeOthersEnter,
  intervalKinds,
  kaplanMeier,
  medianTime,
  type SurvivalCurve,
} from '../../../engine/analysis/retention/survival/kaplanMeier.ts';
import { logRank } from '../../../engine/analysis/retention/survival/logRank.ts';
import { restrictedMean } from '../../../engine/analysis/retention/survival/restrictedMean.ts';
import { designMatrix } from '../../../engine/analysis/statistics/designMatrix.ts';
import { normalUpper } from '../../../engine/analysis/statistics/specialFunctions.ts';
import { countColumn } from '../../../engine/exhibit/columns.ts';
import type { Answer, Command } from '../../command.ts';
import { type Json, printTable, printValues } from '../../output.ts';
import { choice } from './choice.ts';
import { figureColumn } from './figureColumn.ts';
import { namesOf } from './modelColumns.ts';
import { finite, predictorOf, warningsJson } from './modelJson.ts';
import { required } from './required.ts';
import { readSurvivalData } from './survivalData.ts';

/** Survival curves by group, with median and, on request (--rmst), mean time within a horizon. */
export async function fitKaplanMeier({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const interval = choice(args.text('interval') ?? 'log-log', intervalKinds, 'interval');
  const horizon = args.number('rmst');
  const data = await readSurvivalData(args);
  const curves = data.groups.map((name, group) => [name, kaplanMeier(data, { interval }, group)] as const);
  const endsEarly = curves.filter(([, curve]) => endsBeforeOthersEnter(curve)).length;
  const early = endsEarly > 0 ? [{ code: 'endsEarly', params: { groups: endsEarly } }] : [];
  const groups = curves.map(([group, curve]) => ({
    group,
    n: curve.n,
    events: curve.eventsInAll,
    ...medianTime(curve),
    ...(horizon === undefined ? {} : { rmst: meanJson(curve, horizon) }),
    rows: rowsOf(curve),
  }));
  const table = makeTable([
    textColumn(
      'group',
      groups.map(({ group }) => group),
    ),
    ...(['n', 'events', 'median', 'lower', 'upper'] as const).map((name) =>
      numberColumn(
        name === 'lower' || name === 'upper' ? `${name}_limit` : name,
        'none',
        groups.map((group) => group[name] ?? Number.NaN),
      ),
    ),
  ]);
  return {
    json: { interval, eventValue: data.eventValue, groups, ...warningsJson([...data.warnings, ...early]) },
    text: printTable(table, t),
  };
}

function meanJson(curve: SurvivalCurve, horizon: number): Json {
  const { mean, stdErr } = restrictedMean(curve, horizon);
  return { mean, stdErr, horizon };
}

function rowsOf(curve: SurvivalCurve): Json[] {
  return Array.from(curve.time, (time, i) => ({
    time,
    nRisk: curve.atRisk[i]!,
    nEvent: curve.events[i]!,
    nCensor: curve.censored[i]!,
    survival: curve.survival[i]!,
    stdErr: finite(curve.stdErr[i]!),
    lower: finite(curve.lower[i]!),
    upper: finite(curve.upper[i]!),
    cumulativeHazard: curve.cumulativeHazard[i]!,
  }));
}

/** Do the groups leave at the same pace? --rho 1 weights early times more (Peto). */
export async function fitLogRank({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  required(args, 'group');
  const data = await readSurvivalData(args);
  const { n, observed, expected, ...test } = logRank(data, data.groups.length, args.number('rho') ?? 0);
  const groups = data.groups.map((group, g) => ({
    group,
    n: n[g]!,
    observed: observed[g]!,
    expected: expected[g]!,
  }));
  const table = makeTable([
    textColumn('group', data.groups),
    countColumn('n', n),
    numberColumn('observed', 'none', observed),
    numberColumn('expected', 'none', expected),
  ]);
  return {
    json: { ...test, eventValue: data.eventValue, groups, ...warningsJson(data.warnings) },
    text: `${printValues({ ...test })}\n\n${printTable(table, t)}`,
  };
}

/** Log hazard ratios of columns; text is treatment-coded as in `fit logit`. */
export async function fitCox({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const names = namesOf(required(args, 'x'));
  const ties = choice(args.text('ties') ?? 'efron', ['efron', 'breslow'] as const, 'ties');
  const data = await readSurvivalData(args, names);
  const design = designMatrix(
    names.map((name) => predictorOf(data.columns.any(name), data.rows)),
    data.rows.length,
  );
  const pick = (values: ArrayLike<number>) => Float64Array.from(design.rows, (row) => values[row]!);
  const fit = coxRegression(
    {
      time: pick(data.time),
      event: pick(data.event),
      ...(data.entry ? { entry: pick(data.entry) } : {}),
    },
    design.columns.slice(1),
    ties,
  );
  const terms = design.terms.slice(1).map((term, index) => {
    const [coef, se] = [fit.coefficients[index]!, fit.stdErr[index]!];
    const z = coef / se;
    return { term, coef, hazardRatio: Math.exp(coef), se, z, p: 2 * normalUpper(Math.abs(z)) };
  });
  const { coefficients: _, stdErr: __, warnings, ...rest } = fit;
  const left = data.rows.length - design.rows.length;
  const more = left > 0 ? [{ code: 'incompleteRows', params: { rows: left } }] : [];
  const table = makeTable([
    textColumn(
      'term',
      terms.map(({ term }) => term),
    ),
    ...(['coef', 'hazardRatio', 'se', 'z', 'p'] as const).map((name) =>
      figureColumn(
        name,
        terms.map((term) => term[name]),
      ),
    ),
  ]);
  return {
    json: {
      ...rest,
      eventValue: data.eventValue,
      terms: terms.map((term) => ({
        term: term.term,
        coef: finite(term.coef),
        hazardRatio: finite(term.hazardRatio),
        se: finite(term.se),
        z: finite(term.z),
        p: finite(term.p),
      })),
      ...warningsJson([...data.warnings, ...more, ...warnings]),
    },
    text: printTable(table, t),
  };
}
