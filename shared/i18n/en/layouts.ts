/** Layouts of reports: labels once a group, tables side by side, currencies across, scenarios. */
export const layouts = {
  'read.part': 'Table of the file',
  'preview.sideBySide':
    '{count, number} tables stand side by side. “{name}” is read, “{others}” is not: choose another under “Table of the file”, and import the file once for each.',
  'preview.ratesAcross':
    '{count, plural, one {# column holds} other {# columns hold}} exchange rates, read as {list} (confidence {confidence, number, ::percent}). Change this under Columns.',
  'preview.ratesDown':
    '{column} names {count, plural, one {# pair} other {# pairs}} of currencies, whose rates stand in {figures}, read as {list} (confidence {confidence, number, ::percent}). Change this under Columns.',
  'preview.ratesCounted':
    '{records} {records, plural, one {row} other {rows}} of the file × {columns} {columns, plural, one {currency} other {currencies}}: {cells} {cells, plural, one {cell} other {cells}} became rates, {blank} {blank, plural, one {is} other {are}} empty, {quarantined, plural, one {# row or cell is} other {# rows or cells are}} in quarantine.',
  'preview.rateBaseNeeded':
    'Each column of rates names one currency, and nothing says which the other one is. Say it under Columns.',
  'preview.namesAcross':
    '{count, plural, one {# column ({first}) is} other {# columns ({first} … {last}) are}} told apart by name ({name}): each cell becomes a row of {field} (confidence {confidence, number, ::percent}). Change this under Columns.',
  'preview.namesCounted':
    '{records} {records, plural, one {row} other {rows}} of the file × {columns} {columns, plural, one {column} other {columns}}: {cells} {cells, plural, one {cell} other {cells}} became rows, {blank} {blank, plural, one {is} other {are}} empty, {quarantined, plural, one {# row or cell is} other {# rows or cells are}} in quarantine.',
  'preview.seriesRows':
    '{count, plural, one {# record above the dates describes} other {# records above the dates describe}} the columns: {labels}.',
  'preview.periodOfTitle':
    'No column holds a date. {column} holds {text} in each row, as the title says (confidence {confidence, number, ::percent}).',
  'preview.periodOfFile':
    'No column holds a date. {column} holds {text} in each row, as the name of the file or sheet says (confidence {confidence, number, ::percent}).',
  'wide.names': 'Names across',
  'wide.names.about':
    '{count, plural, one {The column {first} becomes} other {# columns from {first} to {last} become}} rows: each cell with the name of its column and the date of its row.',
  'wide.names.field': 'The names are',
  'wide.rates': 'Exchange rates',
  'wide.rateBase': 'Against',
  'wide.rateFor': 'A figure is',
  'wide.rateFor.other': '1 {base} = x {other}',
  'wide.rateFor.base': '1 {other} = x {base}',
  'preview.scenarioTaken':
    'Of {column}, rows with {taken} are taken; {left} are left out, counted and kept in quarantine (confidence {confidence, number, ::percent}). The rule can be changed.',
  'preview.scenarioAll': '{column} tells {list} apart. All of them are taken, and count together.',
  'reason.scenario': 'Another scenario, as plan or forecast (by rule)',
  'rule.scenario': 'Actuals and plans in one column',
  'rule.scenario.about':
    'A column says whether a row is what was sold, what was planned or what is expected. Only one of them can be imported as this kind.',
  'rule.scenario.detect': 'Actuals for sales; for plans the plan, else the budget, else the forecast',
  'rule.scenario.only': 'Only {value}',
  'rule.scenario.all': 'All rows',
  'preview.hijraDates':
    '{column} counts in an Islamic calendar ({example}). Such dates are not read: export them in the Gregorian calendar.',
  'preview.titlesSkipped':
    '{count, plural, one {# title} other {# titles}} above the table {count, plural, one {is} other {are}} passed over: “{list}”.',
  'read.titleRows': 'Titles above the table',
  'preview.dateSystem':
    '{column} holds days counted from {from}, as spreadsheets do: {why, select, beside {the dates of another column agree} years {the years that are named agree} monthEnds {so counted, they are the ends of months} asked {as chosen} other {as nearly all do}} (confidence {confidence, number, ::percent}). Change this under Columns.',
  'wide.dateSystem': 'Days are counted from',
  'preview.scenariosAcross':
    'The columns tell scenarios apart. {taken, select, none {Those that name none are taken} other {Those of {taken} are taken}}; those of {left} are left out (confidence {confidence, number, ::percent}). Change this under Columns.',
  'wide.scenario': 'Scenario',
  'wide.scenario.none': 'Columns that name none',
  'preview.groupRows':
    'Rows that hold nothing but a name begin groups: in the rows below, the name stands in {count, plural, one {the column {columns}} other {the columns {columns}}}: {why, select, label {they say what they name} totals {rows of totals close the groups} type {the rows below have dates or figures there} figures {they have no figures} sums {their figures are the sums of the rows below} other {as chosen}} (confidence {confidence, number, ::percent}). Change this under “Labels written once a group”.',
  'preview.groupsAsked':
    'Some rows hold nothing but a name and may begin groups (confidence {confidence, number, ::percent}). They are read as rows; choose {columns} under “Labels written once a group” to make the names a column.',
  'reason.groupRow': 'Name of a group, taken as a column of the rows below',
  'preview.headerCurrency': 'No column names a currency: all rows are in {currency}, as “{header}” says.',
  'rule.headerCurrency': 'Currency in a header',
  'rule.headerCurrency.about':
    'No column names the currency of each row, but the header of the amounts does. Amounts in other currencies are converted by the rates.',
  'rule.headerCurrency.take': 'All rows are in that currency',
  'rule.headerCurrency.ignore': 'Leave the currency open: the reporting currency',
  'preview.cellCurrency':
    'Cells of {amounts} name several currencies: the column {column} holds the one of each row.',
  'read.ledger': 'Amounts of the ledger',
  'read.ledger.off': 'None',
  'preview.ledger':
    '{column} is worked out of {debit} and {credit}: {why, select, documents {invoices stand there} titles {the titles say so} other {as chosen}} (confidence {confidence, number, ::percent}). Balances, payments, sums of months and closing entries have no amount. Change this under “Amounts of the ledger”.',
  'preview.statement': 'This reads as the statement of an account: its rows are payments, not sales.',
  'preview.sideMarks':
    '{column} marks debits and credits: amounts of both count as they are written, with the same sign.',
  'preview.ledgerAsked':
    '{debit} and {credit} are the sides of a ledger. Say under “Amounts of the ledger” on which its sales stand.',
  'read.fill': 'Labels written once a group',
  'read.fill.none': 'Empty cells stay empty',
  'preview.filledDown':
    'Empty cells of {columns} take the label above them: {why, select, ditto {cells say so with ditto marks} totals {rows of totals close the groups} sums {rows above the groups are their sums} heads {labels stand above their rows} documents {they stand on the first line of each document} pattern {every group begins alike} constant {what stands beside them stays the same all through a group} sorted {the labels are in order} needed {no other column says what they say} together {several columns are empty together} other {as chosen}} (confidence {confidence, number, ::percent}).',
  'preview.fillAsked':
    '{columns} may be written once for several rows (confidence {confidence, number, ::percent}). Empty cells are left empty; choose the columns under “Labels written once a group” if they are to take the label above.',
} as const;
