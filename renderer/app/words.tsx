import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormat, type Format } from '../../shared/i18n/format.ts';
import type { Locale } from '../../shared/i18n/messages.ts';
import { createTranslate, type Translate } from '../../shared/i18n/translate.ts';

/** The words and numbers of the language on screen. */
export interface Words {
  t: Translate;
  format: Format;
  locale: Locale;
}

function createWords(locale: Locale): Words {
  return { t: createTranslate(locale), format: createFormat(locale), locale };
}

const WordsContext = createContext<Words>(createWords('en'));

export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const words = useMemo(() => createWords(locale), [locale]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  return useContext(WordsContext);
}
