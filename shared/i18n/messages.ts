import { common as commonEn } from './en/common.ts';
import { common as commonZh } from './zh-CN/common.ts';

export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** One file per feature and locale; a key missing in Chinese is a type error. */
export const english = { ...commonEn };
export type MessageKey = keyof typeof english;

export const messages: Record<Locale, Record<MessageKey, string>> = {
  en: english,
  'zh-CN': { ...commonZh },
};
