/** Words for steps of one ladder, each with its rank; a smaller rank stands higher. */
type Ladder = (text: string) => number | null;

const chinese = '一二三四五六七八九';

/** 超一线, 一线, 新一线, 二线 … 六线, then counties and villages. */
const cityTiers: Ladder = (text) => {
  const line = /^(超|新|准|强|弱)?([一二三四五六])线(?:城市|及以[上下])?$/u.exec(text);
  if (line)
    return (
      10 * (chinese.indexOf(line[2]!) + 1) + ({ 超: -5, 新: 5, 准: -2, 强: -1, 弱: 1 }[line[1] ?? ''] ?? 0)
    );
  const below = ['县级', '县城', '县', '乡镇', '镇', '乡', '农村', '村'].findIndex((word) =>
    text.startsWith(word),
  );
  return below < 0 ? null : 100 + below;
};

const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** `Tier 1`, `T2`, `Level III`, `1st tier`, `3`, `第二级`, `2类`. */
const numbered: Ladder = (text) => {
  const found =
    /^(?:new )?(?:tier|level|class|grade|category|rank|band|t|l|p)?[\s._-]*(\d{1,2}|[ivx]{1,4})(?:st|nd|rd|th)?(?:[\s_-]*(?:tier|level|class|线|级|类))?$/iu.exec(
      text,
    );
  if (found) {
    const step = /\d/.test(found[1]!) ? Number(found[1]) : roman.indexOf(found[1]!.toLowerCase()) + 1;
    return step === 0 ? null : step * 10 + (/^new /i.test(text) ? 5 : 0);
  }
  const step = /^第?([一二三四五六七八九])[级类档层]$/u.exec(text);
  return step ? 10 * (chinese.indexOf(step[1]!) + 1) : null;
};

/** `KA`, `A+`, `A`, `B`, `C类`, `Class D`. */
const lettered: Ladder = (text) => {
  if (/^(?:s?ka|key accounts?|重点客户|大客户)$/iu.test(text)) return 0;
  const found =
    /^(?:class|grade|tier|group|segment)?\s*([a-h])([+-]?)(?:[级类档]|\s*(?:class|customers?|客户))?$/iu.exec(
      text,
    );
  if (!found) return null;
  return 10 * (found[1]!.toLowerCase().charCodeAt(0) - 96) + ({ '+': -1, '-': 1 }[found[2]!] ?? 0);
};

/** One word for each step; several words for the same step are parted by strokes. */
function worded(...steps: string[]): Ladder {
  const rank = new Map(steps.flatMap((step, at) => step.split('|').map((word) => [word, at] as const)));
  return (text) => rank.get(text.toLowerCase()) ?? null;
}

const ladders: readonly Ladder[] = [
  cityTiers,
  numbered,
  lettered,
  worded(
    'diamond|钻石',
    'platinum|铂金|白金',
    'gold|黄金|金牌|金',
    'silver|白银|银牌|银',
    'bronze|青铜|铜牌|铜',
    'basic|standard|普通',
  ),
  worded(
    'strategic|战略',
    'key|重点|核心',
    'enterprise|large enterprise',
    'large|大型|大',
    'mid-market|mid market|midmarket|medium|mid|中型|中',
    'smb|sme|small business|small|小型|小',
    'micro|startup|微型|微',
    'other|others|其他',
  ),
  worded('very high|极高', 'high|高', 'medium|mid|moderate|中', 'low|低', 'very low|极低', 'none|无'),
];

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * In which order do tiers stand? By the ladder that knows most of the names (`一线` before `新一线` before `二线`, `KA` before `A`,
 * `Gold` before `Silver`, `Tier 2` before `Tier 10`); names that no ladder knows come after, as dictionaries would have them.
 * Gives the places of the names, top tier first.
 */
export function tierOrder(names: readonly string[]): number[] {
  const texts = names.map((name) => name.normalize('NFKC').trim());
  const ranked = ladders.map((ladder) => texts.map(ladder));
  const known = ranked.map((ranks) => ranks.filter((rank) => rank !== null).length);
  const best = ranked[known.indexOf(Math.max(...known))]!;
  const rankOf = (at: number) => best[at] ?? Number.POSITIVE_INFINITY;
  return texts
    .map((_, at) => at)
    .sort((a, b) =>
      rankOf(a) === rankOf(b) ? natural.compare(texts[a]!, texts[b]!) : rankOf(a) - rankOf(b),
    );
}
