/** File formats: sheets, tables and archives in the import wizard, and what their readers warn of. */
export const formats = {
  'preview.formulasWithoutValues':
    '{count, plural, one {# formula has} other {# formulas have}} no saved result and {count, plural, one {counts} other {count}} as empty, the first in {first}. Open the workbook in a spreadsheet program and save it.',
  'preview.errorCells':
    '{count, plural, one {# cell holds} other {# cells hold}} an error such as #N/A or #REF!. Where a number or a date is needed, such a row goes into quarantine.',
  'preview.sheetChosen':
    'Sheet “{sheet}” is read; {count, plural, one {# other sheet holds} other {# other sheets hold}} something too. Choose another below if needed.',
  'preview.tableChosen':
    'Table “{sheet}” is read; there {count, plural, one {is # other} other {are # others}}. Choose another below if needed.',
  'preview.memberChosen':
    'File “{sheet}” of the archive is read; {count, plural, one {# other is} other {# others are}} in it too. Choose another below, or import them all as one set.',
  'preview.hiddenRows':
    '{count, plural, one {# hidden row is} other {# hidden rows are}} read like the others. A filter may have hidden them.',
  'preview.hiddenRowsSkipped': '{count, plural, one {# hidden row is} other {# hidden rows are}} left out.',
  'preview.hiddenColumns':
    '{count, plural, one {# hidden column is} other {# hidden columns are}} read like the others.',
  'preview.hiddenColumnsSkipped':
    '{count, plural, one {# hidden column is} other {# hidden columns are}} left out.',
  'preview.hiddenSheets':
    '{count, plural, one {# sheet is} other {# sheets are}} hidden. They can be chosen below all the same.',
  'preview.mergedCells':
    '{count, plural, one {# merged range} other {# merged ranges}}: names of columns hold over the whole range, texts below for each of its rows, numbers only where they stand.',
  'preview.dates1904': 'Dates are counted from 1904, as this workbook says.',
};
