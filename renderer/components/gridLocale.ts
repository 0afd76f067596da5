import type { Translate } from '../../shared/i18n/translate.ts';

/** The few words that the grid itself says. */
export function gridLocale(t: Translate): Record<string, string> {
  return {
    noRowsToShow: t('table.empty'),
    noMatchingRows: t('table.noMatch'),
    loadingOoo: t('state.loading'),
    ariaSortableColumn: t('table.ariaSort'),
    ariaRowSelect: t('table.ariaSelect'),
    ariaRowDeselect: t('table.ariaDeselect'),
  };
}
