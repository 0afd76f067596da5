import type { Random } from '../analysis/statistics/random.ts';
import { industries } from './industries.ts';
import type { Place } from './places.ts';

const firstSigns = [...'云海天鸿瑞泰华鑫盛恒启明远博嘉荣顺达安宏佳金永德卓越锦东星汇聚新瀚丰凯润'];
const secondSigns = [...'途帆捷诚通利源丰达信辰尚元创联科驰佰拓康禾泽腾睿航景业邦宇成桥川林'];
const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹'];
const givenNames =
  '伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 杰 娟 涛 明 超 秀英 建华 志强 晓东 海燕 文博 雨桐 子轩 思远 嘉怡 浩然 梓涵 一鸣 欣怡'.split(
    ' ',
  );
const heads =
  'Nor Tal Bren Kel Ost Var Lum Ster Har Win Cal Fen Mar Del Ral Vik Gren Tor Aster Ber Col Dun Eld Fal Hol Ivar Jor Kir Lind Mor'.split(
    ' ',
  );
const tails = 'wick dale mark vik berg ford lund stad ham ton mere field brook haven holt ridge'.split(' ');
const firstNames = 'Anna Lukas Sofia James Mei Omar Nina Paulo Yuki Elena Tomasz Farah Daniel Aisha'.split(
  ' ',
);
const lastNames =
  'Bergmann Novak Silva Tanaka Carter Haddad Kowalski Moreau Lindgren Reyes Okafor Visser'.split(' ');

function chineseCompany(random: Random, place: Place, industry: number): string {
  const brand = random.pick(firstSigns) + random.pick(secondSigns);
  const trade = random.pick(industries[industry]!.chinese);
  return `${place.city}${brand}${trade}${random.pick(place.forms)}`;
}

function internationalCompany(random: Random, place: Place, industry: number): string {
  const brand = random.pick(heads) + random.pick(tails);
  const trade = random.pick(industries[industry]!.international);
  const form = random.pick(place.forms);
  return form === 'PT' ? `PT ${brand} ${trade}` : `${brand} ${trade} ${form}`;
}

/** A company name not given before; `taken` remembers. */
export function companyName(random: Random, place: Place, industry: number, taken: Set<string>): string {
  const make = place.province === null ? internationalCompany : chineseCompany;
  for (let attempt = 0; attempt < 12; attempt++) {
    const name = make(random, place, industry);
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
  const base = make(random, place, industry);
  const branch = place.province === null ? ` (${place.city}` : `（${place.city}`;
  for (let number = 2; ; number++) {
    const name = `${base}${branch} ${number}${place.province === null ? ')' : '）'}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

export function groupName(random: Random): string {
  return random.chance(0.75)
    ? `${random.pick(firstSigns)}${random.pick(secondSigns)}集团`
    : `${random.pick(heads)}${random.pick(tails)} Group`;
}

/** An account manager's name, not given before. */
export function personName(random: Random, chinese: boolean, taken: Set<string>): string {
  for (let attempt = 0; ; attempt++) {
    const name = chinese
      ? random.pick(surnames) + random.pick(givenNames)
      : `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    const distinct = attempt < 50 ? name : `${name} ${attempt - 48}`;
    if (!taken.has(distinct)) {
      taken.add(distinct);
      return distinct;
    }
  }
}
