/** Overview. */
export const overview = {
  'overview.empty':
    'This page shows how the book is doing: revenue, what moved it, how much depends on the largest accounts, and what to do first. It needs sales with account, date and revenue.',
  'overview.changes': 'What changed since the base period?',
  'overview.noChanges': 'Nothing changed between the two periods.',
  'overview.moreChanges':
    '{count, plural, one {# more change in the table} other {# more changes in the table}}',
  'overview.topOpportunities': 'What are the ten best opportunities?',
  'tile.loading': 'being worked out',
};
