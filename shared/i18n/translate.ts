import { IntlMessageFormat } from 'intl-messageformat';
import { numberFormat } from './format.ts';
import { english, type Locale, type MessageKey, messages } from './messages.ts';

export type MessageParams = Record<string, string | number>;

export interface Translate {
  (key: MessageKey, params?: MessageParams): string;
  readonly locale: Locale;
  /** For keys made from data (an error code, a rule name): the message, or `fallback` where there is none. */
  dynamic(key: string, params: MessageParams, fallback: string): string;
}

/** What makes a message more than its words. */
const coded = /[{}<>'#]/;

type Formatters = NonNullable<NonNullable<ConstructorParameters<typeof IntlMessageFormat>[3]>['formatters']>;

/** Numbers in sentences are written as those beside them. */
function formattersOf(locale: Locale): Formatters {
  const numbers = new Map<string, Intl.NumberFormat>();
  return {
    getNumberFormat: (_, options) => {
      const key = JSON.stringify(options ?? {});
      const made = numbers.get(key) ?? (numberFormat(locale, options) as Intl.NumberFormat);
      numbers.set(key, made);
      return made;
    },
    getDateTimeFormat: (...asked) => new Intl.DateTimeFormat(...asked),
    getPluralRules: (...asked) => new Intl.PluralRules(...asked),
  };
}

/** The words of one language: same function on screen, in exports and in `qd`. ICU plurals and numbers. */
export function createTranslate(locale: Locale): Translate {
  const compiled = new Map<string, IntlMessageFormat>();
  const formatters = formattersOf(locale);
  function translate(key: MessageKey, params?: MessageParams): string {
    const message = messages[locale][key];
    if (!coded.test(message)) return message;
    let format = compiled.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, locale, undefined, { formatters });
      compiled.set(key, format);
    }
    return String(format.format(params));
  }
  function dynamic(key: string, params: MessageParams, fallback: string): string {
    return Object.hasOwn(english, key) ? translate(key as MessageKey, params) : fallback;
  }
  return Object.assign(translate, { locale, dynamic });
}
