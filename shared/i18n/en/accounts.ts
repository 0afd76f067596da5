/** Accounts and account 360. */
export const accounts = {
  'accounts.empty':
    'This page lists every account with its revenue, change and dates, and opens each in full. It needs sales with account, date and revenue; an accounts file adds owner, market, industry and more.',
  'accounts.back': 'All accounts',
  'accounts.profile': 'Who is it?',
  'accounts.rank': 'Rank by revenue',
  'accounts.feedback': 'What does it say about us?',
};
