import { monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { revenueBetween } from '../analysis/history/seenFrom.ts';
import { signalAt } from '../analysis/retention/risk/riskFeatures.ts';
import { missingDay } from '../workspace/types.ts';
import { accountColumns, countColumn, moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { historyOf } from './retention.ts';
import { riskOf } from './risk.ts';
import { allSignals } from './signals.ts';

const monthsAhead = 12;
const year = 365;

/** Accounts whose contract ends after the as-of date and before the same month of the next year has ended. */
interface Due {
  account: number;
  end: number;
}

/**
 * Values, tables `renewals` (accounts whose contract ends within 12 months, soonest first) and `months` (13 calendar months
 * from that of the as-of date). value: revenue of the last 12 months; probability of leaving and NPS where they are known.
 * Without contract ends both are empty, with warning `noContractEnd`. Options: as `risk`.
 */
export async function renewals(context: ExhibitContext): Promise<Exhibit> {
  const { due, known } = dueAccounts(context);
  await context.breathe();
  const { question, risk } = await riskOf(context);
  const history = await historyOf(context);
  const { asOf } = context;
  const value = revenueBetween(history, { from: asOf - year + 1, to: asOf });
  await context.breathe();
  const rowOf = new Int32Array(context.book.accounts.count).fill(-1);
  for (const [row, account] of risk?.account.entries() ?? []) rowOf[account] = row;
  const signals = await allSignals(context);
  const nps = signals.find(({ name }) => name === 'nps');
  await context.breathe();
  const values = due.map(({ account }) => value[account]!);
  const probability = due.map(({ account }) => risk?.probability[rowOf[account]!] ?? Number.NaN);
  const expected = values.map((money, at) => money * probability[at]!);
  const answers = due.map(({ account }) => (nps ? signalAt(nps, account, asOf) : Number.NaN));
  await context.breathe();
  const table = makeTable([
    ...accountColumns(
      context.book,
      due.map(({ account }) => account),
    ),
    numberColumn(
      'contract_end',
      'none',
      due.map(({ end }) => end),
      'date',
    ),
    numberColumn(
      'days_left',
      'days',
      due.map(({ end }) => end - asOf),
      'integer',
    ),
    moneyColumn('value', values),
    ratioColumn('probability', probability),
    moneyColumn('expected', expected),
    numberColumn('nps', 'score', answers),
  ]);
  await context.breathe();
  const months = monthTable(asOf, due, values, expected);
  await context.breathe();
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + (Number.isNaN(one) ? 0 : one), 0);
  return context.exhibit(
    {
      accounts: due.length,
      value: sum(values),
      expected: due.length > 0 && risk ? sum(expected) : null,
      withContract: known,
      horizon: question.months,
    },
    { months, renewals: table },
    {
      method: 'renewals',
      source: 'Quarterdeck definition: contract ends of the accounts; risk as in `risk`',
      parameters: { horizon: question.months, leaving: question.leaving.kind },
      warnings: [
        ...(known === 0 ? [{ code: 'noContractEnd', params: {} }] : []),
        ...(known > 0 && !risk ? [{ code: 'renewalsWithoutRisk', params: {} }] : []),
      ],
    },
  );
}

function dueAccounts(context: ExhibitContext): { due: Due[]; known: number } {
  const { book, asOf, rows } = context;
  const ends = book.accounts.attributes.get('contract_end');
  if (ends?.type !== 'date') return { due: [], known: 0 };
  const last = monthOfDay(asOf) + monthsAhead;
  const due: Due[] = [];
  let known = 0;
  for (let account = 0; account < rows.accounts; account++) {
    const end = ends.values[account] ?? missingDay;
    if (end === missingDay || !isInSlice(context, account)) continue;
    known++;
    if (end > asOf && monthOfDay(end) <= last) due.push({ account, end });
  }
  due.sort((a, b) => a.end - b.end || a.account - b.account);
  return { due, known };
}

function isInSlice({ rows }: ExhibitContext, account: number): boolean {
  for (let row = rows.offsets[account]!; row < rows.offsets[account + 1]!; row++)
    if (rows.keep[row] === 1) return true;
  return false;
}

function monthTable(asOf: number, due: Due[], values: number[], expected: number[]): Table {
  const first = monthOfDay(asOf);
  const months = Array.from({ length: due.length > 0 ? monthsAhead + 1 : 0 }, (_, at) => first + at);
  const [accounts, value, leaving, kept] = [0, 1, 2, 3].map(() => new Float64Array(months.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [at, { end }] of due.entries()) {
    const month = monthOfDay(end) - first;
    const lost = Number.isNaN(expected[at]!) ? 0 : expected[at]!;
    accounts[month]!++;
    value[month]! += values[at]!;
    leaving[month]! += lost;
    kept[month]! += values[at]! - lost;
  }
  return makeTable([
    numberColumn('month', 'none', months, 'month'),
    countColumn('accounts', accounts),
    moneyColumn('value', value),
    moneyColumn('leaving_value', leaving),
    moneyColumn('kept', kept),
  ]);
}
