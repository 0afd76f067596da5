import { describe, expect, it } from 'vitest';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { orderedBetween } from '../../electron/engine/analysis/history/seenFrom.ts';
import { findOpportunities } from '../../electron/engine/analysis/opportunities/findOpportunities.ts';
import type { Opportunity } from '../../electron/engine/analysis/opportunities/opportunity.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { ownRhythm, rhythmDefaults } from '../../electron/engine/analysis/retention/ownRhythm.ts';
import { trailingYear } from '../../electron/engine/analysis/retention/trailingYear.ts';
import type { SalesRows } from '../../electron/engine/analysis/types.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { loadOnlineRetail, type OnlineRetail } from './onlineRetailRows.ts';

const data = loadOnlineRetail();
const asOf = dayOf(2011, 6, 9);
const after = { from: asOf + 1, to: dayOf(2011, 12, 9) };

/** The same rows seen from an earlier day: what comes after it is not kept. */
function rowsUntil(rows: SalesRows, day: number): SalesRows {
  return { ...rows, keep: rows.keep.map((kept, row) => (rows.day[row]! <= day ? kept : 0)) };
}

function seenThen({ rows, accountKeys, productKeys, productNames }: OnlineRetail) {
  const all = rows('gross');
  const past = rowsUntil(all, asOf);
  const labels = { accountKeys, productKeys, productNames };
  return { all, past, found: findOpportunities(past, { asOf, labels }) };
}

function share(accounts: Iterable<number>, happened: (account: number) => boolean): number {
  const list = [...accounts];
  return list.filter(happened).length / list.length;
}

function ofKind(list: readonly Opportunity[], kind: Opportunity['kind']): Opportunity[] {
  return list.filter((one) => one.kind === kind);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe.skipIf(!data)('the list of 2011-06-09 on Online Retail, scored on the half-year after', () => {
  it('finds leavers, growers and takers more often than chance', () => {
    const start = performance.now();
    const { all, past, found } = seenThen(data!);
    const seconds = (performance.now() - start) / 1000;
    const history = accountDays(all);
    const left = (account: number) => !orderedBetween(history, account, after.from, after.to);
    const before = accountTotals(past, trailingYear(asOf)).revenue;
    const active = Array.from(before.keys()).filter((account) => before[account]! > 0);
    const flagged = new Set(ofKind(found.list, 'retain').map((one) => one.account));
    const unflagged = active.filter((account) => !flagged.has(account));
    const [hit, base] = [share(flagged, left), share(active, left)];

    const late = ofKind(found.list, 'retain').filter((one) => one.evidence !== 'retainOnce');
    const rhythm = ownRhythm(past, { ...rhythmDefaults, asOf }).accounts;
    const onTime = Array.from(rhythm.account).filter((_, entry) => rhythm.statuses[entry] === 0);
    const [lateLeft, onTimeLeft] = [
      share(
        late.map((one) => one.account),
        left,
      ),
      share(onTime, left),
    ];

    const crossSell = ofKind(found.list, 'cross-sell');
    const bought = boughtAfter(all);
    const taken = mean(crossSell.map((one) => (bought(one.account, one.product) ? 1 : 0)));
    const offered = mean(crossSell.map((one) => one.probability));
    const products = [...new Set(crossSell.map((one) => one.product))];
    const byChance = mean(
      crossSell.map((_, i) =>
        bought(active[(i * 7919) % active.length]!, products[i % products.length]!) ? 1 : 0,
      ),
    );
    const upsell = ofKind(found.list, 'upsell');
    console.info(
      [
        `${found.list.length} opportunities in ${seconds.toFixed(2)} s; warnings ${found.warnings.map((w) => w.code).join(' ') || 'none'}`,
        `retain: ${flagged.size} of ${active.length} flagged; left ${(hit * 100).toFixed(1)} % against ${(base * 100).toFixed(1)} % of all, lift ${(hit / base).toFixed(2)}; predicted ${mean(ofKind(found.list, 'retain').map((one) => one.probability)).toFixed(3)}`,
        `with a rhythm of their own: ${late.length} late or overdue left ${(lateLeft * 100).toFixed(1)} %, ${onTime.length} on time ${(onTimeLeft * 100).toFixed(1)} %, ratio ${(lateLeft / onTimeLeft).toFixed(2)}`,
        `cross-sell: ${crossSell.length} offered; taken ${(taken * 100).toFixed(1)} %, predicted ${(offered * 100).toFixed(1)} %, a random account and product ${(byChance * 100).toFixed(1)} %`,
        `upsell: ${upsell.length} gaps of ${found.totals.upsell.value.toFixed(0)}, expected ${found.totals.upsell.expected.toFixed(0)}`,
      ].join('\n'),
    );
    expect(flagged.size).toBeGreaterThan(50);
    expect(hit / base).toBeGreaterThan(1);
    expect(hit).toBeGreaterThan(share(unflagged, left));
    expect(lateLeft / onTimeLeft).toBeGreaterThan(1);
    expect(taken / byChance).toBeGreaterThan(1);
    expect(upsell.length).toBeGreaterThan(50);
  });
});

function boughtAfter(rows: ReturnType<OnlineRetail['rows']>): (account: number, product: number) => boolean {
  const pairs = new Set<string>();
  for (let account = 0; account < rows.accounts; account++) {
    for (let row = rows.offsets[account]!; row < rows.offsets[account + 1]!; row++) {
      const inside = rows.day[row]! >= after.from && rows.day[row]! <= after.to;
      if (rows.keep[row] === 1 && inside) pairs.add(`${account}:${rows.product![row]}`);
    }
  }
  return (account, product) => pairs.has(`${account}:${product}`);
}
