import { describe, expect, it } from 'vitest';
import { isTooLong } from '../../../renderer/components/textRoom.ts';

describe('text in a cell', () => {
  it('fits with the room around it, and no further', () => {
    expect(isTooLong('1,234,567', 92)).toBe(false);
    expect(isTooLong('1,234,567', 88)).toBe(true);
    expect(isTooLong('', 16)).toBe(false);
  });

  it('takes more room in Chinese, in capitals and with arrows', () => {
    expect(isTooLong('abcdef', 66)).toBe(false);
    expect(isTooLong('ABCDEF', 66)).toBe(true);
    expect(isTooLong('上海鸿信超市', 90)).toBe(true);
    expect(isTooLong('▲ +1,372,502', 118)).toBe(false);
    expect(isTooLong('▲ +1,372,502', 117)).toBe(true);
  });
});
