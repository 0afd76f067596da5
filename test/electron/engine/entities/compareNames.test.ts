import { describe, expect, it } from 'vitest';
import { compareNames } from '../../../../electron/engine/entities/compareNames.ts';
import { editDistance } from '../../../../electron/engine/entities/editDistance.ts';
import { nameForm } from '../../../../electron/engine/entities/nameForm.ts';
import { simplifiedPairs } from '../../../../electron/engine/entities/simplified.ts';
import { likelySame } from '../../../../shared/contract/entities.ts';

const score = (a: string, b: string) => compareNames(nameForm(a), nameForm(b), () => 1)?.score ?? 0;

describe('names of one company', () => {
  it.each([
    ['ＡＣＭＥ　Inc', 'Acme, Inc.'],
    ['Acme Ltd.', 'ACME LIMITED'],
    ['Acme Trading Co., Ltd.', 'Acme Trading'],
    ['Müller & Söhne GmbH', 'Muller und Sohne'],
    ['Philips B.V.', 'PHILIPS'],
    ['Toyota K.K.', 'Toyota'],
    ['Nokia Oyj', 'Nokia'],
    ['Bimbo S.A. de C.V.', 'Bimbo SA de CV'],
    ['Brasserie du Nord S.A.', 'S.A. Brasserie du Nord'],
    ['Wesfarmers Pty Ltd', 'Wesfarmers'],
    ['Intl Paper Co', 'International Paper'],
    ['Star North Trading', 'North Star Trading Ltd'],
    ['上海华光有限公司', '上海华光'],
    ['上海華光有限公司', '上海华光有限责任公司'],
    ['华光（上海）有限公司', '上海华光有限公司'],
    ['深圳市大疆创新科技有限公司', '深圳大疆创新科技'],
    ['上海华光', 'Shanghai Huaguang'],
    ['上海华光电子有限公司', 'Shanghai Huaguang Electronics Co., Ltd.'],
    ['上海华光', 'Huaguang Shanghai'],
    ["O'Brien Foods", 'OBrien Foods Ltd'],
  ])('%s and %s are likely one', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(likelySame);
    expect(score(b, a)).toBe(score(a, b));
  });

  it.each([
    ['Johnson Controls', 'Jonhson Controls'],
    ['Acme Group', 'Acme'],
    ['International Business Machines', 'IBM'],
    ['Acme GmbH', 'Acme AG'],
    ['上海华光有限公司', '上海华光股份有限公司'],
    ['华光贸易', '花光贸易'],
  ])('%s and %s may be one', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(0.5);
    expect(score(a, b)).toBeLessThan(likelySame);
  });
});

describe('names of different companies', () => {
  it.each([
    ['上海华光', '上海华兴'],
    ['上海华光贸易', '上海华光电子'],
    ['North Star Ltd', 'North Star Foods Ltd'],
    ['Store 12', 'Store 13'],
    ['Factory No. 2', 'Factory No. 21'],
    ['Shanghai Huaguang', 'Shanghai Huaxing'],
    ['Acme', 'Acne'],
    ['Bank of China', 'Bank of Canada'],
    ['JUMBO BAG RED', 'JUMBO BAG PINK'],
    ['SET OF 6 SPOONS', 'SET OF 4 SPOONS'],
    ['', 'Ltd'],
  ])('%s and %s are not', (a, b) => {
    expect(score(a, b)).toBeLessThan(0.5);
  });

  it('are not taken for a slip where both words are common', () => {
    const common = compareNames(nameForm('Pacific Foods'), nameForm('Pacific Goods'), () => 20);
    expect(common?.score ?? 0).toBeLessThan(0.5);
  });
});

describe('the parts', () => {
  it('know each traditional character with its simplified one', () => {
    expect(simplifiedPairs.traditional).toBe(simplifiedPairs.simplified);
    expect(nameForm('廣東國際貿易').plain).toBe('广东国际贸易');
  });

  it('count edits as the textbook does', () => {
    expect(editDistance('ca', 'abc', 5)).toBe(3);
    expect(editDistance('johnson', 'jonhson', 2)).toBe(1);
    expect(editDistance('kitten', 'sitting', 3)).toBe(3);
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('', '', 0)).toBe(0);
    expect(editDistance('abc', 'abcd', 0)).toBe(1);
  });
});
