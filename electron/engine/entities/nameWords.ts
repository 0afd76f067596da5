/** Legal forms at the end of a name, written without points; forms that mean the same share a class. */
const latinForms: Record<string, readonly string[]> = {
  ltd: ['ltd', 'limited', 'pty', 'pte', 'pvt', 'private', 'proprietary', 'sdn', 'bhd', 'coltd'],
  inc: ['inc', 'incorporated', 'corp', 'corporation'],
  llc: ['llc', 'lc', 'ulc'],
  llp: ['llp', 'lp', 'lllp'],
  plc: ['plc', 'pcl', 'tbk'],
  gmbh: ['gmbh', 'mbh', 'ug', 'ggmbh'],
  ag: ['ag', 'se', 'kgaa'],
  kg: ['kg', 'ohg', 'gbr'],
  sa: ['sa', 'sas', 'sasu', 'saoc', 'sab'],
  sarl: ['sarl', 'eurl', 'srl', 'ltda', 'sl', 'slu', 'lda', 'sagl'],
  spa: ['spa', 'sapa'],
  bv: ['bv', 'nv', 'bvba', 'vof'],
  nordic: ['ab', 'oy', 'oyj', 'asa', 'aps', 'ehf', 'hf', 'publ'],
  kk: ['kk', 'gk', 'kabushiki', 'kaisha'],
  east: ['kft', 'zrt', 'nyrt', 'doo', 'dd', 'ooo', 'jsc', 'pjsc', 'oao', 'zao', 'spzoo', 'sro', 'eood'],
  any: ['co', 'company', 'cie', 'cia', 'firm'],
};

/** Says that a name stands for several companies of one owner. */
const groupWords = new Set(['group', 'groupe', 'gruppe', 'grupo', 'holding', 'holdings', 'gruppo']);

const chineseForms: readonly (readonly [string, string])[] = [
  ['股份有限公司', 'plc'],
  ['有限责任公司', 'ltd'],
  ['有限公司', 'ltd'],
  ['股份公司', 'plc'],
  ['株式会社', 'kk'],
  ['总公司', 'any'],
  ['公司', 'any'],
  ['集团', 'group'],
  ['控股', 'group'],
];

/** Words for lines of business and places that are translated, not spelled by sound. */
const translated: readonly (readonly [string, string])[] = [
  ['进出口', 'import export'],
  ['信息技术', 'information technology'],
  ['生物科技', 'biotechnology'],
  ['科技', 'technology'],
  ['技术', 'technology'],
  ['电子', 'electronics'],
  ['电器', 'electric'],
  ['电气', 'electric'],
  ['商贸', 'trading'],
  ['贸易', 'trading'],
  ['实业', 'industrial'],
  ['工业', 'industrial'],
  ['国际', 'international'],
  ['机械', 'machinery'],
  ['食品', 'foods'],
  ['医药', 'pharmaceuticals'],
  ['制药', 'pharmaceuticals'],
  ['汽车', 'automotive'],
  ['化工', 'chemical'],
  ['化学', 'chemical'],
  ['纺织', 'textile'],
  ['服装', 'garment'],
  ['物流', 'logistics'],
  ['酒店', 'hotel'],
  ['制造', 'manufacturing'],
  ['投资', 'investment'],
  ['软件', 'software'],
  ['建设', 'construction'],
  ['香港', 'hongkong'],
  ['澳门', 'macau'],
  ['中国', 'china'],
];

/** Short forms of Latin words, and spellings that mean one word. */
const spelledOut: Record<string, string> = {
  intl: 'international',
  int: 'international',
  mfg: 'manufacturing',
  manuf: 'manufacturing',
  bros: 'brothers',
  tech: 'technology',
  techn: 'technology',
  technologies: 'technology',
  svc: 'services',
  svcs: 'services',
  service: 'services',
  assoc: 'associates',
  natl: 'national',
  univ: 'university',
  hosp: 'hospital',
  ind: 'industries',
  inds: 'industries',
  industry: 'industries',
  sys: 'systems',
  system: 'systems',
  dist: 'distribution',
  mgmt: 'management',
  ctr: 'center',
  centre: 'center',
  pharm: 'pharmaceuticals',
  pharma: 'pharmaceuticals',
  pharmaceutical: 'pharmaceuticals',
  eng: 'engineering',
  chem: 'chemical',
  chemicals: 'chemical',
  elec: 'electric',
  electronic: 'electronics',
  equip: 'equipment',
  prod: 'products',
  prods: 'products',
  food: 'foods',
  textiles: 'textile',
  garments: 'garment',
  trade: 'trading',
  hk: 'hongkong',
  auto: 'automotive',
  hldgs: 'holdings',
  grp: 'group',
};

const latinClass = new Map(
  Object.entries(latinForms).flatMap(([form, words]) => words.map((word) => [word, form] as const)),
);

/** The class of a word that is a legal form, `group`, or null. */
export function legalClass(word: string): string | null {
  return groupWords.has(word) ? 'group' : (latinClass.get(word) ?? null);
}

export function spellOut(word: string): string {
  return spelledOut[word] ?? word;
}

/** Takes legal forms off the end of a Chinese name. */
export function withoutChineseForms(text: string): { rest: string; forms: string[] } {
  const forms: string[] = [];
  let rest = text;
  for (;;) {
    const found = chineseForms.find(([suffix]) => rest.length > suffix.length + 1 && rest.endsWith(suffix));
    if (!found) return { rest, forms };
    rest = rest.slice(0, -found[0].length);
    forms.push(found[1]);
  }
}

/** A Chinese name as pieces that are spelled by sound and words that are translated, in order. */
export function chinesePieces(text: string): { text: string; isWord: boolean }[] {
  const pieces: { text: string; isWord: boolean }[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const word = translated.find(([chinese]) => text.startsWith(chinese, at));
    if (!word) {
      at++;
      continue;
    }
    if (at > from) pieces.push({ text: text.slice(from, at), isWord: false });
    pieces.push(...word[1].split(' ').map((one) => ({ text: one, isWord: true })));
    at += word[0].length;
    from = at;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isWord: false });
  return pieces;
}
