import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';

/** Says so when the amounts of the open workspace are told in another currency than before, whatever changed it. */
export function useCurrencyNotice(): void {
  const { t } = useWords();
  const { message } = App.useApp();
  const location = useSession((session) => session.workspace?.location ?? null);
  const currency = useSession((session) => session.workspace?.reportingCurrency ?? null);
  const before = useRef({ location, currency });
  useEffect(() => {
    const known = before.current;
    before.current = { location, currency };
    if (known.location !== location || known.currency === null || currency === null) return;
    if (known.currency !== currency)
      message.info(t('currency.setUsual.done', { before: known.currency, currency }));
  }, [location, currency, message, t]);
}
