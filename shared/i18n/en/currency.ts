/** The currency that figures are told in, the rates used for it, and what must be said of them. */
export const currency = {
  'currency.label': 'Currency',
  'currency.hint': 'The currency that amounts are told in',
  'currency.usual': '{currency} (reporting currency)',
  'currency.actual.long': 'Rates of the day of each sale',
  'currency.constant.long': 'Constant rates: the average of the base period',
  'currency.constant': 'constant rates',
  'currency.rates': 'Exchange rates',
  'currency.button': '{currency} · {rates}',
  'currency.setUsual': 'Make {currency} the reporting currency',
  'currency.setUsual.done': 'Amounts are told in {currency} from now on, no longer in {before}',
  'currency.byRows': 'The currency of most rows',
  'currency.reportedIn': 'Reporting currency',
  'currency.stored': '{currency}, as in the data',
  'currency.atActual': '{currency}, at the last rate on or before the day of each sale',
  'currency.atConstant': '{currency}, at the average rates of {first} – {last}',
  'currency.pair': '{from} → {to}: {rates, plural, one {# rate} other {# rates}}, {first} – {last}',
  'currency.pairVia':
    '{from} → {via} → {to}: {rates, plural, one {# rate} other {# rates}}, {first} – {last}',
  'currency.in': 'in {currency}',
  'currency.header': '{header} ({currency})',
  'reason.badCurrency': 'No currency or pair of currencies is named',
  'reason.badRate': 'A rate must be above zero',
  'reason.contradictoryRate': 'Another rate of the same day and currencies stands above in the file',
  'rule.badRate': 'Rates that are not above zero',
  'rule.contradictoryRate': 'Rates that contradict one above',
  'column.fx': 'Exchange rates',
  'column.revenue_reporting': 'Revenue, reporting currency',

  'warning.leftOutWithoutRate':
    '{rows, plural, one {# row is} other {# rows are}} left out of the amounts ({money}): no rate to {currency} on or before their day. Import rates under Data.',
  'warning.rowsWithoutCurrency':
    '{rows, plural, one {# row names} other {# rows name}} no currency ({amount, number, ::precision-integer}) and {rows, plural, one {counts} other {count}} as {currency}.',
  'warning.noRateInBase':
    'No rate of {currencies} lies in {first} – {last}; these amounts stay at the rate of their day.',
  'warning.contradictoryRates':
    '{n, plural, one {One day has} other {# times a day has}} two different rates for one pair (first: {from} → {to}, {date}); the one imported last counts.',
  'warning.badRates':
    '{n, plural, one {# rate is} other {# rates are}} not above zero or without a day, and not used.',
  'warning.linesAtConstantRates':
    'Lines, NRR and GRR are at the average rates of the base period; the line “Exchange rates” ({fx, number, ::precision-integer}) holds what rates did.',
} as const;
