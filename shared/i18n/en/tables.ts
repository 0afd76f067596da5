/** Messy and wide tables: what was found in them, the rules for totals, and mappings that are remembered. */
export const tables = {
  'preview.unpivoted':
    '{count} columns ({first} … {last}) are periods: each of their cells becomes a row of {field}. Change this under Columns.',
  'preview.totalColumns': 'Columns that sum others up are left out: {columns}.',
  'preview.periodTwice':
    'Columns of a period that another column has already are left out: {columns}. Check which of them is meant.',
  'preview.yearNeeded':
    '“{column}” names no year, and neither does the file. Say which year it is under Columns.',
  'preview.yearTaken': '“{column}” and the like name no year: they are taken for {year}.',
  'preview.fiscalYears':
    '“{column}” counts in years of business. FY25 is read as 2025 from January on, 2024/25 from April 2024 on: say under Columns which month theirs begin in.',
  'preview.fiscalStart': 'Years of business in “{column}” are read as beginning in month {month, number}.',
  'preview.buddhistYears': 'Years in {column} are read as years of the Buddhist calendar: 2567 is 2024.',
  'preview.countedDates':
    '{column} is read as {unit, select, seconds {seconds} other {milliseconds}} since 1970 (UTC).',
  'wide.fiscalStart': 'Business year begins in',
  'preview.percentMixed':
    '{column} has figures with and without a percent sign: all of them are read as percent.',
  'preview.marksDropped':
    'Some figures of {column} bear a mark, as “{example}”. They are read without it; the mark is not kept.',
  'preview.unmeasured':
    'Columns of periods that measure something else are left out: {columns}. Import the file once more as another kind to take them.',
  'preview.yearColumn': 'The year is taken from the column {column}.',
  'preview.totalRows':
    '{count, plural, one {# of the first rows reads as a total} other {# of the first rows read as totals}} ({names}). Those that are the sum of rows above go into quarantine; the rule can be changed.',
  'preview.totalsLeftOut':
    '{count, plural, one {# row is} other {# rows are}} the sum of rows above and {count, plural, one {is} other {are}} in quarantine, so that nothing counts twice.',
  'preview.totalsKept':
    '{count, plural, one {# row is} other {# rows are}} the sum of rows above and {count, plural, one {counts} other {count}} twice.',
  'preview.headerRepeated':
    'The header comes {count, plural, one {# more time} other {# more times}} in the file. Those rows are in quarantine.',
  'preview.cellsCounted':
    '{records} {records, plural, one {row} other {rows}} of the file × {periods} {periods, plural, one {period} other {periods}}: {cells} {cells, plural, one {cell} other {cells}} became rows, {blank} {blank, plural, one {is} other {are}} empty, {quarantined, plural, one {# row or cell is} other {# rows or cells are}} in quarantine.',
  'preview.categoryTotals':
    '{totals} categories are the sums of {parts} others; adding all counts them twice: {list}. Choose under Rules which of them count.',
  'preview.regionTotals':
    '{totals, plural, one {# region is the sum} other {# regions are the sums}} of {parts} others; adding all counts them twice: {list}. Choose under Rules which of them count.',
  'preview.footerSkipped':
    '{count, plural, one {# record} other {# records}} below the data {count, plural, one {is} other {are}} not read: “{text}”.',
  'preview.secondTable':
    'Another table begins below the first (“{text}”); its {count, plural, one {# record is} other {# records are}} not read. Choose it under “Table of the file” to import it.',
  'preview.repairedText':
    'Some characters were damaged by a wrong earlier decoding (’ or – shown as control characters) and are put right.',
  'preview.unitFromTitleAcross':
    'The figures are multiplied by {factor, number}, the unit that the title gives.',
  'preview.percentApplied': '{column} is divided by 100: its header says percent.',
  'preview.unitFromTitle': '{column} is multiplied by {factor, number}, the unit that the title gives.',
  'preview.shortYears': 'Years of {column} have two digits: 00–69 are read as 2000–2069, 70–99 as 1970–1999.',
  'preview.combinedPeriods':
    '{column} holds several months in one (such as {example}): the row counts on the first day, and “Months in the period” tells how many months it stands for.',
  'preview.remembered':
    'Columns, rules and reading are taken over from {file} of {date}, which had the same columns.',

  'reason.repeatedHeader': 'The header once more',
  'reason.titleRow': 'Title above a repeated header',
  'reason.returns': 'A sale that came back (by rule)',
  'reason.totalRow': 'A total of rows above (by rule)',
  'reason.hierarchy': 'Counted twice: a total beside its parts (by rule)',

  'rule.totalRow': 'Totals among the rows',
  'rule.totalRow.about':
    'Rows whose name says total (Total, 合计) and whose figures are the sum of rows above. Others of that name are kept.',
  'rule.totalRow.keep': 'Keep',
  'preview.returnsOnSale':
    '{column} marks the sales that came back themselves; no other row takes them back. They are left out ({count, plural, one {# of the first rows} other {# of the first rows}}, confidence {confidence, number, ::percent}), unless the rule Returns says otherwise.',
  'preview.returnsSubtracted':
    'Of {count, plural, one {# row} other {# rows}} that {column} marks as returns, {positive, plural, one {# is} other {# are}} above zero: returns are subtracted (confidence {confidence, number, ::percent}). Where the mark is on the sale itself and no second row takes it back, leave them out instead (rule Returns).',
  'preview.noRows':
    'There are no rows below the header, so nothing can be imported. If the record taken for the header is data, say that there is no header.',
  'preview.returnsNegative':
    'Of {count, plural, one {# row} other {# rows}} that {column} marks as returns, {negative, plural, one {# is} other {# are}} below zero already: they stay as they are (confidence {confidence, number, ::percent}).',
  'preview.returnsMixed':
    'Of the rows that {column} marks as returns, {positive, plural, one {# is} other {# are}} above zero and {negative, number} below. They stay as they are, so those above zero count as sales: choose below.',
  'preview.returnsMixedRows':
    'Of the rows that {column} marks as returns, {positive, plural, one {# is} other {# are}} above zero and {negative, number} below. They stayed as they are, so those above zero count as sales: rows {list}.',
  'rule.returns': 'Rows marked as returns',
  'rule.returns.about':
    'A column says which rows are returns or credit notes. Some systems write those above zero, others below.',
  'rule.returns.detect':
    'Find out: subtract rows above zero that take a sale back, leave out sales that are marked themselves',
  'rule.returns.subtract': 'Always subtract',
  'rule.returns.quarantine': 'Leave out, where the mark is on the sale that came back',
  'rule.returns.keep': 'Keep as written',
  'rules.noReturns': 'Needs a column mapped to Returns, or one of document types that names returns.',
  'ruleAction.subtract': 'subtracted',
  'rule.hierarchy': 'Totals and their parts',
  'rule.hierarchy.about':
    'Categories or regions that are the sums of others in every period. Adding all of them counts the market twice.',
  'rule.hierarchy.all': 'Keep all',
  'rule.hierarchy.totals': 'Only the totals',
  'rule.hierarchy.leaves': 'Only the finest parts (a total stays where its parts are not complete)',
  'rule.repeatedHeader': 'Header repeated in the file',
  'ruleAction.totals': 'only totals kept',
  'ruleAction.leaves': 'only parts kept',
  'ruleAction.all': 'kept',
  'rules.lead.other':
    'Some rows may count twice. Choose what happens to them; quarantined rows stay visible with their reason.',

  'wide.periods': 'Periods',
  'wide.title': 'Periods across',
  'wide.about': '{count} columns from {first} to {last}: each cell becomes a row with its own date.',
  'wide.turn': 'Turn into rows',
  'wide.value': 'The figures are',
  'wide.year': 'Year',
  'wide.measures': 'The columns hold several measures: {fields}.',
  'wide.off': 'The columns stay as they are and can be mapped one by one.',
  'map.scale': 'Unit of {column}',
  'wide.unit': 'Unit',
  'map.scale.value': '× {factor}',
  'map.scale.percent': '÷ 100 (%)',
  'map.scale.none': 'as written',
  'read.headerRows': 'Header records',
  'read.footer': 'Notes below the data',
  'read.footer.skip': 'leave out ({count})',
  'read.footer.read': 'read as rows',
  'memory.title': 'Remembered from {file}',
  'memory.about':
    'The columns are the same as in that file, imported on {date}. Its mapping, rules and reading are used again.',
  'memory.ignore': 'Detect afresh',
  'memory.use': 'Use what is remembered',
  'memory.forget': 'Forget it',
  'field.period_months': 'Months in the period',
};
