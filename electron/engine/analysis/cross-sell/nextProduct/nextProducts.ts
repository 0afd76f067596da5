import { CancelledError } from '../../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../../types.ts';
import { visitAccounts } from './adoptionCases.ts';
import { type Candidates, fillInputs, inputCount, type Popularity, popularityOf } from './adoptionInputs.ts';
import type { AdoptionModel } from './adoptionModel.ts';
import { adoptionProbability } from './adoptionOdds.ts';
import { type BuyerSpend, expectedSpend, spendOfBuyers } from './buyerSpend.ts';
import { bestOf } from './hitRates.ts';
import { within } from './purchaseView.ts';

export interface NextProductOptions {
  /** Products per account. Default 5. */
  k?: number;
  /** First day with sales. */
  firstDay: number;
  shouldStop?: () => boolean;
}

/** Bought items named per entry as its reasons. */
export const reasonsShown = 3;

/** One entry per account and item to offer, most expected money first. */
export interface NextProducts {
  n: number;
  account: Int32Array;
  /** Item as numbered by the caller. */
  item: Int32Array;
  /** Σ of the parts of all bought items. */
  score: Float64Array;
  /** NaN where not calibrated. */
  probability: Float64Array;
  /** What look-alike buyers spend on it per year. */
  value: Float64Array;
  /** probability × value; NaN where not calibrated. */
  expected: Float64Array;
  /** Accounts that buy it now, and 1 where this account bought it before the window. */
  buyers: Int32Array;
  lapsed: Uint8Array;
  /** The bought items that speak most for entry i: `reasonItem[3 i]` …, -1 = none; and the part of the score of each. */
  reasonItem: Int32Array;
  reasonPart: Float64Array;
  /** What all other bought items add: score = Σ parts shown + rest. */
  rest: Float64Array;
  /** Bought items behind the rest. */
  restItems: Int32Array;
  warnings: AnalysisWarning[];
}

/** Probability and money of every column for one account; only candidates are filled. */
export interface Prospects {
  probability: Float64Array;
  value: Float64Array;
}

/** Everything that is the same for all accounts. */
export interface ProspectView {
  model: AdoptionModel;
  popularity: Popularity;
  spend: BuyerSpend;
}

export function prospectView(model: AdoptionModel, firstDay: number): ProspectView {
  return { model, popularity: popularityOf(model.snapshot), spend: spendOfBuyers(model.snapshot, firstDay) };
}

/** What an account's candidates are worth: the one definition that list and white space share. */
export function fillProspects(
  { model: { snapshot, odds }, popularity, spend }: ProspectView,
  account: number,
  { columns, count, lapsed }: Candidates,
  scores: Float64Array,
  into: Prospects,
): void {
  const revenue = snapshot.view.revenue[account]!;
  for (let i = 0; i < count; i++) {
    const column = columns[i]!;
    into.value[column] = expectedSpend(spend, column, revenue);
    if (!odds) {
      into.probability[column] = Number.NaN;
      continue;
    }
    fillInputs(snapshot, popularity, account, column, scores[column]!, lapsed[column]!, scratch);
    into.probability[column] = adoptionProbability(odds, scratch);
  }
}

const scratch = new Float64Array(inputCount);

/**
 * What should each account be offered next, and for how much money?
 *
 * Candidates: products an active account did not buy in the 12 months. probability from `fitAdoption`; value = median of
 * what the 15 buyers of the product nearest in size spend on it per year; the k with most probability × value are
 * kept per account (score × value where nothing could be calibrated). The parts of the score are exact:
 * what each bought product adds.
 *
 * @returns see `NextProducts`. Cost: accounts × columns × items bought.
 */
export function nextProducts(model: AdoptionModel, options: NextProductOptions): NextProducts {
  const { k = 5, firstDay, shouldStop } = options;
  const view = prospectView(model, firstDay);
  const columns = model.snapshot.itemOf.length;
  const prospects = { probability: new Float64Array(columns), value: new Float64Array(columns) };
  const worth = new Float64Array(columns);
  const rows: Row[] = [];
  const pause = () => {
    if (shouldStop?.()) throw new CancelledError();
  };
  visitAccounts(
    model.snapshot,
    model.ease,
    (account, candidates, scores) => {
      fillProspects(view, account, candidates, scores, prospects);
      for (let i = 0; i < candidates.count; i++) {
        const column = candidates.columns[i]!;
        const chance = model.odds ? prospects.probability[column]! : Math.max(0, scores[column]!);
        worth[column] = prospects.value[column]! > 0 ? chance * prospects.value[column]! : -1;
      }
      for (const column of bestOf(worth, candidates.columns, candidates.count, k)) {
        if (!(worth[column]! > 0)) break;
        rows.push({
          account,
          column,
          worth: worth[column]!,
          score: scores[column]!,
          probability: prospects.probability[column]!,
          value: prospects.value[column]!,
          lapsed: candidates.lapsed[column]!,
        });
      }
    },
    pause,
  );
  rows.sort((a, b) => b.worth - a.worth || a.account - b.account || a.column - b.column);
  return withReasons(model, rows);
}

interface Row {
  account: number;
  column: number;
  worth: number;
  score: number;
  probability: number;
  value: number;
  lapsed: number;
}

function withReasons(model: AdoptionModel, rows: Row[]): NextProducts {
  const { snapshot, warnings } = model;
  const n = rows.length;
  const numbers = (of: (row: Row) => number) => Float64Array.from(rows, of);
  const found: NextProducts = {
    n,
    account: Int32Array.from(rows, ({ account }) => account),
    item: Int32Array.from(rows, ({ column }) => snapshot.itemOf[column]!),
    score: numbers(({ score }) => score),
    probability: numbers(({ probability }) => probability),
    value: numbers(({ value }) => value),
    expected: numbers(({ probability, value }) => probability * value),
    buyers: Int32Array.from(rows, ({ column }) => snapshot.buyers[column]!),
    lapsed: Uint8Array.from(rows, ({ lapsed }) => lapsed),
    reasonItem: new Int32Array(n * reasonsShown).fill(-1),
    reasonPart: new Float64Array(n * reasonsShown),
    rest: new Float64Array(n),
    restItems: new Int32Array(n),
    warnings,
  };
  for (const [index, row] of rows.entries()) addReasons(model, row, index, found);
  return found;
}

function addReasons({ snapshot, ease }: AdoptionModel, row: Row, index: number, found: NextProducts): void {
  const { view } = snapshot;
  const parts: { column: number; part: number }[] = [];
  for (let cell = view.starts[row.account]!; cell < view.starts[row.account + 1]!; cell++) {
    if ((view.when[cell]! & within) === 0) continue;
    const column = view.items[cell]!;
    parts.push({ column, part: ease.weights[column * ease.count + row.column]! });
  }
  parts.sort((a, b) => b.part - a.part || a.column - b.column);
  const shown = parts.slice(0, reasonsShown).filter(({ part }) => part > 0);
  for (const [place, { column, part }] of shown.entries()) {
    found.reasonItem[index * reasonsShown + place] = snapshot.itemOf[column]!;
    found.reasonPart[index * reasonsShown + place] = part;
  }
  found.rest[index] = row.score - shown.reduce((sum, { part }) => sum + part, 0);
  found.restItems[index] = parts.length - shown.length;
}
