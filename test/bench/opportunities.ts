import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findAssociationRules } from '../../electron/engine/analysis/cross-sell/associationRules.ts';
import { type Baskets, basketsFromRows } from '../../electron/engine/analysis/cross-sell/baskets.ts';
import { fitAdoption } from '../../electron/engine/analysis/cross-sell/nextProduct/adoptionModel.ts';
import { easeOf, sharedSets } from '../../electron/engine/analysis/cross-sell/nextProduct/ease.ts';
import { nextProducts } from '../../electron/engine/analysis/cross-sell/nextProduct/nextProducts.ts';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { findOpportunities } from '../../electron/engine/analysis/opportunities/findOpportunities.ts';
import { fitBgNbd } from '../../electron/engine/analysis/retention/purchases/bgNbd.ts';
import { fitGammaGamma } from '../../electron/engine/analysis/retention/purchases/gammaGamma.ts';
import { fitParetoNbd } from '../../electron/engine/analysis/retention/purchases/paretoNbd.ts';
import { churnRisk } from '../../electron/engine/analysis/retention/risk/churnRisk.ts';
import { pastOrigins, riskPanel } from '../../electron/engine/analysis/retention/risk/riskPanel.ts';
import { orderLifetimes } from '../../electron/engine/analysis/retention/survival/accountLifetimes.ts';
import { coxRegression } from '../../electron/engine/analysis/retention/survival/coxRegression.ts';
import { kaplanMeier } from '../../electron/engine/analysis/retention/survival/kaplanMeier.ts';
import { logRank } from '../../electron/engine/analysis/retention/survival/logRank.ts';
import { trailingYear } from '../../electron/engine/analysis/retention/trailingYear.ts';
import { designMatrix } from '../../electron/engine/analysis/statistics/designMatrix.ts';
import { logisticRegression } from '../../electron/engine/analysis/statistics/logisticRegression.ts';
import { ridgeLogistic } from '../../electron/engine/analysis/statistics/ridgeLogistic.ts';
import { comparedBy } from '../../electron/engine/analysis/upsell/comparedBy.ts';
import { estimateHeadroom } from '../../electron/engine/analysis/upsell/headroom.ts';
import { rankHeadroom } from '../../electron/engine/analysis/upsell/headroomRanking.ts';
import { findLookAlikes } from '../../electron/engine/analysis/upsell/lookAlikes.ts';
import { quantileRegression } from '../../electron/engine/analysis/upsell/quantile/quantileRegression.ts';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { runSteps } from '../../electron/engine/book/steps.ts';
import { comparisonOf } from '../../electron/engine/exhibit/comparison.ts';
import { prepare } from '../../electron/engine/exhibit/context.ts';
import { signalSteps } from '../../electron/engine/exhibit/signals.ts';
import { writeSample } from '../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { type Done, findPython, findR, largestDifference, timed, writeColumns } from './opportunityPeers.ts';
import { simulateCustomers } from './simulatedCustomers.ts';

/**
 * What opportunities are made of, on the sample book: every list as it is scored, and every model beside a named peer that
 * does the same on the same columns in turns: R with survival and quantreg, numpy and scipy, SQLite and plain loops.
 * Purchase models take simulated customers: those of the sample book hardly leave by chance, and the models then have no
 * finite maximum. Processor seconds of the work alone, one thread each, medians of three; the largest difference of the figures is relative
 * above 1. A peer that is not found is said to be missing. Run: `node test/bench/opportunities.ts [accounts] [products]
 * [months]` (default 50,000 60 36; 2000 for a quick look).
 */

const [accounts = 50_000, products = 60, months = 36] = process.argv.slice(2).map(Number);
const rounds = 3;
const leaving = { kind: 'silent' } as const;

const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-bench-'));
const workspace = createWorkspace(join(folder, 'bench.qdeck'), { generations: 0 });
const signal = new AbortController().signal;
await writeSample(workspace, { accounts, products, months }, { signal, progress: () => undefined });
const book = loadBook(workspace);
const ask = { question: 'opportunities' as const, slice: { where: [], basis: 'net' as const }, options: {} };
const context = await prepare(book, ask, signal);
const { rows, asOf, firstDay } = context;
const attributes = comparisonOf(context);
const history = accountDays(rows);
const span = trailingYear(asOf);

console.log(
  `${accounts.toLocaleString('en')} accounts × ${products} products × ${months} months, ${book.n.toLocaleString('en')} rows\n`,
);

function once<Value>(name: string, work: () => Value): Value {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  console.log(`| ${name} | ${((user + system) / 1e6).toFixed(2)} |`);
  return value;
}

console.log('| list | CPU s |\n| --- | --- |');
const signals = runSteps(signalSteps(book, asOf));
const risk = once('retain: risk of leaving within 3 months', () =>
  churnRisk(history, asOf, { horizon: 91, leaving, signals }),
);
const ranking = once('upsell: headroom by look-alikes and quantiles', () =>
  rankHeadroom(rows, { span, attributes, method: 'both', size: 'orders', firstDay }),
);
const items = {
  count: rows.products,
  of: Int32Array.from({ length: rows.products }, (_, product) => product),
};
const offers = once('cross-sell: next product', () =>
  nextProducts(fitAdoption(rows, { asOf, items, horizonMonths: 3 }), { firstDay }),
);
const labels = {
  accountKeys: book.accounts.keys,
  productKeys: book.products.keys,
  productNames: book.products.names,
};
once('all opportunities from these lists', () =>
  findOpportunities(rows, {
    ...{ asOf, labels, attributes, history, ranking },
    risk: { risk, months: 3 },
    nextProducts: offers,
  }),
);

/** One piece of work done twice: here, and by a peer. */
interface Case {
  name: string;
  size: string;
  ours: () => ArrayLike<number>;
  peer: string;
  /** What the peer reads; null for a peer in this process. */
  columns: Record<string, readonly ArrayLike<number>[]> | null;
  theirs: (() => Done) | null;
}

const r = findR();
const python = findPython();
const n = (count: number) => count.toLocaleString('en');

function beside(
  program: ReturnType<typeof findR>,
  what: string,
  task: string,
  columns: NonNullable<Case['columns']>,
): Pick<Case, 'peer' | 'columns' | 'theirs'> {
  if (!program) return { peer: `${what}: not found`, columns, theirs: null };
  return { peer: `${program.name}, ${what}`, columns, theirs: () => program.run(task, folder) };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

function compare({ name, size, ours, peer, columns, theirs }: Case): void {
  if (columns) writeColumns(folder, columns);
  const [own, other]: [number[], number[]] = [[], []];
  let away = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    const mine = timed(ours);
    own.push(mine.seconds);
    if (!theirs) continue;
    const done = theirs();
    other.push(done.seconds);
    away = largestDifference(mine.values, done.values);
  }
  const cells = theirs
    ? [median(other).toFixed(2), (median(other) / median(own)).toFixed(1), away.toExponential(0)]
    : ['–', '–', '–'];
  console.log(`| ${[name, size, median(own).toFixed(3), peer, ...cells].join(' | ')} |`);
}

console.log('\n| model | size | CPU s | peer | CPU s | peer / ours | largest difference |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');

const lives = orderLifetimes(history, { asOf, silence: 90, dataFrom: firstDay, onlySeenStarts: false });
const text = attributes.find((one) => 'codes' in one)!;
const groupOf = 'codes' in text ? Float64Array.from(lives.account, (account) => text.codes[account]!) : null;
const codes = [...new Set(groupOf)].sort((a, b) => a - b);
const group = Int32Array.from(groupOf!, (code) => codes.indexOf(code));
const sample = { time: lives.days, event: lives.gone, group };
compare({
  name: 'survival curves and log-rank',
  size: `${n(group.length)}, ${codes.length} groups`,
  ours: () => [
    logRank(sample, codes.length).chisq!,
    ...codes.flatMap((_, index) => Array.from(kaplanMeier(sample, {}, index).survival)),
  ],
  ...beside(r, '`survfit` and `survdiff`', 'kaplanMeier', {
    ...{ time: [lives.days], event: [lives.gone], group: [group] },
  }),
});

const ofLives = attributes.map((one) =>
  'codes' in one
    ? { ...one, codes: Int32Array.from(lives.account, (account) => one.codes[account]!) }
    : { ...one, values: Float64Array.from(lives.account, (account) => one.values[account]!) },
);
const lifeDesign = designMatrix(ofLives, group.length).columns.slice(1);
compare({
  name: 'proportional hazards (Efron)',
  size: `${n(group.length)} × ${lifeDesign.length}`,
  ours: () => coxRegression(sample, lifeDesign).coefficients,
  ...beside(r, '`coxph`', 'cox', { time: [lives.days], event: [lives.gone], x: lifeDesign }),
});

const panel = riskPanel(history, pastOrigins(history, asOf, { horizon: 91, leaving }), {
  ...{ horizon: 91, leaving, signals },
});
const p = panel.features.length;
const panelColumns = panel.features.map((_, j) =>
  Float64Array.from({ length: panel.y.length }, (_, row) => panel.x[row * p + j]!),
);
const ones = new Float64Array(panel.y.length).fill(1);
compare({
  name: 'hazard of leaving, no penalty',
  size: `${n(panel.y.length)} × ${p}`,
  ours: () => logisticRegression([ones, ...panelColumns], panel.y).coefficients,
  ...beside(r, '`glm.fit`', 'logit', { y: [panel.y], x: panelColumns }),
});
compare({
  name: 'hazard of leaving, ridge 30',
  size: `${n(panel.y.length)} × ${p}`,
  ours: () => {
    const { intercept, slopes } = ridgeLogistic({ x: panel.x, y: panel.y, p }, 30);
    return [intercept, ...slopes];
  },
  ...beside(r, '`optim`, BFGS', 'ridge', { y: [panel.y], x: panelColumns, penalty: [[30]] }),
});

const customers = simulateCustomers(accounts);
const { x, tx, T, z } = customers;
const figures = ({ loglik, params }: { loglik: number; params: Record<string, number> }) => [
  loglik,
  ...Object.values(params),
];
compare({
  name: 'BG/NBD',
  size: n(x.length),
  ours: () => figures(fitBgNbd(customers)),
  ...beside(r, '`optim`, L-BFGS-B', 'bgNbd', { x: [x], tx: [tx], T: [T] }),
});
compare({
  name: 'Pareto/NBD',
  size: n(x.length),
  ours: () => figures(fitParetoNbd(customers)),
  ...beside(python, '`hyp2f1`, L-BFGS-B', 'paretoNbd', { x: [x], tx: [tx], T: [T] }),
});
const spenders = { x: x.filter((count) => count > 0), z: z.filter((_, at) => x[at]! > 0) };
compare({
  name: 'Gamma-Gamma',
  size: n(spenders.x.length),
  ours: () => figures(fitGammaGamma(spenders)),
  ...beside(r, '`optim`, L-BFGS-B', 'gammaGamma', { x: [spenders.x], z: [spenders.z] }),
});

const { categories, numbers } = comparedBy(attributes);
const headroom = estimateHeadroom(rows, { span, categories, numbers });
const ofCompared = attributes.map((one) =>
  'codes' in one
    ? { ...one, codes: Int32Array.from(headroom.account, (account) => one.codes[account]!) }
    : { ...one, values: Float64Array.from(headroom.account, (account) => one.values[account]!) },
);
const sizes = [headroom.orders, headroom.products, headroom.tenureMonths].map((values) =>
  Float64Array.from(values, Math.log1p),
);
const spendDesign = [...designMatrix(ofCompared, headroom.n).columns, ...sizes];
const spend = Float64Array.from(headroom.revenue, Math.log);
const taus = [0.5, 0.75, 0.9];
compare({
  name: 'quantile regression, three τ',
  size: `${n(headroom.n)} × ${spendDesign.length}`,
  ours: () =>
    quantileRegression(spendDesign, spend, taus).flatMap(({ coefficients }) => Array.from(coefficients)),
  ...beside(r, '`rq.fit`, interior point', 'quantile', { y: [spend], x: spendDesign, taus: [taus] }),
});

const k = 15;
const features = {
  members: headroom.n,
  numeric: sizes,
  categories: ofCompared.flatMap((one) => ('codes' in one ? [one.codes as Int32Array] : [])),
};
/** Gower's distance is that of the city block over these: numbers by their range, half a step per category that differs. */
const points = [
  ...sizes.map((values) => {
    const range =
      values.reduce((most, one) => Math.max(most, one)) - values.reduce((least, one) => Math.min(least, one));
    return values.map((value) => value / range);
  }),
  ...features.categories.flatMap((ofMember) =>
    [...new Set(ofMember)].map((code) => Float64Array.from(ofMember, (own) => (own === code ? 0.5 : 0))),
  ),
];
const compared = sizes.length + features.categories.length;
compare({
  name: `look-alikes, k = ${k}`,
  size: `${n(headroom.n)}, ${sizes.length} numbers, ${features.categories.length} texts`,
  ours: () => findLookAlikes(features, k).similarity.map((alike) => (1 - alike) * compared),
  ...beside(python, '`cKDTree`, city block', 'lookAlikes', { points, size: [[headroom.n, k]] }),
});

const baskets = basketsFromRows(rows, 'account', items.of);
const sets = { n: baskets.n, starts: baskets.offsets, items: baskets.items, count: baskets.itemCount };
const setOf = new Float64Array(baskets.items.length);
for (let set = 0; set < baskets.n; set++) setOf.fill(set, baskets.offsets[set], baskets.offsets[set + 1]);
compare({
  name: 'EASE, λ = 100',
  size: `${n(baskets.n)} × ${baskets.itemCount}`,
  ours: () => easeOf(sharedSets(sets), sets.count, 100).weights,
  ...beside(python, '`inv`', 'ease', { sets: [setOf], items: [baskets.items], size: [[sets.count, 100]] }),
});

const thresholds = { support: 0.01, confidence: 0.3, maxLength: 2 };

/** Support, confidence and lift of every rule with one product a side, in order of products. */
function minedRules(): number[] {
  const found = findAssociationRules(baskets, thresholds);
  const place = Array.from(found.lhs, (left, rule) => [left * sets.count + found.rhs[rule]!, rule] as const);
  place.sort(([a], [b]) => a - b);
  return place.flatMap(([, rule]) => [found.support[rule]!, found.confidence[rule]!, found.lift[rule]!]);
}

function measured(both: number, left: number, right: number): number[] {
  const confidence = both / left;
  if (both < thresholds.support * baskets.n || confidence < thresholds.confidence) return [];
  return [both / baskets.n, confidence, (confidence / right) * baskets.n];
}

/** The same by counting every pair of every basket. */
function loopedRules({ n: count, offsets, items: item, itemCount }: Baskets): number[] {
  const pairs = new Map<number, number>();
  const single = new Map<number, number>();
  for (let basket = 0; basket < count; basket++) {
    const own = item.subarray(offsets[basket], offsets[basket + 1]);
    for (const a of own) {
      single.set(a, (single.get(a) ?? 0) + 1);
      for (const b of own) if (a !== b) pairs.set(a * itemCount + b, (pairs.get(a * itemCount + b) ?? 0) + 1);
    }
  }
  return [...pairs]
    .sort(([a], [b]) => a - b)
    .flatMap(([pair, both]) =>
      measured(both, single.get(Math.floor(pair / itemCount))!, single.get(pair % itemCount)!),
    );
}

const database = new DatabaseSync(':memory:');
database.exec('create table bought (basket integer, item integer, primary key (basket, item)) without rowid');
database.exec('begin');
const insert = database.prepare('insert into bought values (?, ?)');
for (const [at, item] of baskets.items.entries()) insert.run(setOf[at]!, item);
database.exec('commit');
const joined = database.prepare(
  `with single as (select item, count(*) as n from bought group by item)
   select a.item as lhs, b.item as rhs, count(*) as both, l.n as l, r.n as r
   from bought a join bought b on a.basket = b.basket and a.item <> b.item
   join single l on l.item = a.item join single r on r.item = b.item
   group by a.item, b.item order by a.item, b.item`,
);

const rules = {
  size: `${n(baskets.n)} baskets, ${n(baskets.items.length)} entries`,
  ours: minedRules,
  columns: null,
};
compare({
  ...rules,
  name: 'rules between two products',
  peer: 'SQLite, self-join',
  theirs: () =>
    timed(() => joined.all().flatMap((row) => measured(Number(row.both), Number(row.l), Number(row.r)))),
});
compare({
  ...rules,
  name: 'the same',
  peer: 'plain loops over a Map',
  theirs: () => timed(() => loopedRules(baskets)),
});

workspace.close();
await rm(folder, { recursive: true, force: true });
