/** Words in exported files. */
export const files = {
  'file.sheet.table': 'Table',
  'file.sheet.chart': 'Chart',
  'file.sheet.evidence': 'Evidence',
  'file.total': 'Total, visible rows',
  'file.rows': '{n, plural, one {# row} other {# rows}}',
  'file.sheets': 'continued on {n} sheets, because a sheet holds 1,048,576 rows',
};
