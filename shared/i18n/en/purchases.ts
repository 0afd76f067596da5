/** Purchase models of customers without contract. */
export const purchases = {
  'column.p_active': 'P(active)',
  'column.expected_spend': 'Expected spend per purchase',
  'warning.notConverged':
    'The fit did not settle: its slope is still {gradient, number, ::scientific}. Its figures are rough.',
  'warning.undetermined':
    'The data leave open: {parameters}. Customers may be too much alike, or none seems to leave. The log likelihood and the expected purchases can still be used; these parameters should not be read.',
  'warning.fewRepeatBuyers':
    'Only {customers, plural, one {# customer has} other {# customers have}} bought again; with fewer than {least} the model says little.',
  'warning.spendNotPositive':
    '{customers, plural, one {# customer} other {# customers}} whose repeat purchases are worth zero or less on average left out of the spend model.',
  'warning.noMeanSpend':
    'Spend differs so much between customers that its mean over all of them does not exist; customers without a repeat purchase have no expected spend.',
};
