import { makeTable, numberColumn } from '../../../../shared/domain/table.ts';
import {
  fitGammaGamma as fitSpending,
  gammaGammaSpend,
  type Spending,
} from '../../../engine/analysis/retention/purchases/gammaGamma.ts';
import type { Arguments } from '../../arguments.ts';
import type { Answer, Command } from '../../command.ts';
import { printTable } from '../../output.ts';
import { ModelColumns } from './modelColumns.ts';
import { finite } from './modelJson.ts';
import { fitJson, printFit, refuseRow } from './purchases.ts';

/** What a purchase of each customer is worth in the long run: Gamma-Gamma. */
export async function fitGammaGamma({ args, t }: Parameters<Command>[0]): Promise<Answer> {
  const spending = await readSpending(args);
  const found = fitSpending(spending);
  const spend = gammaGammaSpend(found.params, spending);
  const rows = Array.from(spend, (value) => ({ expectedSpend: finite(value) }));
  const table = makeTable([numberColumn('expected_spend', 'price', spend)]);
  return { json: { ...fitJson(found), rows }, text: `${printFit(found)}\n\n${printTable(table, t)}` };
}

async function readSpending(args: Arguments): Promise<Spending> {
  const [xName, zName] = [args.text('x') ?? 'x', args.text('z') ?? 'zbar'];
  const columns = await ModelColumns.read(args, [
    { header: xName, as: 'number' },
    { header: zName, as: 'number' },
  ]);
  const spending = { x: columns.numbers(xName), z: columns.numbers(zName) };
  spending.x.forEach((x, row) => {
    const z = spending.z[row]!;
    if (!Number.isFinite(x)) refuseRow(row, xName, 'is missing');
    if (x < 0 || !Number.isSafeInteger(x)) refuseRow(row, xName, `must be a whole number, not ${x}`);
    if (x > 0 && !Number.isFinite(z)) refuseRow(row, zName, `is missing with ${x} repeat purchases`);
    if (x > 0 && z < 0) refuseRow(row, zName, `must not be negative, but is ${z}`);
  });
  return spending;
}
