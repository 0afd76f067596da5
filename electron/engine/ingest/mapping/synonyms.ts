import type { TableKind } from '../../../../shared/domain/fields.ts';
import { fieldWords, kindWords } from './words.ts';
import { kindWordsAbroad, wordsAbroad } from './wordsAbroad.ts';
import { wordsEastAndNorth } from './wordsEastAndNorth.ts';
import { wordsSouth } from './wordsSouth.ts';

/** Longer than any name of a column, and than any word for a field has words. */
const longestHeader = 1000;
const mostWords = 16;

const normalized = new Map<string, string>();
const mostNormalized = 1 << 16;

/** A header without case, spaces, punctuation, full-width forms and unit in brackets. Each is asked for many fields. */
export function normalizeHeader(written: string): string {
  const known = normalized.get(written);
  if (known !== undefined) return known;
  if (normalized.size >= mostNormalized) normalized.clear();
  const name = withoutUnit(bareHeader(written.slice(0, longestHeader)));
  normalized.set(written, name);
  return name;
}

function withoutUnit(header: string): string {
  return (
    squeeze(header.normalize('NFKC').replace(/[([【{][^)\]】}]*[)\]】}]/g, ' ')) ||
    squeeze(header.normalize('NFKC'))
  );
}

/** A header without what a program wraps its own fields in: `Custom field (Customer)`, `properties.amount`. */
function bareHeader(written: string): string {
  const own =
    /^\s*custom field \((.+)\)\s*$/i.exec(written) ??
    /^(?:properties|fields|attributes|_source|node|record)\.(.+)$/i.exec(written);
  return own?.[1] ?? written;
}

function squeeze(text: string): string {
  return simplified(withoutAccents(text.toLowerCase()).replace(/[^\p{L}\p{N}]+/gu, ''));
}

/** Latin letters without their accents, which headers often lack. */
function withoutAccents(text: string): string {
  if (!/[^\0-\u00a9]/.test(text)) return text;
  return text
    .replaceAll('ß', 'ss')
    .replace(/[nº]º|n°/g, 'n')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC');
}

const traditional =
  '戶銷額數單價區產類別總計號編碼稱業務員負責經標門訂貨庫幣匯時間開關評論滿費實際預劃餘現發結終銜鋪級聯絡節點專項達';
const simple =
  '户销额数单价区产类别总计号编码称业务员负责经标门订货库币汇时间开关评论满费实际预划余现发结终衔铺级联络节点专项达';
const simplifiedOf = new Map([...traditional].map((character, at) => [character, [...simple][at]!]));

function simplified(text: string): string {
  return /\p{Script=Han}/u.test(text) ? [...text].map((one) => simplifiedOf.get(one) ?? one).join('') : text;
}

/** Squeezed word → its place in the list. */
function ranked(list: string): Map<string, number> {
  const all = list
    .split(', ')
    .map(squeeze)
    .filter((word) => word !== '');
  return new Map(all.map((word, rank) => [word, rank]).reverse() as [string, number][]);
}

/** Words of these lists; one that is in several has its place in the first. */
function rankedAll(...lists: (string | undefined)[]): Map<string, number> {
  return new Map(lists.toReversed().flatMap((list) => (list === undefined ? [] : [...ranked(list)])));
}

const wordsOf = new Map(
  Object.entries(fieldWords).map(([field, list]) => [
    field,
    rankedAll(list, wordsAbroad[field], wordsEastAndNorth[field], wordsSouth[field]),
  ]),
);
const kinds = new Set([...Object.keys(kindWords), ...Object.keys(kindWordsAbroad)]);
const ofKind = new Map(
  [...kinds].flatMap((kind) => {
    const own = kindWords[kind as TableKind] ?? {};
    const abroad = kindWordsAbroad[kind] ?? {};
    const fields = [...new Set([...Object.keys(own), ...Object.keys(abroad)])];
    return fields.map((field) => [`${kind}.${field}`, rankedAll(own[field], abroad[field])] as const);
  }),
);
const allWords = new Set([...wordsOf.values()].flatMap((map) => [...map.keys()]));

/** Whether a cell reads as the name of some field: evidence that its record is a header. */
export function isKnownHeader(cell: string): boolean {
  return allWords.has(normalizeHeader(cell));
}

const written = new Set(
  [fieldWords, wordsAbroad, wordsEastAndNorth, wordsSouth]
    .flatMap((lists) => Object.values(lists))
    .flatMap((list) => list.toLowerCase().split(', '))
    .filter((word) => /[^\0-\x7f]/.test(word)),
);

/** How many cells of a text name a field with letters beyond ASCII, accents and all: evidence for the encoding it was read in. */
export function countWrittenHeaders(text: string): number {
  const cells = new Set(text.toLowerCase().split(/[\t\r\n,;|"()/]+/));
  let count = 0;
  for (const cell of cells) if (written.has(cell.trim())) count++;
  return count;
}

/**
 * How surely a header names a field, 0–1, by its words alone. Of the words that mean it in sales only, as `Name`, a part
 * of a header says nothing.
 */
export function headerMatch(written: string, field: string, kind: string): number {
  const header = bareHeader(written);
  const known = wordsOf.get(field);
  const name = normalizeHeader(header);
  if (!known || name === '' || isOther(header, name, field)) return 0;
  if (squeeze(field) === name) return 0.98;
  const own = ofKind.get(`${kind}.${field}`);
  if (own?.has(name)) return 0.9 - Math.min(0.2, own.get(name)! * 0.01);
  const rank = known.get(name);
  if (rank !== undefined) return 0.95 - Math.min(0.15, rank * 0.002);
  return Math.max(
    partialMatch(header, known),
    own && kind !== 'sales' ? 0.95 * partialMatch(header, own) : 0,
    questionMatch(header, field),
  );
}

/** Headers that hold a word for a field and mean something else. */
const others: Record<string, RegExp> = {
  revenue:
    /^(?:annual|yearly|expected|forecast|company|estimated|weighted)(?:total)?(?:revenue|sales|turnover|amount)|^年营业额|^预计|amount(?:paid|due)$|^(?:tax(?!able)|discount|shipping|refund)|^(?:target|budget|planned|quota)|^(?:目标|预算|计划|任务|指标|(?:手续费|佣金|运费)(?!收入)|折扣|税(?![前后]))|(?:目标|预算|指标)$/,
  list_price: /^(?:average|avg|mean)|平均|均价|durchschnitt|moyen|promedio|medio$/,
  sku: /(?:description|desc|name|title|名称|描述)$/,
  returns: /^(?:chargebacks|refunds)$|(?:count|qty|quantity|数量|笔数)$/,
  account_id: /contract|order|invoice|phone|fax|mobile|合同|订单|发票|电话|手机|传真/,
  price: /exchange|^fx|(?:tax|vat|gst|discount|interest|commission)rate|汇率|税率|折扣率/,
  inventory:
    /^(?:期初|月初|opening|begin|start|initial|上期)|安全库存|safety|reorder|^(?:min|max)(?:imum)?stock/,
  date: /^(?:last|next)|birth|modified|^lastupdate|^due|下次|生日|出生|更新/,
};

/** Columns of keys that a program puts beside its own, and says so. */
const internal = /^\W*do not modify/i;

function isOther(header: string, name: string, field: string): boolean {
  if (field === 'product' && /#\s*$/.test(header)) return true;
  return internal.test(header) || (others[field]?.test(name) ?? false);
}

const questions: Record<string, RegExp> = {
  nps: /recommend|weiterempfehl|recommand|recomend|consigli|推荐|推薦|お勧め|おすすめ|추천/i,
  csat: /satisf|zufrieden|soddisf|tevreden|满意|滿意|満足|만족/i,
  comment:
    /\bwhy\b|reason|improve|do better|feedback|warum|grund|verbesser|pourquoi|raison|améliorer|por qu|motivo|mejorar|melhorar|perch|原因|为什么|为何|建议|改进|理由|改善|이유/i,
};

/** The question of a survey, as a header: it holds the word that tells what is asked for. */
function questionMatch(header: string, field: string): number {
  const isQuestion = /[?？]/.test(header) || header.length >= 25 || /\p{Script=Han}{8}/u.test(header);
  if (!isQuestion) return 0;
  const asked = ['comment', 'nps', 'csat'].find((name) => questions[name]!.test(header));
  return asked === field ? 0.8 : 0;
}

const noise = new Set(
  'usd eur gbp cny rmb aud cad jpy hkd chf inr krw sgd twd k m mm mn mio bn million millions thousand thousands billion billions 元 万元 千元 百万元 亿元 in of the per by incl excl including excluding vat tax net gross local lc total sum no nbr t teur keur meur kusd musd tusd kgbp mgbp tgbp kcny mcny tchf mchf tsd mrd'.split(
    ' ',
  ),
);

function tokensOf(header: string): string[] {
  return header
    .normalize('NFKC')
    .replace(/[([【{][^)\]】}]*[)\]】}]/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

/**
 * A header that is a known word but for units and taxes (`turnover_aud_million`, `含税金额`) or a slip of the pen, or that
 * holds one as its last words (`Net Sales Amount`), or as its end in Chinese (`客户经理姓名`).
 */
function partialMatch(header: string, known: ReadonlyMap<string, number>): number {
  const tokens = tokensOf(header);
  const telling = tokens.filter((token) => !noise.has(token));
  const bare = telling.length > 0 ? telling : tokens.slice(0, 1);
  if (bare.length > 0 && bare.length < tokens.length && known.has(squeeze(bare.join('')))) return 0.8;
  for (let from = Math.max(1, tokens.length - mostWords); from < tokens.length; from++) {
    if (known.has(squeeze(tokens.slice(from).join('')))) return 0.6;
  }
  const identifies = /^(?:id|ids|code|codes|key|no|nr|number)$/.test(tokens.at(-1) ?? '');
  for (let to = identifies ? 0 : Math.min(mostWords, tokens.length - 1); to > 0; to--) {
    if (known.has(squeeze(tokens.slice(0, to).join('')))) return 0.35;
  }
  const name = normalizeHeader(header);
  return /\p{Script=Han}/u.test(name) ? chineseMatch(name, known) : slipMatch(name, known);
}

const dressing =
  /^(?:含税|不含税|未税|本月|本期|当月|当期|实际|累计|年度|月度|我方|主要)|(?:万元|亿元|千元|元|含税|不含税|未税|合计|总计|信息)$/gu;

function chineseMatch(name: string, known: ReadonlyMap<string, number>): number {
  const bare = name.replace(dressing, '');
  if (bare !== name && bare !== '' && known.has(bare)) return 0.8;
  for (const word of known.keys()) {
    if (word.length < 2 || !/\p{Script=Han}/u.test(word)) continue;
    if (name.endsWith(word)) return 0.6;
    if (name.startsWith(word) && word.length * 2 >= name.length) return 0.4;
  }
  return 0;
}

/** One letter too many, missing or wrong, in a word long enough for that to be chance. */
function slipMatch(name: string, known: ReadonlyMap<string, number>): number {
  if (name.length < 6) return 0;
  for (const word of known.keys()) {
    if (word.length >= 6 && Math.abs(word.length - name.length) <= 1 && oneApart(name, word)) return 0.55;
  }
  return 0;
}

function oneApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length - 1;
  let endB = b.length - 1;
  while (endA >= start && endB >= start && a[endA] === b[endB]) {
    endA--;
    endB--;
  }
  if (endA - start + 1 <= 1 && endB - start + 1 <= 1) return true;
  return endA === endB && endA === start + 1 && a[start] === b[endB] && a[endA] === b[start];
}
