import { expect, it } from 'vitest';
import { safeOption } from '../../../renderer/charts/safeOption.ts';

it('draws every tooltip as text, never as markup', () => {
  const option = safeOption(
    { textStyle: {}, animation: true, tooltip: { trigger: 'axis' }, series: [] },
    'Inter',
  );
  expect(option.tooltip).toEqual({ trigger: 'axis', renderMode: 'richText' });
  expect(option.animation).toBe(false);
  expect(option.textStyle).toEqual({ fontFamily: 'Inter' });
});

it('overrules a chart that asks for markup', () => {
  const tooltip = { renderMode: 'html', formatter: '<b>{b}</b>' };
  const option = safeOption({ textStyle: {}, animation: false, tooltip, series: [] }, 'Inter');
  expect(option.tooltip).toMatchObject({ renderMode: 'richText' });
});
