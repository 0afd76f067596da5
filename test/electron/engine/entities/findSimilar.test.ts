import { describe, expect, it } from 'vitest';
import { findSimilar } from '../../../../electron/engine/entities/findSimilar.ts';
import { likelySame } from '../../../../shared/contract/entities.ts';
import { seed } from '../../../property/seed.ts';
import { seeded } from '../workspace/fixtures.ts';

const random = seeded(seed());
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

const syllables = [
  'ka',
  'ro',
  'mi',
  'ten',
  'val',
  'sor',
  'bri',
  'lon',
  'dex',
  'fu',
  'gan',
  'pri',
  'zul',
  'que',
  'mar',
  'not',
];
const trades = ['Foods', 'Trading', 'Logistics', 'Electronics', 'Motors', 'Media', 'Energy', 'Tools'];
const forms = ['Ltd', 'Inc', 'GmbH', 'S.A.', 'B.V.', 'Pty Ltd', ''];
const characters = [...'华光兴盛达丰利源泰和顺安康宁福瑞祥永昌恒通联创新大东方海天宏远博雅'];
const towns = ['上海', '北京', '深圳', '广州'];

function company(): string {
  if (random() < 0.4) {
    return `${pick(towns)}${pick(characters)}${pick(characters)}${pick(characters)}${pick(['贸易', '电子', '食品'])}`;
  }
  const word = Array.from({ length: 4 }, () => pick(syllables)).join('');
  return `${word[0]!.toUpperCase()}${word.slice(1)} ${pick(trades)}`;
}

/** The same name as somebody else would write it. */
function variant(name: string): string {
  const chinese = /\p{Script=Han}/u.test(name);
  const ways = [
    () => name.toUpperCase(),
    () => ` ${name} `.replace(/ /g, '  '),
    () =>
      [...name]
        .map((one) => (/[A-Za-z]/.test(one) ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one))
        .join(''),
    () => (chinese ? `${name}有限公司` : `${name} ${pick(forms.slice(0, -1))}`),
    () => (chinese ? `${name}集团有限公司` : name.split(' ').reverse().join(' ')),
    () => name.replace(' ', '-'),
  ];
  const changed = pick(ways)();
  return changed === name ? `${name}.` : changed;
}

describe('a list with planted variants', () => {
  const names = [...new Set(Array.from({ length: 4000 }, company))];
  const planted = new Map<number, number>();
  const originals = names.length;
  for (let one = 0; one < 400; one++) {
    const of = Math.floor(random() * originals);
    planted.set(names.push(variant(names[of]!)) - 1, of);
  }
  const found = findSimilar(names);
  const isPlanted = (a: number, b: number) => (planted.get(a) ?? a) === (planted.get(b) ?? b);

  it(`gives back nearly all of them, seed ${seed()}`, () => {
    const kept = new Set(found.filter(({ score }) => score >= 0.8).map(({ a, b }) => `${a} ${b}`));
    const recalled = [...planted].filter(([copy, of]) => kept.has(`${of} ${copy}`)).length;
    console.log(`planted ${planted.size}, found ${recalled}`);
    expect(recalled / planted.size).toBeGreaterThan(0.97);
  });

  it(`and hardly anything else that it is sure of, seed ${seed()}`, () => {
    const sure = found.filter(({ score }) => score >= likelySame);
    const right = sure.filter(({ a, b }) => isPlanted(a, b)).length;
    console.log(`sure of ${sure.length}, right ${right}`);
    expect(right / sure.length).toBeGreaterThan(0.97);
  });

  it('does not depend on the order of the list', () => {
    const shuffled = names.map((_, at) => at).sort(() => random() - 0.5);
    const again = findSimilar(shuffled.map((at) => names[at]!));
    const asPairs = (pairs: { a: number; b: number; score: number }[], at: (index: number) => number) =>
      pairs.map(({ a, b, score }) => `${Math.min(at(a), at(b))} ${Math.max(at(a), at(b))} ${score}`).sort();
    expect(asPairs(again, (index) => shuffled[index]!)).toEqual(asPairs(found, (index) => index));
  });
});

describe('near misses', () => {
  it('are never sure, however many there are', () => {
    const names = Array.from({ length: 300 }, (_, at) => `North Star Store ${at}`).concat(
      trades.map((trade) => `North Star ${trade} Ltd`),
      characters.map((one) => `上海华${one}贸易有限公司`),
    );
    expect(findSimilar(names).filter(({ score }) => score >= likelySame)).toEqual([]);
  });
});
