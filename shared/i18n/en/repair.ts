/** How an import treats what is there (modes, known files, control totals), and the repair of quarantined rows. */
export const repair = {
  'reason.cutOff': 'Too long to be kept whole: correct it in the source file',
  'reason.blank': 'All cells are empty',
};
