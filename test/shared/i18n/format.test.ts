import { expect, test } from 'vitest';
import { shortLabel, signedAmount } from '../../../shared/charts/parts.ts';
import { numberColumn, type Unit } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const format = createFormat('en');

function cells(unit: Unit, values: number[]): string[] {
  const column = numberColumn('x', unit, values);
  return values.map((_, row) => format.cell(column, row));
}

test('a column tells all its numbers with the same decimals, about three digits of the largest', () => {
  expect(cells('score', [16.26, -35.8, 100])).toEqual(['16.3', '−35.8', '100.0']);
  expect(cells('score', [2.3517, -0.0092, Number.NaN])).toEqual(['2.35', '−0.01', '–']);
  expect(cells('p', [0, 3e-7, 0.0001, 0.04999, 1])).toEqual([
    '< 0.0001',
    '< 0.0001',
    '0.0001',
    '0.0500',
    '1.0000',
  ]);
  expect(cells('none', [0.9008, 0.602])).toEqual(['0.901', '0.602']);
  expect(cells('score', [8, 10, 0])).toEqual(['8', '10', '0']);
});

test('a number of unknown kind is not rounded away beside a larger one', () => {
  expect(cells('none', [2.3517, -0.0092, Number.NaN])).toEqual(['2.3517', '−0.0092', '–']);
  expect(cells('none', [7.5, 0.046, 0])).toEqual(['7.500', '0.046', '0.000']);
  expect(cells('none', [7.5, 0.0000123])).toEqual(['7.5000', '0.000012']);
  expect(cells('none', [5000, 0.0000123])).toEqual(['5,000', '0.000012']);
});

test('numbers too unlike for common decimals keep their own', () => {
  expect(cells('none', [1_404_339.2349, 0.0013])).toEqual(['1,404,339', '0.0013']);
});

test('money, shares and prices keep the decimals of their unit', () => {
  expect(cells('money', [-405.4])).toEqual(['−405']);
  expect(cells('ratio', [-0.1234])).toEqual(['−12.3%']);
  expect(cells('price', [3])).toEqual(['3.00']);
});

test('every number has a true minus, in figures and in sentences alike', () => {
  expect(format.value(-1234, 'money')).toBe('−1,234');
  expect(format.short(-80_000, 'none')).toBe('−80K');
  expect(format.amount(-80_000, 'EUR')).toBe('−€80K');
  const t = createTranslate('en');
  expect(t('warning.itemsWithoutPrice', { items: 2, amount: -16_059 })).toContain('(−16,059)');
});

test('what rounds to zero has no sign', () => {
  expect(format.value(-0.3, 'money')).toBe('0');
  expect(format.change(-0.3, 'money')).toBe('0');
  expect(format.change(0.0001, 'ratio')).toBe('0.0%');
  expect(format.change(-0.3, 'ratio')).toBe('−30.0%');
  expect(cells('money', [-0.3, -3])).toEqual(['0', '−3']);
  expect(signedAmount(format, -0.3, 'money')).toBe('0');
  expect(signedAmount(format, -3, 'money')).toBe('▼ −3');
});

test('no two marks of an axis have one label', () => {
  const marks = [0, 0.5, 1, 1.5, 2].map(shortLabel(format, 'money'));
  expect(marks).toEqual(['0', '', '1', '', '2']);
  expect([0, 0.5, 1].map(shortLabel(format, 'price'))).toEqual(['0.00', '0.50', '1.00']);
  expect([0, 1250.5, -2500].map(shortLabel(format, 'count'))).toEqual(['0', '1.25K', '−2.5K']);
});
