/** How long accounts stay: survival curves by group. */
export const survival = {
  'question.survival': 'How long do accounts stay?',
  'chart.survival.groups': 'Which groups stay longer?',
  'axis.survival': 'Accounts still there (%)',
  'axis.monthsSinceStart': 'Months since the first order',
  'axis.monthsSinceContract': 'Months since the start of the contract',
  'series.allAccounts': 'All accounts',
  'chart.survival.testOnly': 'Log-rank test over {groups} groups: p = {p}',
  'chart.survival.testSmall': 'Log-rank test over {groups} groups: p < 0.0001',
  'column.gone': 'Gone',
  'column.months': 'Months',
  'column.at_risk': 'Followed',
  'column.censored': 'Not followed further',
  'column.survival': 'Still there',
  'column.survival_lower': 'Still there, lower limit',
  'column.survival_upper': 'Still there, upper limit',
  'column.median_months': 'Median stay (months)',
  'column.median_lower': 'Median, lower limit',
  'column.median_upper': 'Median, upper limit',
  'column.mean_months': 'Mean stay (months)',
  'column.mean_error': 'Mean stay, standard error',
  'column.hazard_ratio': 'Hazard ratio',
  'column.hazard_lower': 'Hazard ratio, lower limit',
  'column.hazard_upper': 'Hazard ratio, upper limit',
  'column.hazard_p': 'Hazard ratio, p',
  'survival.title': 'Staying',
  'survival.by': 'By',
  'survival.by.none': 'All accounts',
  'survival.lifetime': 'Counted from',
  'survival.lifetime.order': 'First order',
  'survival.lifetime.contract': 'Contract',
  'survival.silence': 'Gone after silence of',
  'survival.days': 'days',
  'survival.starts': 'Which accounts',
  'survival.starts.all': 'All accounts',
  'survival.starts.seen': 'Starts seen only',
  'survival.interval': 'Interval',
  'survival.interval.log-log': 'Log-log interval',
  'survival.interval.log': 'Log interval',
  'survival.interval.plain': 'Plain interval',
  'survival.horizon': 'Mean stay within',
  'survival.horizonAuto': 'auto',
  'survival.months': 'months',
  'figure.silence': 'Gone after silence of (days)',
  'figure.gone': 'Gone',
  'figure.chisq': 'Log-rank chi-square',
  'figure.df': 'Degrees of freedom',
  'figure.p': 'Log-rank p',
  'figure.horizon': 'Horizon (months)',
  'figure.reference': 'Compared with',
  'method.survivalOrders':
    'An account starts with its first order and counts as gone once it has been silent for longer than the limit at the as-of date; its time then ends with the last order + the limit. All others are followed to the as-of date and leave the curve there (censored). Curve: Kaplan–Meier, with 95% interval by Greenwood. Median stay: half are gone by then. Mean stay is the area under the curve up to the horizon. The hazard ratio compares the pace of leaving with that of the largest group that has leavers; it takes the ratio to be the same at every age. p: log-rank test that all groups leave alike. Assumes that how long an account could be followed has nothing to do with its leaving.',
  'method.survivalContract':
    'An account starts with its contract and is gone when the contract ended before the as-of date; contracts that still run, or have no end, are followed to the as-of date (censored). A contract that began before the data counts from the first day of the data on, at the age it then had (left truncation). Curve: Kaplan–Meier, with 95% interval by Greenwood; hazard ratio against the largest group that has leavers (taken to be the same at every age); p: log-rank test that all groups leave alike. Assumes that a renewed contract carries its new end date.',
  'warning.olderThanData':
    '{accounts, plural, one {# account was} other {# accounts were}} there when the data began ({days, plural, one {first order within # day} other {first order within # days}}). They may be older than counted, and those that had left before are not seen: early ages look too good. “Starts seen only” leaves them out.',
  'warning.olderLeftOut':
    '{accounts, plural, one {# account} other {# accounts}} left out that {accounts, plural, one {was} other {were}} there when the data began: their age is not known.',
  'warning.cameBack':
    '{accounts, plural, one {# account} other {# accounts}} paused for more than {days, plural, one {# day} other {# days}} and came back. Some of those counted as gone may do the same; a longer limit is more careful.',
  'warning.noContract':
    '{accounts, plural, one {# account} other {# accounts}} without usable contract dates left out.',
  'warning.orderedAfterEnd':
    '{accounts, plural, one {# account} other {# accounts}} ordered after the end of the contract and {accounts, plural, one {counts} other {count}} as gone all the same: is a renewal missing?',
  'warning.endedBeforeData':
    '{accounts, plural, one {# account} other {# accounts}} left out whose contract ended before the data began: others like {accounts, plural, one {it} other {them}} are not seen.',
  'warning.endsEarly':
    '{groups, plural, one {A curve falls} other {# curves fall}} to 0 at an age at which only few were watched, before others came in; its later part says nothing about those.',
  'warning.neverAtRisk':
    '{rows, plural, one {# row} other {# rows}} left out that {rows, plural, one {ends} other {end}} where {rows, plural, one {it begins} other {they begin}} or before.',
  'warning.quantilesCross':
    'At τ = {tau} the quantiles on both sides cross for {rows, plural, one {# row} other {# rows}}; no density is told there and the errors are rough.',
  'warning.smallGroups':
    '{groups, plural, one {# group has} other {# groups have}} fewer than {least} accounts: the interval says more than the curve.',
  'warning.noLeavers': 'No account counts as gone, so there is nothing to compare.',
  'warning.separation':
    'A group leaves so differently that its hazard ratio has no finite estimate; read the curves instead.',
  'warning.noConvergence': 'The hazard model did not settle within {iterations} steps; its ratios are rough.',
};
