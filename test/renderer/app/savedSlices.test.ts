import { describe, expect, it } from 'vitest';
import {
  findSaved,
  readSavedSlices,
  withoutSaved,
  withSaved,
  writeSavedSlices,
} from '../../../renderer/app/savedSlices.ts';
import { encodeSlice } from '../../../renderer/app/sliceAddress.ts';

const china = encodeSlice({
  where: [{ field: 'market', in: ['中国', 'a;b~c\\d & e=f'] }],
  basis: 'gross',
  from: '2024-H1',
  to: '2024-H2',
  asOf: '2024-12-31',
  comparedBy: ['segment', 'a, b'],
  currency: 'EUR',
  rates: 'constant',
  options: { 'backtest.k': '100' },
});

describe('slices saved by name', () => {
  it('come back as they were saved', () => {
    const slices = withSaved([{ name: '全部', slice: '' }], 'China', china);
    expect(readSavedSlices(writeSavedSlices(slices))).toEqual({ slices, damaged: false });
    expect(readSavedSlices(null)).toEqual({ slices: [], damaged: false });
  });

  it('have one name each, whatever its case', () => {
    const slices = withSaved([{ name: 'china', slice: '' }], 'China', china);
    expect(slices).toEqual([{ name: 'China', slice: china }]);
    expect(findSaved(slices, 'CHINA')?.slice).toBe(china);
    expect(withoutSaved(slices, 'cHINA')).toEqual([]);
  });

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{"version":2,"slices":[]}',
    '{"version":1}',
    '{"version":1,"slices":{}}',
    '{"version":1,"slices":[',
  ])('are none where the setting is %j', (text) => {
    expect(readSavedSlices(text)).toEqual({ slices: [], damaged: true });
  });

  it.each([
    null,
    7,
    {},
    { name: 'x' },
    { name: 'x', slice: 7 },
    { name: '', slice: '' },
    { name: ' x', slice: '' },
    { name: 'x'.repeat(81), slice: '' },
    { name: 'CHINA', slice: '' },
    { name: 'x', slice: 'basis=most' },
    { name: 'x', slice: 'w=market' },
    { name: 'x', slice: 'page=2' },
  ])('leave out %j and keep the rest', (wrong) => {
    const kept = { name: 'China', slice: china };
    const text = JSON.stringify({ version: 1, slices: [kept, wrong] });
    expect(readSavedSlices(text)).toEqual({ slices: [kept], damaged: true });
  });
});
