const currency =
  '(?:(?:us|au|ca|hk|nt|sg?|nz|a|c|r)?\\$|[€£¥₹₩₽]|(?:usd|eur|gbp|cny|rmb|aud|cad|jpy|hkd|chf|inr|brl|krw|sgd|twd|nok|sek|dkk|pln|czk|mxn|zar|try|nzd|thb)(?![a-z])|(?<![a-z])rs\\.?(?![a-z])|euros?(?![a-z])|dollars?(?![a-z])|pounds?(?![a-z])|(?:人民币|美元|欧元|日元|港元|港币|英镑|元|圆|圓|円|원)(?:人民币)?)';
const money = new RegExp(currency, 'gu');

/** Words that multiply, as powers of ten. */
const multipliers: [RegExp, number][] = [
  [/^(?:千万|千萬|천만)/, 7],
  [/^(?:百万|百萬|백만)/, 6],
  [/^(?:十亿|十億|십억)/, 9],
  [/^(?:hundred million|100 ?m$|亿|億|억)/, 8],
  [/^(?:万|萬|만)/, 4],
  [/^(?:千|천|thousands?|tausend|tsd\.?|miles|milhares|milliers|migliaia|duizend|'?000'?s?|1[.,' ]?000)$/, 3],
  [/^(?:millions?|millionen|millones|milhões|milhoes|milioni|miljoen|mio\.?|mln\.?|mn\.?)$/, 6],
  [/^(?:billions?|milliarden|milliards|miliardi|bln\.?|bn\.?|mrd\.?|mds?\.?)$/, 9],
  [/^thousands? \p{L}/u, 3],
  [/^millions? \p{L}/u, 6],
  [/^billions? \p{L}/u, 9],
  [/^(?:crores?|cr\.?)$/, 7],
  [/^(?:lakhs?|lacs?)$/, 5],
];
/** Those that say so only beside a currency: m could be metres, t tonnes. */
const besideMoney: [RegExp, number][] = [
  [/^(?:k|t|mil)$/, 3],
  [/^(?:m|mm)$/, 6],
  [/^b$/, 9],
];
const joined =
  /(?<![a-z])([tkmb]|mn|bn|mio)(?=(?:usd|eur|gbp|cny|rmb|aud|cad|jpy|hkd|chf|inr|brl|krw|sgd|twd|[€£¥$])(?![a-z]))/gu;

/** The power of ten a header's unit stands for: `金额（万元）` → 4, `Revenue, '000` → 3, `Umsatz in TEUR` → 3, `Sales $m` → 6. */
export function headerScale(header: string): number {
  const text = header.normalize('NFKC').replaceAll('’', "'").toLowerCase().trim();
  const bracket = /[([【]\s*([^)\]】]+?)\s*[)\]】]\s*$/.exec(text)?.[1];
  if (bracket !== undefined) {
    const unit = withoutLead(bracket);
    return unit === 'k' ? 3 : unitScale(unit);
  }
  const chinese = /(?:[千百]?[万亿萬億]|千)元$/.exec(text)?.[0];
  if (chinese !== undefined) return unitScale(chinese);
  return tailScale(text);
}

function withoutLead(unit: string): string {
  return unit.replace(
    /^(?:(?:in|en|em|unit|units|单位|單位|単位|단위)\b\s*[::]?|(?:单位|單位|単位|단위)\s*[::]?)\s*/u,
    '',
  );
}

const code =
  '(?:usd|eur|gbp|cny|rmb|aud|cad|jpy|hkd|chf|inr|brl|krw|sgd|twd|nok|sek|dkk|pln|czk|mxn|zar|try|nzd|thb)';
/** The words at the end of a name that programs give which say what its figures are in. */
const namedUnits: [RegExp, number][] = [
  [
    new RegExp(
      `(?:_${code})?_(?:thousands?|tsd)$|_${code}_(?:k|000s?)$|_(?:k|000s?)_${code}$|_[kt]${code}$|_in_k$|_千元$`,
      'u',
    ),
    3,
  ],
  [/_万元$/u, 4],
  [
    new RegExp(
      `(?:_${code})?_(?:millions?|mio|mn|mln)$|_${code}_mm?$|_mm?_${code}$|_m${code}$|_in_m$|_百万元$`,
      'u',
    ),
    6,
  ],
  [new RegExp(`_100m_${code}$|_亿元$`, 'u'), 8],
  [new RegExp(`(?:_${code})?_(?:billions?|bn|mrd|bln)$|_${code}_b$`, 'u'), 9],
];

/** The power of ten in a name that programs give: `revenue_kusd`, `turnover_aud_million`, `revenueUsdThousands`; 0 in any other. */
export function namedScale(header: string): number {
  const name = header.normalize('NFKC').trim();
  if (/\s/.test(name)) return 0;
  const snake = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2').toLowerCase();
  return namedUnits.find(([units]) => units.test(snake))?.[1] ?? 0;
}

/**
 * A unit behind the name, without brackets: behind `in`, with a sign of currency, or thousands in digits. What names that
 * programs give say (`revenue_kusd`) is `namedScale`.
 */
function tailScale(text: string): number {
  if (/^\S*_\S*$/.test(text)) return 0;
  const words = text.split(/[\s_,/]+/).filter((word) => word !== '');
  for (let count = Math.min(4, words.length); count > 0; count--) {
    const tail = words.slice(-count).join(' ');
    const lead = words.at(-count - 1) ?? '';
    const told =
      /^(?:in|en|em)$/.test(words.at(-count)!) ||
      /^(?:in|en|em)$/.test(lead) ||
      holdsMoney(tail) ||
      tail === "'000" ||
      tail === "'000s";
    const scale = told ? unitScale(withoutLead(tail)) : 0;
    if (scale > 0) return scale;
  }
  return 0;
}

function holdsMoney(text: string): boolean {
  return new RegExp(currency, 'u').test(text.replace(joined, ''));
}

/** A unit that is nothing but a multiplier, perhaps with a currency. */
function unitScale(unit: string): number {
  const spread = unit.replace(joined, '$1 ');
  const bare = spread
    .replace(money, ' ')
    .replace(/\b(?:of|de|d)\b'?|[.\s](?=\s|$)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const word = bare.replace(/^in /, '');
  const found = multipliers.find(([words]) => words.test(word));
  if (found) return found[1];
  return spread !== unit || holdsMoney(unit)
    ? (besideMoney.find(([words]) => words.test(word))?.[1] ?? 0)
    : 0;
}
