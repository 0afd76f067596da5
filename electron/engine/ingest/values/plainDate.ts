/** Months in the languages of business, each with its full and short names; several forms of a name are kept apart by `/`. */
const months = [
  'januar januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty leden ledna январь января янв ocak oca jänner jän',
  'februar februari février fevrier févr fevr fév fev febrero febbraio fevereiro luty lutego lut únor února февраль февраля фев şubat şub febr feber',
  'märz mär mrz maart mrt mars marzo março marco marzec marca březen března март марта мар mart maret marts maa',
  'avril avr abril abr aprile kwiecień kwietnia kwi duben dubna апрель апреля апр nisan nis',
  'mai mei mayo maggio mag maio maj maja květen května май мая mayıs',
  'juni juin junio jun giugno giu junho czerwiec czerwca cze červen června июнь июня июн haziran haz',
  'juli juillet juil julio jul luglio lug julho lipiec lipca lip červenec července июль июля июл temmuz tem',
  'août aout agosto ago augustus augusti agustus sierpień sierpnia sie srpen srpna август августа авг ağustos ağu',
  'septembre septiembre setiembre settembre set setembro wrzesień września wrz září сентябрь сентября сен сент eylül eyl',
  'oktober okt octobre octubre ottobre ott outubro out październik października paź říjen října октябрь октября окт ekim eki',
  'novembre noviembre novembro listopad listopada lis listopadu ноябрь ноября ноя kasım kas',
  'dezember dez décembre decembre déc diciembre dic dicembre dezembro grudzień grudnia gru prosinec prosince декабрь декабря дек aralık ara desember des',
];
const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Words of a date that say nothing more: days of the week and particles. */
const idle =
  'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo jue vie sáb dom lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo za zo segunda terça quarta quinta sexta feira de del den der le el am er ème uhr klo г года';
const zones =
  'cet cest wet west eet eest bst ist jst kst hkt sgt msk est edt cst cdt mst mdt pst pdt akst akdt hst aest aedt acst awst nzst nzdt brt art sast wib';

/** Words for a week and for a quarter; a quarter of the Romance languages begins with T where its year stands beside it. */
const weeks = 'kw cw wk week woche semaine semana settimana vecka uge uke';
const quarters = 'quartal kwartaal kwartał kvartal kvartál trimestre trimester';

const halves = 'hj halbjahr halvår';

const meanings = new Map<string, string>([
  ...months.flatMap((names, month) => names.split(' ').map((name) => [name, english[month]!] as const)),
  ...idle.split(' ').map((word) => [word, ''] as const),
  ...zones.split(' ').map((zone) => [zone, ''] as const),
  ...weeks.split(' ').map((word) => [word, 'W'] as const),
  ...quarters.split(' ').map((word) => [word, 'Q'] as const),
  ...halves.split(' ').map((word) => [word, 'H'] as const),
]);
const englishWord =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|st|nd|rd|th|[ap]m?|[tmqhwz]|quarter|utc|gmt)$/;

/** First years of the emperors, and of the republic: the year before the first. */
const eras: Record<string, number> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  明治: 1867,
  民国: 1911,
  民國: 1911,
  ROC: 1911,
  R: 2018,
  H: 1988,
  S: 1925,
};

/**
 * A date as it is written in other languages, countries and programs, in the writings that are read here; the text as it
 * stands where nothing of it is foreign, null where it holds a word that no date has.
 */
export function plainDate(text: string): string | null {
  if (alreadyPlain.test(text)) return text;
  if (holdsOtherWord(text)) return null;
  return inEnglish(rearranged(withoutEra(eastern(thai(text)))));
}

/** Most values of a table are numbers, ISO dates and words that no date has, which is told without rewriting them. */
const alreadyPlain = /^(?:-?\d{1,13}(?:\.\d+)?|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)$/;
const word = /(?<!\p{L})[A-Za-z]{2,}(?!\p{L})/u;
/** A letter by itself that is no word of a date, and no emperor. */
const otherLetter = /(?<!\p{L})[bcdfgijklnouvxyBCDFGIJKLNOUVXY](?!\p{L})/u;
const longWord = /(?<!\p{L})[A-Za-z]{5,}(?!\p{L})/u;

/** Whether the first word is none of a date. What rewriting takes away are zones: short ones beside a time, or in brackets. */
function holdsOtherWord(text: string): boolean {
  if (/[([]/.test(text)) return false;
  const isTimed = text.includes(':');
  if (!isTimed && otherLetter.test(text)) return true;
  const first = (isTimed ? longWord : word).exec(text)?.[0].toLowerCase();
  return first !== undefined && !meanings.has(first) && !englishWord.test(first);
}

const thaiMonths = [
  'มกราคม|ม.ค.',
  'กุมภาพันธ์|ก.พ.',
  'มีนาคม|มี.ค.',
  'เมษายน|เม.ย.',
  'พฤษภาคม|พ.ค.',
  'มิถุนายน|มิ.ย.',
  'กรกฎาคม|ก.ค.',
  'สิงหาคม|ส.ค.',
  'กันยายน|ก.ย.',
  'ตุลาคม|ต.ค.',
  'พฤศจิกายน|พ.ย.',
  'ธันวาคม|ธ.ค.',
].map((names) => new RegExp(names.replaceAll('.', '\\.?')));

/** Months of Thailand in English; a year of two digits is one of the Buddha there. */
function thai(text: string): string {
  if (!/[\u0e00-\u0e7f]/.test(text)) return text;
  const plain = text.replace(/พ\.?ศ\.?\s*/, '').trim();
  const month = thaiMonths.findIndex((names) => names.test(plain));
  if (month < 0) return plain;
  return plain
    .replace(thaiMonths[month]!, ` ${english[month]} `)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[A-Z][a-z]{2} )(\d{2})$/, '25$1')
    .trim();
}

function eastern(text: string): string {
  if (!/[^\0-\u024f]/.test(text)) return text;
  return text
    .replace(
      /\s*(?:\((?:[月火水木金土日]|[월화수목금토일])(?:曜日?|요일)?\)|[月火水木金土日]曜日?|[월화수목금토일]요일)\s*/g,
      ' ',
    )
    .replace(/년\s*/g, '年')
    .replace(/월\s*(?=\d|$)/g, '月')
    .replace(/일/g, '日')
    .replace(/오전|午前/g, '上午')
    .replace(/오후|午後/g, '下午')
    .trim();
}

function withoutEra(text: string): string {
  return text
    .replace(
      /^(令和|平成|昭和|大正|明治|民[国國])\s*(\d{1,3}|元)年/,
      (_, era: string, year: string) => `${eras[era]! + (year === '元' ? 1 : Number(year))}年`,
    )
    .replace(
      /^([RHS])(\d{1,2})([./-])(?=\d{1,2}\3\d{1,2}(?!\d))/,
      (_, era: string, year: string, mark: string) => eras[era]! + Number(year) + mark,
    )
    .replace(
      /^R(\d{1,2})([./-])(\d{1,2})$/,
      (_, year: string, _mark: string, month: string) =>
        `${eras.R! + Number(year)}-${month.padStart(2, '0')}`,
    )
    .replace(/^(1[0-3]\d)(?=\/\d{1,2}\/\d{1,2}$|年\d{1,2}月)/, (year) => String(1911 + Number(year)));
}

/** Parts in another order, or with other marks between them. */
function rearranged(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(/^(?:\d{1,2} )?(?:w\/e|wks? ending|week ending) +(?=\d)/i, '')
    .replace(/\s*(?:\[[A-Za-z_]+\/[A-Za-z_/]+\]|\((?:[A-Z]{2,5}|[\p{L} ]+ (?:Time|[Zz]eit))\))$/u, '')
    .replace(/^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?(?=$|\s)/, '$1.$2.$3')
    .replace(
      /^(\d{4})\. (\d{1,2})\.?$/,
      (_, year: string, month: string) => `${year}-${month.padStart(2, '0')}`,
    )
    .replace(/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\.?(?=$|\s)/, '$1.$2.$3')
    .replace(/^(\d{1,2}\/[A-Za-z]{3}\/\d{4}):(?=\d)/, '$1 ')
    .replace(
      /^(\D*[A-Za-z]{3} +\d{1,2}),? +(\d{1,2}:\d{2}(?::\d{2})?)(?: +[A-Z]{3,4})? +(\d{4})$/,
      '$1 $3 $2',
    )
    .replace(/^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/, '$1$2$3 $4:$5:$6')
    .replace(/^T ?([1-4])(?=[\s'/-]*(?:\d{4}|\d{2})$)/, 'Q$1')
    .replace(/^(\d{4}[\s/-]*)T ?([1-4])$/, '$1Q$2')
    .replace(/^([1-4]) ?T(?=[\s'/-]*(?:\d{4}|\d{2})$)/, '$1Q')
    .replace(/^(\d{4}-\d{2}-\d{2})-(?=\d{2}\.\d{2})/, '$1 ')
    .replace(
      /(?<=\d) (\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=$| |\.\d{3,9}(?!\d))/,
      (_, hours, minutes, seconds) =>
        seconds === undefined ? ` ${hours}:${minutes}` : ` ${hours}:${minutes}:${seconds}`,
    );
}

function inEnglish(text: string): string | null {
  let known = true;
  const said = text.replace(/(\p{L}+)(\.?)/gu, (written, word: string, point: string) => {
    if (/[年月日上下午时點点分秒季度周週第半号號份]/u.test(word)) return written;
    const meaning = meanings.get(word.toLowerCase());
    if (meaning !== undefined) return meaning;
    if (!englishWord.test(word.toLowerCase())) known = false;
    return word + point;
  });
  return known
    ? said
        .replace(/\s+/g, ' ')
        .replace(/^[\s,.]+|[\s,]+$/g, '')
        .replace(/^([1-4])[. ]+Q(?= |$)/, '$1Q')
        .replace(/^([12])[. ]+H(?= |$)/, '$1H')
        .replace(/^Q ([1-4])(?= |$)/, 'Q$1')
    : null;
}
