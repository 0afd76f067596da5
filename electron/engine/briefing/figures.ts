import type { Unit } from '../../../shared/domain/table.ts';

const figuresByUnit: Partial<Record<Unit, string>> = {
  money:
    'revenue revenuePrior margin marginPrior atRisk headroom crossSell start new reactivated expansion contraction churned other fx end total lateValue from to volume price newItems lostItems expected retainValue upsellValue crossSellValue retainExpected upsellExpected crossSellExpected totalValue base market mix performance apart leakage opportunity wallet open value',
  ratio:
    'growth marketGrowth bookGrowth nrr grr logoRetention top1Share top10Share top20pctShare share percentile baseRate auc',
  count:
    'activeAccounts activeAccountsPrior orders ordersPrior countStart countNew countReactivated countExpansion countContraction countFlat countChurned countEnd accounts accountsFor80pct gaps accountsWith2Dates late itemsBoth itemsNew itemsLost transactions items rules pairs countA countB countC countX countY countZ retainCount upsellCount crossSellCount notCompared rank products fitted rearranged seen inMarket below compared notPurchases declared estimated flagged checked origins withContract',
  price: 'orderValue orderValuePrior',
  score: 'gini hhi nps score scoreSince',
  months: 'gapMean gapMedian gapQ90 medianGap tenureMonths',
  p: 'p',
  none: 'account name',
  days: 'daysSince',
};

const units = new Map<string, Unit>(
  Object.entries(figuresByUnit).flatMap(([unit, names]) =>
    names.split(' ').map((name) => [name, unit as Unit]),
  ),
);

/** What a single number of an exhibit counts; the words are `figure.<name>` and `definition.<name>`. */
export function figureUnit(name: string): Unit {
  return units.get(name) ?? 'none';
}
