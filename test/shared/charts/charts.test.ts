import { describe, expect, test } from 'vitest';
import { accountPlan } from '../../../shared/charts/accountPlan.ts';
import { accountStock } from '../../../shared/charts/accountStock.ts';
import { accountTrend } from '../../../shared/charts/accountTrend.ts';
import { activityScatter } from '../../../shared/charts/activityScatter.ts';
import { backtestCalibration } from '../../../shared/charts/backtestCalibration.ts';
import { backtestLift } from '../../../shared/charts/backtestLift.ts';
import { cannibalisationLines } from '../../../shared/charts/cannibalisationLines.ts';
import { cohortHeat } from '../../../shared/charts/cohortHeat.ts';
import { concentration } from '../../../shared/charts/concentration.ts';
import { concentrationStress } from '../../../shared/charts/concentrationStress.ts';
import { gapHistogram } from '../../../shared/charts/gapHistogram.ts';
import { headroomFrontier } from '../../../shared/charts/headroomFrontier.ts';
import { headroomScatter } from '../../../shared/charts/headroomScatter.ts';
import { momentumBridge } from '../../../shared/charts/momentumBridge.ts';
import { momentumQuadrant } from '../../../shared/charts/momentumQuadrant.ts';
import { movementBridge } from '../../../shared/charts/movementBridge.ts';
import { movementSeries } from '../../../shared/charts/movementSeries.ts';
import { opportunitiesByKind } from '../../../shared/charts/opportunitiesByKind.ts';
import type { ChartOption } from '../../../shared/charts/option.ts';
import { priceCorridor } from '../../../shared/charts/priceCorridor.ts';
import { productBars } from '../../../shared/charts/productBars.ts';
import { productNetwork } from '../../../shared/charts/productNetwork.ts';
import { purchaseFrequency, purchaseHoldout } from '../../../shared/charts/purchaseFit.ts';
import { pvmBridge } from '../../../shared/charts/pvmBridge.ts';
import { rhythmScatter } from '../../../shared/charts/rhythmScatter.ts';
import { rulesScatter } from '../../../shared/charts/rulesScatter.ts';
import { sequenceFlow } from '../../../shared/charts/sequenceFlow.ts';
import { sparkline } from '../../../shared/charts/sparkline.ts';
import { survivalCurves } from '../../../shared/charts/survivalCurves.ts';
import { createChartTheme } from '../../../shared/charts/theme.ts';
import { trend } from '../../../shared/charts/trend.ts';
import { walletScatter } from '../../../shared/charts/walletScatter.ts';
import { whiteSpaceMatrix } from '../../../shared/charts/whiteSpaceMatrix.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { expectGolden } from '../../golden.ts';
import { planned } from './accountExhibits.ts';
import { backtested } from './backtestExhibits.ts';
import * as crossSell from './crossSellExhibits.ts';
import * as fixtures from './exhibits.ts';
import { frozen, wordsOf } from './frozen.ts';
import { buying, surviving } from './retentionExhibits.ts';
import { cornered, filled, frontier, paced } from './upsellExhibits.ts';

type Draw = (
  exhibit: Exhibit,
  theme: ReturnType<typeof createChartTheme>,
  format: ReturnType<typeof createFormat>,
  t: ReturnType<typeof createTranslate>,
) => ChartOption;

const cases: Record<string, { exhibit: Exhibit; draw: Draw }> = {
  movementBridge: { exhibit: fixtures.movement, draw: movementBridge },
  movementBridgeSelected: {
    exhibit: fixtures.movement,
    draw: (...args) => movementBridge(...args, { selected: ['churned'] }),
  },
  movementSeries: { exhibit: fixtures.movementPeriods, draw: movementSeries },
  trend: { exhibit: fixtures.trendPlain, draw: trend },
  trendByGroup: { exhibit: fixtures.trendGrouped, draw: trend },
  concentration: { exhibit: fixtures.concentrated, draw: concentration },
  concentrationStress: { exhibit: fixtures.concentrated, draw: concentrationStress },
  cohortHeat: { exhibit: fixtures.cohorted, draw: cohortHeat },
  cohortHeatRevenue: {
    exhibit: fixtures.cohorted,
    draw: (...args) => cohortHeat(...args, { by: 'revenue', selected: ['2011-10'] }),
  },
  rhythmScatter: { exhibit: fixtures.rhythmic, draw: rhythmScatter },
  gapHistogram: { exhibit: fixtures.rhythmic, draw: gapHistogram },
  survivalCurves: {
    exhibit: surviving,
    draw: (...args) => survivalCurves(...args, { selected: ['Small'] }),
  },
  activityScatter: { exhibit: buying, draw: activityScatter },
  purchaseFrequency: { exhibit: buying, draw: purchaseFrequency },
  purchaseHoldout: { exhibit: buying, draw: purchaseHoldout },
  backtestLift: { exhibit: backtested, draw: backtestLift },
  backtestCalibration: { exhibit: backtested, draw: backtestCalibration },
  pvmBridge: { exhibit: fixtures.priceVolume, draw: pvmBridge },
  headroomScatter: { exhibit: fixtures.roomy, draw: headroomScatter },
  headroomFrontier: { exhibit: frontier, draw: headroomFrontier },
  momentumQuadrant: { exhibit: paced, draw: momentumQuadrant },
  momentumBridge: { exhibit: paced, draw: momentumBridge },
  priceCorridor: { exhibit: cornered, draw: priceCorridor },
  walletScatter: { exhibit: filled, draw: walletScatter },
  rulesScatter: { exhibit: fixtures.ruled, draw: rulesScatter },
  whiteSpaceMatrix: { exhibit: fixtures.white, draw: whiteSpaceMatrix },
  sequenceFlow: { exhibit: crossSell.following, draw: sequenceFlow },
  productNetwork: { exhibit: crossSell.networked, draw: productNetwork },
  productNetworkSelected: {
    exhibit: crossSell.networked,
    draw: (...args) => productNetwork(...args, { selected: ['P3'] }),
  },
  cannibalisationLines: { exhibit: crossSell.taken, draw: cannibalisationLines },
  opportunitiesByKind: { exhibit: fixtures.advised, draw: opportunitiesByKind },
  accountPlan: { exhibit: planned, draw: accountPlan },
  accountStock: { exhibit: planned, draw: accountStock },
  accountTrend: { exhibit: fixtures.oneAccount, draw: accountTrend },
  productBars: { exhibit: fixtures.oneAccount, draw: productBars },
  sparkline: {
    exhibit: fixtures.summarised,
    draw: (...args) => sparkline(...args, { table: 'months', column: 'revenue' }),
  },
};

function drawCase(name: string, locale: Locale, dark = false): ChartOption {
  const { exhibit, draw } = cases[name]!;
  const theme = createChartTheme(dark ? 'dark' : 'light', locale === 'en' ? 'greenUp' : 'redUp');
  return draw(exhibit, theme, createFormat(locale), createTranslate(locale));
}

describe.each(Object.keys(cases))('%s', (name) => {
  test('draws what it drew before', () => {
    const option = drawCase(name, 'en');
    const golden = {
      option: frozen(option),
      words: wordsOf(option),
      chinese: wordsOf(drawCase(name, 'zh-CN')),
    };
    expectGolden(golden, new URL(`./golden/${name}.json`, import.meta.url));
  });

  test('holds no value that cannot be drawn', () => {
    for (const option of [drawCase(name, 'en'), drawCase(name, 'zh-CN', true)]) {
      const text = JSON.stringify(frozen(option), (_, value) =>
        typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
      );
      expect(text).not.toMatch(/NOT FINITE|undefined|NaN|Infinity/);
      expect(wordsOf(option).join('\n')).not.toMatch(/undefined|NaN|Infinity|null/);
    }
  });

  test('says the same thing twice', () => {
    expect(frozen(drawCase(name, 'en'))).toEqual(frozen(drawCase(name, 'en')));
  });

  test('draws its tooltip on the canvas, with data never read as markup', () => {
    const option = drawCase(name, 'en');
    expect(option.tooltip.renderMode).toBe('richText');
    expect(wordsOf(option).join('\n')).not.toMatch(/\{[a-zA-Z0-9_]+\|/);
  });
});

test('a colour is never the only mark: gains and losses carry sign and arrow', () => {
  const words = wordsOf(drawCase('movementBridge', 'en')).join('\n');
  expect(words).toContain('▲ +800');
  expect(words).toContain('▼ −3.9K');
});

test('a bridge that falls below zero is split at the axis, and adds up', () => {
  const [base, above, below] = drawCase('movementBridge', 'en').series.map((series) =>
    (series.data as ({ value: number } | number)[]).map((item) =>
      typeof item === 'number' ? item : item.value,
    ),
  );
  // churned: from 3650.5 down to −249.5; end: −249.5
  expect([base!.at(-2), above!.at(-2), below!.at(-2)]).toEqual([0, 3650.5, -249.5]);
  expect([base!.at(-1), above!.at(-1), below!.at(-1)]).toEqual([0, 0, -249.5]);
});

test('incomplete periods are hatched, and left out of the sparkline', () => {
  const bars = drawCase('trend', 'en').series[1]!;
  expect((bars.itemStyle as { decal: unknown }).decal).toBeDefined();
  expect((bars.data as { value: unknown }[]).map((item) => item.value)).toEqual(['-', '-', 342_524.38]);
  const line = drawCase('sparkline', 'en').series[0]!;
  expect((line.data as { value: unknown }[]).map((item) => item.value)).toEqual([500, 800, '-']);
});

test('what a log axis cannot show is said in the chart, not dropped in silence', () => {
  expect(drawCase('rhythmScatter', 'en').title?.text).toContain('2 accounts not drawn');
  expect(drawCase('activityScatter', 'en').title?.text).toContain(
    '2 accounts with next to no expected revenue',
  );
  expect(drawCase('headroomScatter', 'en').title?.text).toContain('1 account not drawn');
});

test('the products beyond the tenth are summed below the bars, not dropped', () => {
  const option = drawCase('productBars', 'en');
  const revenue = (option.series[0]!.data as { value: number }[]).map((item) => item.value);
  expect(revenue).toHaveLength(10);
  expect(option.title?.text).toBe('And 3 products more: 60, 150 before.');
  expect(revenue.reduce((sum, value) => sum + value, 60)).toBe(130 * 13 - 10 * 78);
});

test('Chinese amounts are counted in 万', () => {
  expect(wordsOf(drawCase('opportunitiesByKind', 'zh-CN')).join('\n')).toContain('12万');
});
