/** Accounts and account 360. */
export const accounts = {
  'accounts.empty':
    'This page lists every account with its revenue, change and dates, and opens each in full. It needs sales with account, date and revenue; an accounts file adds owner, market, industry and more.',
  'accounts.back': 'All accounts',
  'accounts.profile': 'Who is it?',
  'accounts.rank': 'Rank by revenue',
  'accounts.feedback': 'What does it say about us?',
  'accounts.feedback.empty': 'Nothing is known. A feedback file (account, date, NPS or comment) fills this.',
  'accounts.activities': 'What have we done with it?',
  'accounts.activities.empty':
    'Nothing is known. An activities file (account, date, type, owner, note) fills this.',
  'accounts.plan': 'Does it bring what was planned?',
  'accounts.plan.empty': 'No plan names this account. A plans file with account, date and target fills this.',
  'accounts.stock': 'What moves through its stock?',
  'accounts.stock.empty':
    'Nothing is known. A stock file (account, date, received, sell-out or inventory) fills this.',
  'accounts.products.empty':
    'The sales of this account name no product. Sales with a product column fill this.',
  'accounts.whiteSpace.empty':
    'Nothing to compare with: this needs products, and orders of this account in the last 12 months.',
  'accounts.opportunities.empty':
    'Nothing is on the list: it orders in its rhythm, spends what its look-alikes do, and there is no product to offer; or its history is too short to tell.',
  'accounts.export': 'Save as Excel',
  'series.book': 'As all accounts moved',
  'series.market': 'As its market moved',
  'axis.stockUnits': 'Units',
  'column.book': 'Had it moved as all accounts did',
  'column.own_market': 'Had it moved as its market did',
  'column.peer_median': 'Median of look-alikes',
  'activityPlanned.planned': 'Planned',
  'activityPlanned.actual': 'Done',
  'column.target': 'Target',
  'column.attainment': 'Attainment',
  'column.cover': 'Days of cover',
};
