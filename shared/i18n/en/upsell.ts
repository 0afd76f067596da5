/** Upsell and the list of opportunities: methods, warnings, evidence sentences, next steps. */
export const upsell = {
  'method.headroom':
    'Each account is compared twice, never by revenue. Look-alikes: the accounts most like it by tenure, number of orders, number of products and the fields named; expected is the median of what they spent, lower and upper their quartiles. Quantiles: quantile regression of the logarithm of revenue on the logarithms of orders, tenure and products and the same fields (rare kinds pooled): what half, a quarter and a tenth of accounts like it exceed; lines that cross are put in order. The logarithm, because accounts differ by factors, and because the result then does not depend on the currency. “Both agree” takes the smaller gap. The probability is how often accounts with such a gap one period earlier grew after. Assumes that effects multiply and that accounts alike in these could spend alike.',
  'method.headroom.formula':
    'gap = max(0, median of the look-alikes or conditional median − own revenue); both: the smaller',
  'method.opportunities':
    'Retain: accounts likelier to leave than most did in the past (see the risk of leaving; where it cannot be told, accounts late by their own rhythm or silent after one order), with their revenue of the last 12 months. Upsell: the gap of the headroom list. Cross-sell: the next-product list; without enough history for it, products that look-alikes buy. Probabilities are how often the same advice, given earlier in these data, came true: leaving, spending more, taking the product up. Movable is what part of the money such accounts then brought: the share of late accounts that came back, the share of the gap closed by those who grew, the share of what such buyers spend that was reached by those who took a product up, the share of a price leak that was closed; few cases stay near an assumption that counts as ten; an assumption of yours takes its place. Upsell and cross-sell of an account together never exceed its gap to the upper quartile of its look-alikes. Renewal: a contract that ends within 90 days, in place of retain. Price: what is paid below the corridor of other buyers; upsell claims the gap only beyond it. Each list is judged on the past beside a naive one (days since the last order, revenue of the last period, popularity); where the naive one is better, it takes the place of ours.',
  'method.opportunities.formula': 'expected = value × probability × movable',

  'warning.tooNewToCompare':
    '{accounts, plural, one {# account has} other {# accounts have}} fewer than two orders or three months of history and cannot be compared.',
  'warning.fewLookAlikes':
    '{accounts, plural, one {# account has} other {# accounts have}} fewer than {k} look-alikes.',
  'warning.farLookAlikes':
    'For {accounts, plural, one {# account} other {# accounts}} the look-alikes are not very alike (similarity below {least, number, percent}): read their gap with care.',
  'warning.partMissing':
    '{part, select, rhythm {Retain advice is missing: there are no orders.} headroom {Upsell and cross-sell advice is missing: too few accounts can be compared.} other {Cross-sell advice is missing: it needs products and more active accounts.}}',
  'warning.uncalibratedLeaving':
    'The history is too short to learn how often late accounts leave; the probability shown is the share of the account’s own gaps that were shorter (one half after a single order).',
  'warning.uncalibratedUpsell':
    'The history is too short to learn how often accounts with such a gap spend more; one half is assumed.',
  'warning.uncalibratedCrossSell':
    'The history is too short to learn how often offered products are taken up; the probability shown is the share of look-alikes that buy them.',

  'evidence.retainLate':
    'No order for {days, plural, one {# day} other {# days}}; its usual gap is {medianGap, plural, one {# day} other {# days}} (over {orderDays} order days). {calibrated, select, yes {Of {seen, number} cases like this before, {left, number} ordered nothing in the next {horizon} days.} other {Longer than {percentile, number, percent} of its own gaps.}}',
  'evidence.retainOverdue':
    'No order for {days, plural, one {# day} other {# days}}, far beyond its usual gap of {medianGap, plural, one {# day} other {# days}} (over {orderDays} order days). {calibrated, select, yes {Of {seen, number} cases like this before, {left, number} ordered nothing in the next {horizon} days.} other {Longer than {percentile, number, percent} of its own gaps.}}',
  'evidence.retainOnce':
    'Ordered once, {days, plural, one {# day} other {# days}} ago; 9 in 10 repeat orders of all accounts come within {horizon} days. {calibrated, select, yes {Of {seen, number} cases like this before, {left, number} ordered nothing in the next {horizon} days.} other {How many such accounts come back cannot be learnt from these data.}}',
  'evidence.retainRisk':
    '{probability, number, percent} likely to order nothing in the next {months, plural, one {# month} other {# months}}, where {base, number, percent} of accounts left in the past. {reasons}.',
  'evidence.renewalDue':
    'The contract ends in {left, plural, one {# day} other {# days}}; {probability, number, percent} likely to order nothing in the next {months, plural, one {# month} other {# months}}, where {base, number, percent} of accounts left in the past. {reasons}.',
  'evidence.priceBelow':
    'Pays less than other buyers of as much for {products, plural, one {# product} other {# products}}, most for {product}: {price, number, ::.00} where the lower quarter of {buyers, number} buyers starts at {lower, number, ::.00}; {leakage, number, ::precision-integer} in 12 months. {calibrated, select, yes {Of {seen, plural, one {# account} other {# accounts}} that paid too little a year earlier, about {probability, number, percent} paid more afterwards, general price changes taken out; they closed {closed, number, percent} of it.} other {Whether prices can be raised is assumed (one half): there is too little history to learn it.}}',
  'evidence.retainByRecency':
    'Last order {days, plural, one {# day ago} other {# days ago}}; of accounts that far down, {probability, number, percent} ordered nothing in the next {months, plural, one {# month} other {# months}}.',
  'evidence.renewalByRecency':
    'The contract ends in {left, plural, one {# day} other {# days}}; last order {days, plural, one {# day ago} other {# days ago}}. Of accounts that far down, {probability, number, percent} ordered nothing in the next {months, plural, one {# month} other {# months}}.',
  'evidence.upsellByRevenue':
    'Spent {revenue, number, ::precision-integer} in the last {months, plural, one {# month} other {# months}}; of accounts that high up, {probability, number, percent} grew by more than {growth, number, percent}.{crossSell, plural, =0 {} other { {crossSell, number, ::precision-integer} of that growth is listed as cross-sell or price.}}',
  'evidence.crossSellByPopularity':
    'Many buy {product}, for {spend, number, ::precision-integer} on average, and this account buys broadly; of such pairs {probability, number, percent} were taken up within {months, plural, one {# month} other {# months}}.',
  'evidence.upsellHeadroom':
    'Spends {revenue, number, ::precision-integer}; its {peers, plural, one {# look-alike spends} other {# look-alikes spend}} {expected, number, ::precision-integer} at the median (similarity {similarity, number, percent}), accounts of its size and kind {typical, number, ::precision-integer}; the smaller gap counts. {crossSell, plural, =0 {} other {{crossSell, number, ::precision-integer} of the gap is listed as cross-sell or price. }}{calibrated, select, yes {Of accounts with such a gap {probability, number, percent} spent more afterwards; they closed {closed, number, percent} of it.} other {The history is too short to learn how many close such a gap.}}',
  'evidence.upsellLookAlikes':
    'Spends {revenue, number, ::precision-integer}; its {peers, plural, one {# look-alike spends} other {# look-alikes spend}} {expected, number, ::precision-integer} at the median and {upper, number, ::precision-integer} in the upper quarter (similarity {similarity, number, percent}). {crossSell, plural, =0 {} other {{crossSell, number, ::precision-integer} of the gap is listed as cross-sell. }}{calibrated, select, yes {Of accounts with such a gap {probability, number, percent} spent more afterwards; they closed {closed, number, percent} of it.} other {Half of the look-alikes reach it.}}',

  'upsell.comparedBy': 'Look-alikes share',
  'upsell.comparedByUsual': '{names} (default)',
  'upsell.comparedByNothing': 'Only tenure, orders and products',
  'upsell.comparedByFields': 'Look-alikes share {fields}',

  'nextStep.callNow': 'Call now: ask whether they have moved, and what would bring them back.',
  'nextStep.askWhatChanged': 'Get in touch before the next order is lost; ask what has changed.',
  'nextStep.askForSecondOrder': 'Ask how the first order went, and propose a second.',
  'nextStep.prepareRenewal': 'Prepare the renewal; talk before the notice period ends.',
  'nextStep.reviewPrice': 'Review price and discounts with them before the next order.',
  'nextStep.reviewVolume': 'Review volume and terms with them against accounts like theirs.',
  'nextStep.findOtherSupplier': 'Find out who supplies the rest; prepare a plan for a larger share.',
};
