import { makeTable, numberColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ModelFit } from '../../../engine/analysis/retention/purchases/fitPurchases.ts';
import { findBadPurchase, type Purchases } from '../../../engine/analysis/retention/purchases/purchases.ts';
import type { Arguments } from '../../arguments.ts';
import type { Answer } from '../../command.ts';
import { type Json, printTable, printValues } from '../../output.ts';
import { ModelColumns } from './modelColumns.ts';
import { finite, warningsJson } from './modelJson.ts';

/** What a purchase model knows: the fit, and each customer's chance to be active and purchases in the next `time`. */
export interface PurchaseCommand<Name extends string> {
  fit(purchases: Purchases): ModelFit<Name>;
  active(params: Record<Name, number>, purchases: Purchases): Float64Array;
  expected(params: Record<Name, number>, purchases: Purchases, time: number): Float64Array;
}

/** Fits a purchase model to --x, --tx and --T; with --predict, a row for each of the file. */
export async function answerPurchases<Name extends string>(
  { args, t }: { args: Arguments; t: Parameters<typeof printTable>[1] },
  model: PurchaseCommand<Name>,
): Promise<Answer> {
  const time = args.number('predict');
  if (time !== undefined && time < 0)
    throw new ExpectedError('usage', `--predict takes a time of 0 or more, not ${time}`);
  const purchases = await readPurchases(args);
  const fit = model.fit(purchases);
  if (time === undefined) return { json: fitJson(fit), text: printFit(fit) };
  const active = model.active(fit.params, purchases);
  const expected = model.expected(fit.params, purchases, time);
  const rows = Array.from(active, (chance, row) => ({
    pAlive: finite(chance),
    expected: finite(expected[row]!),
  }));
  const table = makeTable([
    numberColumn('p_active', 'ratio', active),
    numberColumn('expected', 'score', expected),
  ]);
  return { json: { ...fitJson(fit), rows }, text: `${printFit(fit)}\n\n${printTable(table, t)}` };
}

async function readPurchases(args: Arguments): Promise<Purchases> {
  const headers = { x: args.text('x') ?? 'x', tx: args.text('tx') ?? 't_x', T: args.text('T') ?? 'T' };
  const columns = await ModelColumns.read(
    args,
    Object.values(headers).map((header) => ({ header, as: 'number' as const })),
  );
  const purchases = {
    x: columns.numbers(headers.x),
    tx: columns.numbers(headers.tx),
    T: columns.numbers(headers.T),
  };
  const bad = findBadPurchase(purchases);
  if (bad) refuseRow(bad.index, headers[bad.column], bad.problem);
  return purchases;
}

/** Refuses a row of the file with `badInput`. */
export function refuseRow(index: number, column: string, problem: string): never {
  throw new ExpectedError('badInput', `"${column}" ${problem} (row ${index + 1})`, {
    row: index + 1,
    column,
    hint: 'Rows are counted from the first below the header',
  });
}

/** Parameters, standard errors, log likelihood and convergence as JSON. */
export function fitJson<Name extends string>(fit: ModelFit<Name>): { [key: string]: Json } {
  const { params, stdErr, loglik, n, converged, gradient, iterations, warnings } = fit;
  return { params, stdErr, loglik, n, converged, gradient, iterations, ...warningsJson(warnings) };
}

/** The same for people. */
export function printFit<Name extends string>(fit: ModelFit<Name>): string {
  const { params, stdErr, loglik, n, converged, warnings } = fit;
  const lines = Object.entries<number>(params).map(([name, value]): [string, Json] => [
    name,
    stdErr ? `${value} ± ${stdErr[name as Name]}` : value,
  ]);
  const cautions = warnings.map(({ code, params: values }) => `${code} ${JSON.stringify(values)}`);
  return [printValues({ ...Object.fromEntries(lines), loglik, n, converged }), ...cautions].join('\n');
}
