import { expect, test } from 'vitest';
import LRU from 'zrender/lib/core/LRU.js';
import { guardTextCaches } from '../../../renderer/charts/textCache.ts';

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

test('texts that are names of what all objects inherit are kept like any other', () => {
  guardTextCaches();
  const cache = new LRU<number>(3);
  for (const text of inherited) expect(cache.get(text)).toBeUndefined();
  cache.put('Ashford', 40);
  for (const [at, text] of inherited.entries()) {
    expect(cache.get(text)).toBeUndefined();
    cache.put(text, at);
    expect(cache.get(text)).toBe(at);
  }
  expect(cache.len()).toBe(3);
  expect(cache.get('Ashford')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('prev' in {}).toBe(false);
});
