import { describe, expect, it } from 'vitest';
import { type AccountDays, accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { churnRisk } from '../../electron/engine/analysis/retention/risk/churnRisk.ts';
import { hasLeft } from '../../electron/engine/analysis/retention/risk/riskPanel.ts';
import {
  brierScore,
  calibrationTable,
  discrimination,
} from '../../electron/engine/analysis/statistics/discrimination.ts';
import { dayOf, isoDate } from '../../shared/domain/calendar.ts';
import { loadOnlineRetail } from './onlineRetailRows.ts';

const retail = loadOnlineRetail();
const leaving = { kind: 'silent' } as const;
const horizon = 91;

/** How the risk told at a day compares with what then happened. */
function lookBack(history: AccountDays, asOf: number) {
  const risk = churnRisk(history, asOf, { horizon, leaving });
  const left = Array.from(risk.account, (account) =>
    hasLeft(history, account, asOf, horizon, leaving) ? 1 : 0,
  );
  const rate = left.reduce((sum: number, one) => sum + one, 0) / left.length;
  return {
    n: left.length,
    rate,
    auc: discrimination(risk.probability, left).auc!,
    aucOfDaysSince: discrimination(risk.daysSince, left).auc!,
    brier: brierScore(risk.probability, left)!,
    brierOfBaseRate: brierScore(
      left.map(() => risk.model.baseRate),
      left,
    )!,
    calibration: calibrationTable(risk.probability, left, 5),
  };
}

/** Origins with at least 91 days before the model's own past days and 91 days after them in the data. */
const origins = [dayOf(2011, 6, 9), dayOf(2011, 7, 9), dayOf(2011, 8, 9), dayOf(2011, 9, 9)];

describe.skipIf(!retail)('risk of leaving on Online Retail, told before it happened', () => {
  const history = retail ? accountDays(retail.rows('net')) : null;

  it.each(origins.map((origin) => [isoDate(origin), origin] as const))('seen from %s', (name, origin) => {
    const found = lookBack(history!, origin);
    const bins = found.calibration.map(
      ({ predicted, observed }) => `${predicted.toFixed(2)}→${observed.toFixed(2)}`,
    );
    console.info(
      `Online Retail ${name}, n ${found.n}, left ${found.rate.toFixed(3)}: AUC ${found.auc.toFixed(3)}, ` +
        `days since last order ${found.aucOfDaysSince.toFixed(3)}; Brier ${found.brier.toFixed(3)}, ` +
        `base rate ${found.brierOfBaseRate.toFixed(3)}; ${bins.join(' ')}`,
    );
    expect(found.n).toBeGreaterThan(2000);
    expect(found.auc).toBeGreaterThan(0.7);
    expect(found.auc).toBeGreaterThan(found.aucOfDaysSince + 0.03);
    expect(found.brier).toBeLessThan(found.brierOfBaseRate);
    const observed = found.calibration.map((bin) => bin.observed);
    expect(observed[0]!).toBeLessThan(observed.at(-1)! - 0.3);
    for (const bin of found.calibration) expect(Math.abs(bin.predicted - bin.observed)).toBeLessThan(0.2);
  });
});
