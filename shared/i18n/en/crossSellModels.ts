/** Cross-sell models: next product, sequences, network, cannibalisation. */
export const crossSellModels = {
  'question.next-product': 'What should each account be offered next?',
  'question.sequence': 'What is bought next?',
  'question.network': 'Which products hang together?',
  'question.cannibalisation': 'Does the product take from what they bought before?',
  'chart.nextProduct.reliability': 'Do the probabilities come true?',
  'chart.sequence.list': 'How many follow, and how soon?',
  'chart.cannibalisation.figures': 'What did adopters do, and what accounts like them?',
  'method.nextProduct':
    'Bought products speak for others by EASE: each product is predicted from all others at once over what accounts bought in 12 months. The scores become probabilities by a logistic regression on what happened after past dates of this book: score, popularity (12 months and lately), bought before that, breadth and days since the last purchase. Event: a purchase, within the horizon, of a product not bought in the 12 months before. Value: median of what the 15 buyers nearest in size spend on it per year. Assumption: what followed then follows again; seasons are not told apart.',
  'method.nextProduct.formula':
    'P = (XᵀX + λI)⁻¹; B = I − P · diag(1 / diag P); score = Σ of B over the products bought; expected = probability × value',
  'method.sequence':
    'Of the accounts that first bought the one product and did not have the other by then: the share that buys the other within the horizon, by Kaplan and Meier, so that accounts seen for a shorter time count as long as they are seen. Base: the share of all accounts that take it up in a span of that length at a steady rate. Median: days until half of those who follow have followed. The first purchase in the data counts as the first.',
  'method.sequence.formula': 'lift = share / base; base = 1 − e^(−rate · horizon)',
  'method.network':
    'A line joins two products that share more baskets than chance would give (Fisher’s exact test, at most 5% false discoveries over all pairs, Benjamini and Hochberg). The lines furthest above chance are drawn; size is revenue. A line is association, not cause.',
  'method.network.formula': 'leverage = P(both) − P(one) · P(other); lift = P(both) / (P(one) · P(other))',
  'method.cannibalisation':
    'Adopters are accounts whose first purchase of the product has enough complete months before and after. Each is compared with up to three accounts most like it in spend on the substitutes, total spend and tenure before, that ordered in the same month and did not buy the product. Effect: change of adopters less change of those accounts (difference in differences), with a bootstrap interval over adopters. The same is shown for the spans before adoption: if they ran apart already, no conclusion is drawn.',
  'method.cannibalisation.formula':
    'effect = (after − before) of adopters − (after − before) of matched accounts',
  'warning.uncalibratedNextProduct':
    'Only {taken, plural, one {# product was} other {# products were}} taken up after past dates (at least {least} are needed): there is no probability yet, and the order follows the score.',
  'warning.calibratedInSample':
    'There is one past date only: the check of the probabilities uses the same cases they were learnt from.',
  'warning.productsByBuyers':
    'Looked at are the {shown, number} products with most buyers, of {products, number} sold.',
  'warning.maybeNotGoods':
    '{count, plural, one {This does} other {These # do}} not look like goods: {products}. They stay in until you leave them out.',
  'warning.noSequences': 'No product is bought next by enough accounts (at least 5).',
  'warning.sequencesByChance':
    '{weak, number} of {pairs, plural, one {# pair} other {# pairs}} could be chance: {tested, number} were looked at.',
  'warning.noNetwork': 'No two products share more baskets than chance would give.',
  'warning.edgesNotShown': 'Drawn are the {shown, number} strongest of {edges, number} lines.',
  'warning.fewAdopters':
    'Only {matched, number} of {adopters, number} adopters have accounts to compare with; at least {least} are needed for a verdict.',
  'warning.adoptersUnmatched':
    '{unmatched, number} of {adopters, number} adopters are like no other account and are left out.',
  'warning.noPreTrend':
    'Only {n, plural, one {# adopter reaches} other {# adopters reach}} back far enough to see whether both ran alike before.',
  'reason.boughtWith': 'Buys {name} (+{contribution, number, ::.000})',
  'reason.otherProducts':
    '{count, plural, one {# other product} other {# other products}} ({contribution, number, ::sign-always .000})',
  'reason.boughtBefore': 'Bought it more than 12 months ago',
  'verdict.tooLittle':
    'Too little data for a verdict on {product}: {matched, number} adopters could be compared.',
  'verdict.unclear': 'No verdict on {product}: adopters and the accounts compared already ran apart before.',
  'verdict.cannibalises':
    '{product} takes from its substitutes: adopters spend {effect} less on them than comparable accounts ({share} of what they spent; 95% interval {lower} to {upper}, {matched, number} adopters, {controls, number} others).',
  'verdict.complements':
    '{product} lifts its substitutes: adopters spend {effect} more on them than comparable accounts ({share}; 95% interval {lower} to {upper}, {matched, number} adopters, {controls, number} others).',
  'verdict.noneShown':
    'No cannibalisation is shown for {product}: the difference to comparable accounts is {effect} (95% interval {lower} to {upper}, {matched, number} adopters, {controls, number} others).',
  'crossSell.sequenceAfter': 'After {product}',
  'crossSell.sequenceAll': 'All products',
  'crossSell.horizon': 'Horizon (months)',
  'crossSell.except': 'Leave out products matching',
  'crossSell.exceptHint': 'Regular expression on keys, e.g. ^(POST|M)$',
  'crossSell.maxLength': 'Items per rule',
  'crossSell.largestAdoption': 'Most adopted',
  'crossSell.adopters': 'Adopters',
  'crossSell.matched': 'Comparable accounts',
  'crossSell.adoption': 'adoption',
  'axis.monthFromAdoption': 'Months from adoption',
  'axis.substituteSpend': 'Spend on substitutes per account and month',
  'column.bought_before': 'Bought before',
  'column.followed': 'Followed',
  'column.median_days': 'Median days',
  'column.with_name': 'With',
  'column.baskets': 'Baskets',
  'column.edges': 'Lines',
  'column.adjusted': 'p, corrected',
  'column.month_from_adoption': 'Month from adoption',
  'column.adopters': 'Adopters',
  'column.matched': 'Comparable accounts',
  'column.probability_from': 'From',
  'column.probability_to': 'To',
  'column.after_name': 'First',
  'column.after': 'First (key)',
  'column.follow_share': 'Share that follows',
  'column.share_lower': 'from',
  'column.share_upper': 'to',
  'column.base_share': 'Usual share',
  'column.affinity': 'Score',
  'column.with_product': 'With (key)',
  'crossSell.product': 'Product',
  'crossSell.nextProduct': 'Next product',
  'crossSell.sequence': 'Sequences',
  'crossSell.cannibalisation': 'Cannibalisation',
  'crossSell.monthsAround': 'Months before and after',
  'crossSell.perYear': 'Value per year',
  'crossSell.onlyProduct': 'Narrow the page to this product',
  'crossSell.flowsShown': 'The {shown, number} strongest of {pairs, number} pairs',
  'crossSell.tested':
    'Tested at {date}: {own} of what was taken up stood among the first ten, {popularity} by popularity.',
  'evidence.nextProduct0':
    '{buyers, number} accounts buy it.{lapsed, select, yes { Bought before.} other {}}',
  'evidence.nextProduct1':
    'Goes with {a}, which it buys; {buyers, number} accounts buy it.{lapsed, select, yes { Bought before.} other {}}',
  'evidence.nextProduct2':
    'Goes with {a} and {b}, which it buys; {buyers, number} accounts buy it.{lapsed, select, yes { Bought before.} other {}}',
  'evidence.nextProduct3':
    'Goes with {a}, {b} and {c}, which it buys; {buyers, number} accounts buy it.{lapsed, select, yes { Bought before.} other {}}',
  'figure.adoptersBefore': 'Adopters, before',
  'figure.adoptersAfter': 'Adopters, after',
  'figure.matchedBefore': 'Comparable accounts, before',
  'figure.matchedAfter': 'Comparable accounts, after',
  'figure.effect': 'Effect (difference of changes)',
  'figure.preTrend': 'Same between the spans before',
  'figure.productSpend': 'Spend on the product itself',
  'column.figure': 'Per account',
  'chart.cannibalisation.substitutes': 'Which products count as substitutes?',
  'chart.network.nodes': 'Which products are linked most?',
  'crossSell.substitutes': 'Substitutes',
  'crossSell.sameCategory': 'Substitutes: its category',
  'error.noSubstitutes': '{product} has no other product in its category.',
  'error.noSubstitutes.hint':
    'Choose its substitutes, choose another product, or import products with categories.',
};
