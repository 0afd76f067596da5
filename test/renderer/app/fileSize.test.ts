import { expect, test } from 'vitest';
import { fileSize } from '../../../renderer/app/fileSize.ts';

test('sizes are told in the unit that people would use', () => {
  expect(fileSize(12, 'en')).toBe('1 kB');
  expect(fileSize(346_700, 'en')).toBe('347 kB');
  expect(fileSize(7_493_000, 'en')).toBe('7.5 MB');
  expect(fileSize(2_345_600_000, 'zh-CN')).toBe('2,345.6 MB');
});
