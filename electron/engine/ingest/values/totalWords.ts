/**
 * Whether a cell reads as the name of a total: `Total`, `Grand total`, `East total`, `小计`, `华东合计`. A name may be one
 * by chance, so that figures have to agree before a row counts as a total.
 */
export function namesTotal(text: string): boolean {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (word.length === 0 || word.length > 60) return false;
  return (
    /(?:^|[\s\-–—_:])(?:grand[\s-]?|sub[\s-]?|overall\s)?totals?\s*:?$/u.test(word) ||
    /^(?:grand[\s-]?|sub[\s-]?|overall\s)?total(?:s| of| for)?\b.{0,20}$/u.test(word) ||
    /^(?:sum|summe|gesamt|gesamtsumme|totale|totaal|somme|all (?:regions|categories|products|accounts|industries))\s*:?$/u.test(
      word,
    ) ||
    /^(?:zwischensumme|summe|gesamt|sous-total|totale|totaal|suma|razem|celkem|итого|всего)(?:\s.{1,50})?\s*:?$/u.test(
      word,
    ) ||
    /^(?:overall result|result|gesamtergebnis|ergebnis)\s*:?$|[\s:](?:result|ergebnis)$/u.test(word) ||
    /(?:合\s*计|小\s*计|总\s*计|共\s*计|合\s*計|小\s*計|總\s*計|汇\s*总|全国)\s*[:：]?$/u.test(word)
  );
}

/** Whether a header names a sum or mean over other columns: `Total`, `全年`, `YTD`, `平均`. */
export function namesTotalColumn(header: string): boolean {
  const word = header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s*\([^)]*\)$/, '');
  return (
    namesTotal(word) ||
    /^(?:ytd|year to date|full[\s-]?year|fy ?(?:total)?|average|avg\.?|mean|annual|全年|年度合计|累计|本年累计|年累计|平均|月均|均值|同比|环比|增长率|yoy|mom|growth)$/u.test(
      word,
    ) ||
    /(?:合计|总计|累计|小计|平均)$/u.test(word)
  );
}
