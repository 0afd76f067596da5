/** Cross-sell: methods, warnings, evidence sentences, next steps. */
export const crossSell = {
  'method.associationRules':
    'Every rule that reaches the support and confidence asked for, counted exactly. Support: share of baskets with both sides; confidence: share of baskets with the left side that also hold the right; lift: confidence / share of the right side in all baskets. Chance: how likely so many shared baskets would be if the sides had nothing to do with each other (Fisher’s exact test).',
  'method.associationRules.formula':
    'lift = P(left, right) / (P(left) · P(right)); leverage = P(left, right) − P(left) · P(right); conviction = (1 − P(right)) / (1 − confidence)',
  'method.whiteSpace':
    'For each product an account does not buy now: the probability that it takes it up within three months, and what the 15 buyers nearest in size spend on it per year: the same numbers as in the next-product list. Products are looked at one by one, so their sum is an upper end.',
  'method.whiteSpace.formula': 'expected = probability × value, as in the next-product list',

  'warning.noRules':
    'No rule reaches these thresholds (at least {minCount, number} baskets). Lower the support or the confidence.',
  'warning.rulesByChance':
    '{weak, number} of {rules, plural, one {# rule} other {# rules}} could be chance: {tested, number} candidates were looked at. See the column “chance”.',
  'warning.productsNotShown':
    'Shown are the {shown, number} products with most revenue, of {products, number} sold.',
  'warning.noLookAlikes':
    '{accounts, plural, one {# account buys} other {# accounts buy}} none of the products shown; the share of all accounts is used.',
  'warning.sampledLookAlikes':
    'Look-alikes are taken from a fixed sample of {sample, number} of {accounts, number} active accounts.',

  'error.tooManyResults': 'More than {limit, number} combinations reach these thresholds.',
  'error.tooManyResults.hint':
    'Raise the support or the confidence, allow fewer items per rule, or look at categories instead of products.',

  'evidence.crossSellLookAlikes':
    '{buyers, number} of its {peers, number} look-alikes buy {product}, for {spend, number, ::precision-integer} at the median. {calibrated, select, yes {Of such cases in the past {probability, number, percent} took the product up.} other {}}',
  'evidence.crossSellLapsed':
    'Used to buy {product} and no longer does; {buyers, number} of its {peers, number} look-alikes do, for {spend, number, ::precision-integer} at the median. {calibrated, select, yes {Of such cases in the past {probability, number, percent} took the product up.} other {}}',
  'evidence.crossSellRule':
    'Buys {with}; of the {accounts, plural, one {one account that does} other {# accounts that do}}, {confidence, number, percent} also buy {product} ({lift, number, ::.0} times the usual share). {buyers, number} of its {peers, number} look-alikes buy it, for {spend, number, ::precision-integer} at the median. {calibrated, select, yes {Of such cases in the past {probability, number, percent} took the product up.} other {}}',

  'nextStep.offerProduct': 'Offer it, with an account like theirs as the reference.',
  'nextStep.offerBundle': 'Offer it together with what they already buy.',
  'nextStep.winBackProduct': 'Ask why they stopped, and offer it again.',
};
