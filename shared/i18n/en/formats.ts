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
    '{count, plural, one {# sheet is} other {# sheets are}} hidden. {count, plural, one {It} other {They}} can be chosen below all the same.',
  'preview.mergedCells':
    '{count, plural, one {# merged range} other {# merged ranges}}: names of columns hold over the whole range, texts below for each of its rows, numbers only where they stand.',
  'preview.dates1904': 'Dates are counted from 1904, as this workbook says.',
  'import.drop.files': 'Drop data files or a folder here, or click to choose',
  'import.drop.formats':
    'CSV and other text, Excel (.xlsx, .xls, .xlsb), .ods, Parquet, Arrow, JSON, SQLite, also .gz and .zip',
  'import.paste': 'Cells copied in a spreadsheet can be pasted here (Ctrl/⌘ V).',
  'read.table': 'Table',
  'read.range': 'Range (empty: all cells)',
  'read.hidden': 'Hidden cells',
  'read.hidden.skip': 'Leave out hidden rows and columns',
  'sheet.rows': '{rows} {rows, plural, one {row} other {rows}}',
  'sheet.empty': 'empty',
  'sheet.hidden': 'hidden',
  'set.title': 'Files',
  'set.files': '{count, plural, one {# file} other {# files}}',
  'set.facts':
    '{files, plural, one {# file} other {# files}} with the same columns, {records} {records, plural, one {record} other {records}}. Each becomes a batch of its own, so that each can be taken back.',
  'set.misfits':
    '{count, plural, one {# file does} other {# files do}} not fit and {count, plural, one {is} other {are}} left out. Import {count, plural, one {it by itself} other {them by themselves}}.',
  'set.take': 'Import',
  'set.takeFile': 'Import {file}',
  'set.file': 'File',
  'set.records': 'Records',
  'set.note': 'Note',
  'set.batch': 'Batch',
  'set.otherColumns': 'Other columns: {columns} not found.',
  'set.known': 'Already imported as batch {batch}.',
  'set.lacks': 'Without {columns}.',
  'set.extra': 'Also has {columns}.',
  'set.keepName': 'Keep the name of the file as a field',
  'set.keepNameAs': 'Name of the field for the file',
  'set.columnName': 'File',
  'set.wholeArchive': 'All files with the same columns',
  'set.running': 'File {done} of {total}, {file}: {phase}',
  'set.checking': 'Checking file {done} of {total}, {file}: {phase}',
  'set.checked': '{files} of {total} {total, plural, one {file} other {files}} checked; nothing was imported',
  'set.checkFailed': '{failed} of {total} files cannot be imported',
  'set.replaced': 'Earlier rows replaced',
  'set.remark': 'Remark',
  'set.done':
    '{files, plural, one {# file} other {# files}} imported: {accepted} rows, {quarantined} in quarantine',
  'set.cancelled':
    'Stopped. {count, plural, =0 {Nothing was imported.} one {# file was imported before and stays; it can be taken back under Batches.} other {# files were imported before and stay; they can be taken back under Batches.}}',
  'set.failed':
    '{file} could not be imported. {count, plural, =0 {Nothing was imported.} one {# file was imported before and stays.} other {# files were imported before and stay.}}',
  'set.goOn': 'Go on with the rest',
  'progress.files': 'Looking at the files',
};
