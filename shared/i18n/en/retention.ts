/** Retention. */
export const retention = {
  'retention.empty':
    'This page shows which accounts are leaving, who is late by their own rhythm, and whether accounts stay once they have started. It needs sales with account, date and revenue.',
  'retention.grain': 'Length of a period',
  'retention.grain.month': 'Month',
  'retention.grain.quarter': 'Quarter',
  'retention.grain.half': 'Half-year',
  'retention.grain.year': 'Year',
  'retention.cohortBy': 'What is counted',
  'retention.cohortBy.logo': 'Accounts',
  'retention.cohortBy.revenue': 'Revenue',
  'retention.cohortRows': 'Rows of {month}',
};
