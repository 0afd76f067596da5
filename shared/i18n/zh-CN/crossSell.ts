import type { crossSell as english } from '../en/crossSell.ts';

export const crossSell: Record<keyof typeof english, string> = {
  'method.associationRules':
    '精确列出达到所设支持度和置信度的全部规则。支持度：同时含两侧的购物篮占比；置信度：含左侧的购物篮中也含右侧的比例；提升度：置信度 / 右侧在全部购物篮中的占比。偶然概率：若两侧毫无关系，出现这么多次同购的可能性（费希尔精确检验）。',
  'method.associationRules.formula':
    '提升度＝P(左, 右) / (P(左) · P(右))；杠杆率＝P(左, 右) − P(左) · P(右)；确信度＝(1 − P(右)) / (1 − 置信度)',
  'method.whiteSpace':
    '对客户目前没有购买的每个产品：三个月内开始购买的概率，以及规模最接近的 15 个购买客户每年在该产品上的支出，与“下一产品”清单为同一数字。各产品分别计算，合计只是上限。',
  'method.whiteSpace.formula': '预期金额＝概率 × 价值，与“下一产品”清单相同',

  'warning.noRules': '没有规则达到这些门槛（至少 {minCount, number} 个购物篮）。请降低支持度或置信度。',
  'warning.rulesByChance':
    '{rules, number} 条规则中有 {weak, number} 条可能出于偶然：共检视了 {tested, number} 个候选。参见“偶然概率”一列。',
  'warning.productsNotShown': '在售的 {products, number} 个产品中，只显示收入最高的 {shown, number} 个。',
  'warning.noLookAlikes': '{accounts, number} 个客户没有购买所示的任何产品，采用全部客户的比例。',
  'warning.sampledLookAlikes': '同类客户取自 {accounts, number} 个活跃客户中固定抽取的 {sample, number} 个。',

  'error.tooManyResults': '达到这些门槛的组合超过 {limit, number} 个。',
  'error.tooManyResults.hint': '请提高支持度或置信度、减少每条规则的项数，或改按品类查看。',

  'evidence.crossSellLookAlikes':
    '{peers, number} 个同类客户中有 {buyers, number} 个购买{product}，支出中位数为 {spend, number, ::precision-integer}。{calibrated, select, yes {过去类似情形中有 {probability, number, percent} 后来购买了该产品。} other {}}',
  'evidence.crossSellLapsed':
    '曾购买{product}，现已停购；{peers, number} 个同类客户中有 {buyers, number} 个在买，支出中位数为 {spend, number, ::precision-integer}。{calibrated, select, yes {过去类似情形中有 {probability, number, percent} 后来购买了该产品。} other {}}',
  'evidence.crossSellRule':
    '该客户购买{with}；购买它的 {accounts, number} 个客户中有 {confidence, number, percent} 也买{product}（为通常比例的 {lift, number, ::.0} 倍）。{peers, number} 个同类客户中有 {buyers, number} 个在买，支出中位数为 {spend, number, ::precision-integer}。{calibrated, select, yes {过去类似情形中有 {probability, number, percent} 后来购买了该产品。} other {}}',

  'nextStep.offerProduct': '向其推荐，并以同类客户为例。',
  'nextStep.offerBundle': '与其已购产品搭配推荐。',
  'nextStep.winBackProduct': '了解停购原因，再次推荐。',
};
