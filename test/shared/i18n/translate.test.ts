import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { type Locale, type MessageKey, messages } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

test.each<Locale>(['en', 'zh-CN'])(
  'messages without arguments say in %s what their format says',
  (locale) => {
    const t = createTranslate(locale);
    const plain = Object.entries(messages[locale]).filter(([, message]) => !message.includes('{'));
    expect(plain.length).toBeGreaterThan(1000);
    for (const [key, message] of plain) {
      expect(t(key as MessageKey), key).toBe(String(new IntlMessageFormat(message, locale).format()));
    }
  },
);
