/** Words used everywhere: actions, units, errors. ICU message syntax. */
export const common = {
  'app.name': 'Quarterdeck',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.save': 'Save',
  'action.open': 'Open',
  'action.undo': 'Undo',
  'action.redo': 'Redo',
  'action.retry': 'Try again',
  'action.copyDetails': 'Copy details',
};
