/** Which accounts without contract are still active, and what they will bring. */
export const activity = {
  'question.activity': 'Who is still active, and what will they bring?',
  'chart.activity.list': 'Which accounts will bring the most?',
  'chart.activity.frequency': 'Does the model know how often accounts order?',
  'chart.activity.holdout': 'Would it have foretold the orders that came?',
  'chart.activity.parameters': 'What was fitted?',
  'chart.activity.notDrawn':
    '{count, plural, one {# account} other {# accounts}} with next to no expected revenue not drawn',
  'axis.pActive': 'Still active, P(active) (%)',
  'axis.expectedRevenue': 'Expected revenue within the horizon',
  'axis.expectedRevenueIn': 'Expected revenue within the horizon ({currency})',
  'axis.repeatOrders': 'Order days after the first',
  'axis.repeatOrdersBefore': 'Order days after the first, before the cut',
  'axis.accounts': 'Accounts (number)',
  'axis.ordersAfter': 'Order days after the cut (number)',
  'series.repeatBuyers': 'Ordered again',
  'series.onceBuyers': 'Ordered once',
  'series.actual': 'Actual',
  'series.modelled': 'Model',
  'series.naive': 'As in the time before',
  'column.expected_orders': 'Expected order days',
  'column.expected_revenue': 'Expected revenue',
  'column.clv': 'Present value',
  'column.model': 'Model',
  'column.parameter': 'Parameter',
  'column.estimate': 'Estimate',
  'column.std_error': 'Standard error',
  'column.repeat_orders': 'Order days after the first',
  'column.accounts_expected': 'Accounts, model',
  'column.orders_made': 'Order days made',
  'column.orders_expected': 'Order days, model',
  'column.orders_naive': 'Order days, as in the time before',
  'activity.title': 'Activity',
  'activity.horizon': 'Looking ahead',
  'activity.model': 'Model',
  'activity.model.auto': 'Likelier model',
  'activity.model.bg-nbd': 'BG/NBD',
  'activity.model.pareto-nbd': 'Pareto/NBD',
  'activity.discount': 'Discount a year',
  'activity.summary':
    '{model}, fitted on {accounts} accounts: {active} still active; {orders} order days expected within {months, plural, one {# month} other {# months}}.',
  'activity.holdoutSummary':
    'Fitted without the last {weeks} weeks, the model expected {expected} order days there; {actual} came ({difference}). Repeating the time before gives {naive}. Error per account: model {error}, repeating {naiveError}.',
  'figure.model': 'Model',
  'figure.repeatAccounts': 'Accounts that ordered again',
  'figure.converged': 'Fit settled',
  'figure.loglik': 'Log likelihood',
  'figure.loglikBgNbd': 'Log likelihood, BG/NBD',
  'figure.loglikParetoNbd': 'Log likelihood, Pareto/NBD',
  'figure.activeAccounts': 'Accounts still active (expected)',
  'figure.expectedOrders': 'Expected order days',
  'figure.expectedRevenue': 'Expected revenue',
  'figure.clv': 'Present value',
  'figure.holdoutWeeks': 'Weeks held out',
  'figure.holdoutExpected': 'Order days expected there',
  'figure.holdoutActual': 'Order days that came',
  'figure.holdoutNaive': 'Order days in the same time before',
  'figure.holdoutError': 'Error per account, model',
  'figure.holdoutNaiveError': 'Error per account, repeating',
  'evidence.activityRepeat':
    '{orders, plural, one {# order day} other {# order days}} in {weeks, number, ::precision-integer} weeks, the last {daysSince, plural, =0 {today} one {# day ago} other {# days ago}}: {active, number, ::percent precision-integer} likely to be still active.',
  'evidence.activityOnce':
    'One order day, {daysSince, plural, =0 {today} one {# day ago} other {# days ago}}: {active, number, ::percent precision-integer} likely to be still active.',
  'evidence.activityOnceBgNbd':
    'One order day, {daysSince, plural, =0 {today} one {# day ago} other {# days ago}}. The model lets accounts leave only after a further order, so it takes this one for active; {expected, number, ::.00} order days are expected.',
  'method.activityBgNbd':
    'BG/NBD model: an active account orders at random moments at a pace of its own; after every further order it may leave for good; paces and chances to leave differ between accounts. Estimated by maximum likelihood from the number of order days, the last one and the time since the first. Accounts with one order day have P(active) = 1 by this assumption: look at their expected order days instead. Money of an order: Gamma-Gamma model, which takes it to be unrelated to how often an account orders. Present value: expected revenue within the horizon, discounted. It knows nothing of seasons, contracts or prices.',
  'method.activityParetoNbd':
    'Pareto/NBD model: an active account orders at random moments at a pace of its own until it leaves for good at an unseen moment; paces and lifetimes differ between accounts. Estimated by maximum likelihood from the number of order days, the last one and the time since the first. Money of an order: Gamma-Gamma model, which takes it to be unrelated to how often an account orders. Present value: expected revenue within the horizon, discounted. It knows nothing of seasons, contracts or prices.',
  'warning.onceActive':
    'By the assumption of BG/NBD the {accounts, plural, one {# account} other {# accounts}} with one order day count as active (P = 1), however long ago it was; their expected order days take the silence into account.',
  'warning.noSpend':
    'Too few accounts with repeat orders of value to tell what an order will be worth; only orders are expected.',
  'warning.naiveTells':
    'On the weeks held out, repeating what each account did in the time before is nearer ({naive, number, ::.00} off per account) than the model ({model, number, ::.00}): trust the order of the list more than its amounts.',
  'warning.noHoldout':
    'The history is too short to hold the last weeks out and see whether the model would have told them.',
};
