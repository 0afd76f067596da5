import {
  accountClass,
  type Candidates,
  cellClass,
  cellClasses,
  classMiddle,
  columnClass,
  columnClasses,
  createCandidates,
  findCandidates,
  inputCount,
  popularityOf,
} from './adoptionInputs.ts';
import { type Ease, scoreItems } from './ease.ts';
import { later } from './purchaseView.ts';
import type { Snapshot } from './snapshot.ts';

/** Cases that share (rounded) inputs: how many, and how many were taken up. Row by row, `inputCount` inputs each. */
export interface CaseCounts {
  x: Float64Array;
  cases: Float64Array;
  taken: Float64Array;
}

/** 1 per column that the account bought in the horizon after the origin. */
export function markTaken({ view }: Snapshot, account: number, taken: Uint8Array): void {
  taken.fill(0);
  for (let cell = view.starts[account]!; cell < view.starts[account + 1]!; cell++)
    if ((view.when[cell]! & later) !== 0) taken[view.items[cell]!] = 1;
}

/** Visits accounts (absent = all active ones) with their candidates and the scores of all columns. */
export function visitAccounts(
  snapshot: Snapshot,
  ease: Ease,
  visit: (account: number, candidates: Candidates, scores: Float64Array) => void,
  pause: () => void,
  accounts: Int32Array = snapshot.active,
): void {
  const columns = snapshot.itemOf.length;
  const candidates = createCandidates(columns);
  const scores = new Float64Array(columns);
  for (const [index, account] of accounts.entries()) {
    if (index % 256 === 0) pause();
    findCandidates(snapshot, account, candidates);
    scoreItems(ease, snapshot.sets, account, scores);
    visit(account, candidates, scores);
  }
}

/**
 * Counts the cases of a past origin by their inputs: accounts of one class after the other, so that what is counted at
 * once stays small. Cost: accounts × columns.
 */
export function countCases(snapshot: Snapshot, ease: Ease, pause: () => void): CaseCounts {
  const { active, view } = snapshot;
  const popularity = popularityOf(snapshot);
  const columns = snapshot.itemOf.length;
  const slotOf = columnSlots(
    Int32Array.from({ length: columns }, (_, column) => columnClass(popularity, column)),
  );
  const ofAccount = Int32Array.from(active, (account) => accountClass(view, account));
  const order = Int32Array.from(active.keys()).sort((a, b) => ofAccount[a]! - ofAccount[b]! || a - b);
  const cases = new Float64Array(slotOf.classes.length * cellClasses);
  const taken = new Float64Array(cases.length);
  const was = new Uint8Array(columns);
  const found: number[] = [];
  let at = 0;
  const count = (account: number, candidates: Candidates, scores: Float64Array) => {
    markTaken(snapshot, account, was);
    for (let i = 0; i < candidates.count; i++) {
      const column = candidates.columns[i]!;
      const place =
        slotOf.slots[column]! * cellClasses + cellClass(scores[column]!, candidates.lapsed[column]!);
      cases[place]!++;
      taken[place]! += was[column]!;
    }
    const current = ofAccount[order[at]!]!;
    at++;
    if (at < order.length && ofAccount[order[at]!] === current) return;
    for (let place = 0; place < cases.length; place++) {
      if (cases[place] === 0) continue;
      const ofColumn = slotOf.classes[Math.floor(place / cellClasses)]!;
      found.push(current, ofColumn, place % cellClasses, cases[place]!, taken[place]!);
    }
    cases.fill(0);
    taken.fill(0);
  };
  visitAccounts(
    snapshot,
    ease,
    count,
    pause,
    order.map((index) => active[index]!),
  );
  return unpacked(found);
}

/** Classes that occur, ascending, and the place of each column's among them. */
function columnSlots(ofColumn: Int32Array): { classes: number[]; slots: Int32Array } {
  const used = new Uint8Array(columnClasses);
  for (const code of ofColumn) used[code] = 1;
  const classes = Array.from(used.keys()).filter((code) => used[code] === 1);
  const place = new Map(classes.map((code, index) => [code, index]));
  return { classes, slots: ofColumn.map((code) => place.get(code)!) };
}

function unpacked(found: number[]): CaseCounts {
  const n = found.length / 5;
  const x = new Float64Array(n * inputCount);
  for (let row = 0; row < n; row++)
    classMiddle(found[5 * row]!, found[5 * row + 1]!, found[5 * row + 2]!, x, row * inputCount);
  return {
    x,
    cases: Float64Array.from({ length: n }, (_, row) => found[5 * row + 3]!),
    taken: Float64Array.from({ length: n }, (_, row) => found[5 * row + 4]!),
  };
}

/** The cases of several origins after each other. */
export function joinCases(parts: readonly CaseCounts[]): CaseCounts {
  const joined = (name: keyof CaseCounts) => {
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part[name].length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part[name], at);
      at += part[name].length;
    }
    return whole;
  };
  return { x: joined('x'), cases: joined('cases'), taken: joined('taken') };
}
