import { describe, expect, it } from 'vitest';
import { profileColumn } from '../../../../../electron/engine/ingest/detect/columns.ts';
import { headerScale } from '../../../../../electron/engine/ingest/detect/headerScale.ts';
import { isMissing, parseNumber } from '../../../../../electron/engine/ingest/values/parseNumber.ts';
import { parseRating } from '../../../../../electron/engine/ingest/values/parseRating.ts';

describe('figures with marks', () => {
  it.each([
    ['123.4 p', 123.4],
    ['1,234 r', 1234],
    ['123.4(p)', 123.4],
    ['123.4*', 123.4],
    ['123.4¹', 123.4],
    ['123.4²⁾', 123.4],
    ['12% b', 0.12],
    ['(1,234)', -1234],
    ['5 k', 5000],
  ])('%s', (text, value) => {
    expect(parseNumber(text, { decimal: '.', scale: 0 })).toBeCloseTo(value, 12);
  });

  it.each(['3 m', '12 kg', 'b', '123.4e', 'A1 p'])('%s is none', (text) => {
    expect(parseNumber(text, { decimal: '.', scale: 0 })).toBeNull();
  });

  it('knows signs of no value, with their marks', () => {
    expect([':', ': c', ':u', '..'].map(isMissing)).toEqual([true, true, true, true]);
  });

  it('tells which mark a column bears', () => {
    expect(profileColumn('Value', ['1.5', '2.5 p', '3.5']).marked).toBe('2.5 p');
    expect(profileColumn('Value', ['1.5', '2.5', '3.5']).marked).toBeUndefined();
  });
});

describe('percent with and without its sign', () => {
  const scale = (values: string[]) => profileColumn('Margin', values).number.scale;
  it('is percent throughout where the figures are as large', () => {
    expect(scale(['12%', '11', '15%', '13.5'])).toBe(-2);
  });
  it('is a ratio where they are as large as ratios', () => {
    expect(scale(['12%', '0.11', '15%', '0.135'])).toBe(0);
  });
});

it.each([
  ['9 - very likely', 9],
  ['10 - Extremely likely', 10],
  ['0 = not at all', 0],
  ['8/10', 8],
  ['4 out of 5', 4],
  ['4 stars', 4],
  ['★★★★☆', 4],
  ['10分', 10],
  ['5（非常满意）', 5],
  ['非常满意（5分）', 5],
  ['2025-01-01', null],
  ['12 apples', null],
  ['3 of 4 questions', null],
  ['good', null],
])('the answer %s', (text, value) => {
  expect(parseRating(text)).toBe(value);
});

it.each([
  ['Umsatz TEUR', 3],
  ['Umsatz in TEUR', 3],
  ['Umsatz (T€)', 3],
  ['Umsatz (Mio. €)', 6],
  ['Umsatz (Mrd. €)', 9],
  ['Revenue k€', 3],
  ['Revenue $m', 6],
  ['Revenue (US$m)', 6],
  ['Sales, $bn', 9],
  ["Sales $'000", 3],
  ['Sales £000', 3],
  ['Sales (₹ crore)', 7],
  ['Sales MEUR', 6],
  ['Ventas (miles de €)', 3],
  ['Vendas (R$ mil)', 3],
  ['Value (1,000 USD)', 3],
  ['売上高（億円）', 8],
  ['売上高(千円)', 3],
  ['매출액(백만원)', 6],
  ['销售额（万元）', 4],
  ['出口额(万美元)', 4],
  ['人口（万人）', 4],
  ['Quantity (thousand units)', 3],
  ['金额（元）', 0],
  ['Length (m)', 0],
  ['Weight (t)', 0],
  ['重量（千克）', 0],
  ['Revenue (USD)', 0],
  ['Price per 1000', 0],
])('the unit of %s', (header, power) => {
  expect(headerScale(header)).toBe(power);
});

it.each(['turnover_aud_million', 'retail_100m_cny', 'amount_k_eur', 'sales_$m'])(
  'the unit in %s, a name that programs give, multiplies nothing',
  (header) => {
    expect(headerScale(header)).toBe(0);
  },
);
