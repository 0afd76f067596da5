const digits = '零壹贰叁肆伍陆柒捌玖';
const otherDigits = '〇壹貳參肆伍陸柒捌玖';
const units: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };
const large: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };
const written =
  /^(?:人民币|人民幣)?[:：]?(负|負)?([零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]*)(?:[元圆圓]([零〇壹贰貳叁參肆伍陆陸柒捌玖]角)?(零?[壹贰貳叁參肆伍陆陸柒捌玖]分)?)?[整正]?$/u;

/** The amount of money that formal numerals stand for, as on invoices (`壹仟贰佰叁拾肆元伍角陆分`); null where a text is none. */
export function parseFormal(text: string): number | null {
  const match = written.exec(text.replace(/\s+/g, ''));
  if (
    !match ||
    !/[零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟]/u.test(match[2]! + (match[3] ?? '') + (match[4] ?? ''))
  )
    return null;
  const cents = Math.round(wholeOf(match[2]!) * 100) + digitOf(match[3]) * 10 + digitOf(match[4]);
  return (match[1] ? -cents : cents) / 100;
}

function digitOf(part: string | undefined): number {
  const digit = [...(part ?? '')].findLast((mark) => figureOf(mark) > 0);
  return digit === undefined ? 0 : figureOf(digit);
}

function figureOf(mark: string): number {
  return Math.max(digits.indexOf(mark), otherDigits.indexOf(mark));
}

function wholeOf(text: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const mark of text) {
    const unit = units[mark];
    const scale = large[mark];
    if (unit !== undefined) {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else if (scale !== undefined) {
      const above = section + digit;
      total = scale > 1e4 ? (total + above) * scale : total + above * scale;
      section = 0;
      digit = 0;
    } else digit = figureOf(mark);
  }
  return total + section + digit;
}
