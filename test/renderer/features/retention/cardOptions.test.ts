import { describe, expect, test } from 'vitest';
import { readOptions, writeOptions } from '../../../../renderer/features/retention/cardOptions.ts';

const usual = { by: '', interval: 'log', horizon: 12, silence: null as number | null };
const choices = { interval: ['log', 'plain'] };

describe('options of cards in the address', () => {
  test('come back as they were chosen, and usual ones are not written', () => {
    const chosen = { by: 'market', interval: 'plain', horizon: 0.5, silence: 90 };
    const written = writeOptions(chosen, usual);
    const asked = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, String(value)]));
    expect(readOptions(asked, usual, choices)).toEqual(chosen);
    expect(writeOptions(usual, usual)).toEqual({ by: null, interval: null, horizon: null, silence: null });
    expect(readOptions({}, usual, choices)).toEqual(usual);
  });

  test('that no card has, or that are no numbers, stay as usual', () => {
    const asked = { interval: 'loud', horizon: 'many', silence: '', more: '1' };
    expect(readOptions(asked, usual, choices)).toEqual(usual);
  });
});
