/** Accounts and products that may be the same: suggestions, reasons, merges. */
export const entities = {
  'column.merge_into': 'Stays',
  'column.merge_from': 'Is merged into it',
  'column.reasons': 'Because',
  'column.mode': 'Mode',

  'entityReason.sameName': 'Same name under two numbers',
  'entityReason.sameCharacters': 'Differ only in case, width, accents or punctuation',
  'entityReason.legalForm': 'Same name, one with another legal form written out or left out',
  'entityReason.groupName': 'Same name, one called group or holding',
  'entityReason.otherForm': 'Same name, but another legal form: may be two companies of one owner',
  'entityReason.shortForm': 'Same name with words abbreviated',
  'entityReason.wordOrder': 'Same words in another order',
  'entityReason.pinyin': 'The Chinese name and its pinyin',
  'entityReason.homophone': 'Chinese names that sound alike, written with other characters',
  'entityReason.initials': 'One is the initials of the other',
  'entityReason.spelling': 'One or two letters differ',
  'entityReason.same': 'Same {field}: {value}',
  'entityReason.other': '{field} differs: {a} and {b}',
  'entityReason.sharedProducts': '{shared} of {of} products in common',
  'entityReason.sharedAccounts': '{shared} of {of} accounts in common',
  'entityReason.renamed':
    'Sales under one name end {days, plural, one {# day} other {# days}} before those under the other begin: perhaps renamed',
};
