/** The one year that these texts name; null where they name none or several. */
export function findYear(texts: string[]): number | null {
  const years = new Set<number>();
  for (const text of texts) {
    for (const match of text.matchAll(/(?<![\d.,/-])((?:19|20)\d{2})(?![\d.,]\d|\d)/g))
      years.add(Number(match[1]));
  }
  return years.size === 1 ? [...years][0]! : null;
}
