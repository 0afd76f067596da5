import { accounts as accountsEn } from './en/accounts.ts';
import { activity as activityEn } from './en/activity.ts';
import { backtest as backtestEn } from './en/backtest.ts';
import { charts as chartsEn } from './en/charts.ts';
import { common as commonEn } from './en/common.ts';
import { crossSell as crossSellEn } from './en/crossSell.ts';
import { crossSellModels as crossSellModelsEn } from './en/crossSellModels.ts';
import { currency as currencyEn } from './en/currency.ts';
import { data as dataEn } from './en/data.ts';
import { entities as entitiesEn } from './en/entities.ts';
import { errors as errorsEn } from './en/errors.ts';
import { evidence as evidenceEn } from './en/evidence.ts';
import { explore as exploreEn } from './en/explore.ts';
import { files as filesEn } from './en/files.ts';
import { formats as formatsEn } from './en/formats.ts';
import { frame as frameEn } from './en/frame.ts';
import { growth as growthEn } from './en/growth.ts';
import { layouts as layoutsEn } from './en/layouts.ts';
import { modelFigures as modelFiguresEn } from './en/modelFigures.ts';
import { native as nativeEn } from './en/native.ts';
import { opportunities as opportunitiesEn } from './en/opportunities.ts';
import { overview as overviewEn } from './en/overview.ts';
import { parameters as parametersEn } from './en/parameters.ts';
import { pivot as pivotEn } from './en/pivot.ts';
import { purchases as purchasesEn } from './en/purchases.ts';
import { quality as qualityEn } from './en/quality.ts';
import { repair as repairEn } from './en/repair.ts';
import { retention as retentionEn } from './en/retention.ts';
import { risk as riskEn } from './en/risk.ts';
import { sample as sampleEn } from './en/sample.ts';
import { sql as sqlEn } from './en/sql.ts';
import { survival as survivalEn } from './en/survival.ts';
import { tables as tablesEn } from './en/tables.ts';
import { upsell as upsellEn } from './en/upsell.ts';
import { accounts as accountsZh } from './zh-CN/accounts.ts';
import { activity as activityZh } from './zh-CN/activity.ts';
import { backtest as backtestZh } from './zh-CN/backtest.ts';
import { charts as chartsZh } from './zh-CN/charts.ts';
import { common as commonZh } from './zh-CN/common.ts';
import { crossSell as crossSellZh } from './zh-CN/crossSell.ts';
import { crossSellModels as crossSellModelsZh } from './zh-CN/crossSellModels.ts';
import { currency as currencyZh } from './zh-CN/currency.ts';
import { data as dataZh } from './zh-CN/data.ts';
import { entities as entitiesZh } from './zh-CN/entities.ts';
import { errors as errorsZh } from './zh-CN/errors.ts';
import { evidence as evidenceZh } from './zh-CN/evidence.ts';
import { explore as exploreZh } from './zh-CN/explore.ts';
import { files as filesZh } from './zh-CN/files.ts';
import { formats as formatsZh } from './zh-CN/formats.ts';
import { frame as frameZh } from './zh-CN/frame.ts';
import { growth as growthZh } from './zh-CN/growth.ts';
import { layouts as layoutsZh } from './zh-CN/layouts.ts';
import { modelFigures as modelFiguresZh } from './zh-CN/modelFigures.ts';
import { native as nativeZh } from './zh-CN/native.ts';
import { opportunities as opportunitiesZh } from './zh-CN/opportunities.ts';
import { overview as overviewZh } from './zh-CN/overview.ts';
import { parameters as parametersZh } from './zh-CN/parameters.ts';
import { pivot as pivotZh } from './zh-CN/pivot.ts';
import { purchases as purchasesZh } from './zh-CN/purchases.ts';
import { quality as qualityZh } from './zh-CN/quality.ts';
import { repair as repairZh } from './zh-CN/repair.ts';
import { retention as retentionZh } from './zh-CN/retention.ts';
import { risk as riskZh } from './zh-CN/risk.ts';
import { sample as sampleZh } from './zh-CN/sample.ts';
import { sql as sqlZh } from './zh-CN/sql.ts';
import { survival as survivalZh } from './zh-CN/survival.ts';
import { tables as tablesZh } from './zh-CN/tables.ts';
import { upsell as upsellZh } from './zh-CN/upsell.ts';

export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** One file per feature and locale; a key missing in Chinese is a type error. */
export const english = {
  ...accountsEn,
  ...activityEn,
  ...backtestEn,
  ...chartsEn,
  ...commonEn,
  ...crossSellEn,
  ...currencyEn,
  ...crossSellModelsEn,
  ...dataEn,
  ...entitiesEn,
  ...errorsEn,
  ...evidenceEn,
  ...exploreEn,
  ...filesEn,
  ...formatsEn,
  ...frameEn,
  ...growthEn,
  ...modelFiguresEn,
  ...nativeEn,
  ...opportunitiesEn,
  ...overviewEn,
  ...parametersEn,
  ...pivotEn,
  ...purchasesEn,
  ...qualityEn,
  ...repairEn,
  ...retentionEn,
  ...riskEn,
  ...sampleEn,
  ...layoutsEn,
  ...tablesEn,
  ...sqlEn,
  ...survivalEn,
  ...upsellEn,
};
export type MessageKey = keyof typeof english;

export const messages: Record<Locale, Record<MessageKey, string>> = {
  en: english,
  'zh-CN': {
    ...accountsZh,
    ...activityZh,
    ...backtestZh,
    ...chartsZh,
    ...commonZh,
    ...crossSellZh,
    ...currencyZh,
    ...crossSellModelsZh,
    ...dataZh,
    ...entitiesZh,
    ...errorsZh,
    ...evidenceZh,
    ...exploreZh,
    ...filesZh,
    ...formatsZh,
    ...frameZh,
    ...growthZh,
    ...modelFiguresZh,
    ...nativeZh,
    ...opportunitiesZh,
    ...overviewZh,
    ...parametersZh,
    ...pivotZh,
    ...purchasesZh,
    ...qualityZh,
    ...repairZh,
    ...retentionZh,
    ...riskZh,
    ...sampleZh,
    ...layoutsZh,
    ...tablesZh,
    ...sqlZh,
    ...survivalZh,
    ...upsellZh,
  },
};
