/** Explore: linked charts. */
export const explore = {
  'page.explore': 'Explore',
  'explore.tab.charts': 'Charts',
  'explore.tab.pivot': 'Pivot',
  'explore.tab.sql': 'SQL',
  'explore.empty':
    'This page shows the sales in linked charts of your choice: what you select in one filters all the others. It needs sales with account, date and revenue.',
  'explore.none': '(none)',
  'explore.others': '{count, plural, one {# other} other {# others}}',
  'explore.bin': '{field}, range',
  'explore.bin.from': '{field} from',
  'explore.bin.below': '{field} below',
  'column.explore_all': 'Without selections',
};
