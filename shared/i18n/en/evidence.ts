/** Methods (`method.<name>`), warnings (`warning.<code>`), evidence sentences (`evidence.<code>`), next steps, changes. */
export const evidence = {
  'method.revenueMovement':
    'Each account’s revenue in the two periods is compared, to four decimals: new or reactivated (nothing before, then revenue), expansion, contraction, churned (revenue before, then none). NRR = their revenue now / their revenue then, GRR the same without growth, logo retention = accounts kept / accounts then.',
  'method.movementSeries':
    'Every period is compared with the one before it, account by account: new, reactivated, expansion, contraction, churned. The start plus all lines is the end.',
  'method.concentration':
    'Accounts with revenue above zero, largest first. Gini = Σ(2i−n−1)x₍ᵢ₎ / (nΣx), from 0 (all equal) to 1 (one has all); HHI = sum of squared shares.',
  'method.priceVolumeMix':
    'For products sold in both periods: volume = change in units × old price, price = change in price × new units, with price = revenue / units. Products sold in one period only are new or lost. The lines add up exactly.',
  'method.rfm':
    'Days since the last order, number of orders and revenue of each account, each scored 1 to 5 by the quintiles of all accounts; 5 is best.',
  'method.abcXyz':
    'Products by revenue, largest first: A up to 80% of the revenue, B up to 95%, C the rest. X, Y and Z by how much monthly units vary (standard deviation / mean): up to 0.5, up to 1, above.',
  'method.periodTotals':
    'Revenue, units, order lines and distinct orders of each period; an account is active when its revenue in the period is above zero.',
  'method.cohorts':
    'Accounts are grouped by the month or quarter of their first order; shown is how many of them had revenue above zero in each later calendar month, and how much.',
  'method.ownRhythm':
    'Days since the last order, compared with the account’s own gaps between order days. Late: longer than 9 in 10 of its gaps. Overdue: more than twice that. Accounts with one order day have no rhythm.',

  'warning.partialPeriod': '{period} is not complete in the data.',
  'warning.partialPeriods':
    '{n, plural, one {# step touches a period} other {# steps touch periods}} that the data does not cover completely.',
  'warning.noStartingAccounts':
    'No account had revenue in the earlier period, so there is no retention to measure.',
  'warning.fewAccounts':
    'Only {n, plural, one {# account} other {# accounts}}; with fewer than {least} these figures say little.',
  'warning.excludedNonPositive':
    '{accounts, plural, one {# account} other {# accounts}} with revenue below zero ({amount, number, ::precision-integer} in all) left out of shares.',
  'warning.itemsWithoutPrice':
    '{items, plural, one {# product has} other {# products have}} no unit price in one of the periods; the whole change ({amount, number, ::precision-integer}) is counted as price.',
  'warning.rowsWithoutProduct':
    '{rows, plural, one {# row has} other {# rows have}} no product ({amount, number, ::precision-integer} of revenue).',
  'warning.productsNonPositive':
    '{products, plural, one {# product} other {# products}} without revenue above zero ({amount, number, ::precision-integer} in all) put in class C.',
  'warning.noSteadiness':
    'Steadiness (X, Y, Z) needs quantities and at least two complete months; the data does not have them.',
  'warning.accountsWithoutOrder':
    '{accounts, plural, one {# account has} other {# accounts have}} only returns or zero-value rows and no score.',
  'warning.firstCohortOlder':
    'The data begins with the first cohort: some of its {accounts, plural, one {# account} other {# accounts}} may have started earlier.',
  'warning.revenueBeforeFirstOrder':
    '{accounts, plural, one {# account has} other {# accounts have}} returns before the first order in the data or no order at all; {amount, number, ::precision-integer} of revenue is in no cohort.',
  'warning.noRhythm': 'No account has ordered on two different days, so none has a rhythm of its own.',
  'warning.fewGaps':
    '{accounts, plural, one {# account is} other {# accounts are}} judged by fewer than {least} gaps of their own.',
  'change.accountWon': 'New: {name} brought {after}.',
  'change.accountReturned': '{name} came back with {after}.',
  'change.accountGrew': '{name} grew by {amount} ({share}) to {after}.',
  'change.accountShrank': '{name} shrank by {amount} ({share}) to {after}.',
  'change.accountLost': '{name} bought for {base} in the base period and nothing since.',
  'change.productGrew': 'Product {name} brought {amount} more: {after} after {base}.',
  'change.productShrank': 'Product {name} brought {amount} less: {after} after {base}.',
  'change.marketGrew': 'Market {name} brought {amount} more: {after} after {base}.',
  'change.marketShrank': 'Market {name} brought {amount} less: {after} after {base}.',
  'warning.accountsNotShown':
    'The {shown, number} accounts with most expected value are shown, of {accounts, number}. The totals count all of them.',
};
