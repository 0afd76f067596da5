import LRU from 'zrender/lib/core/LRU.js';

/**
 * Keeps texts apart from what every object inherits. The drawing library keeps the widths of texts as properties of a plain
 * object: looking up a client called `__proto__` wrote into the prototype of all objects, and no page worked any more.
 */
export function guardTextCaches(): void {
  const { get, put } = LRU.prototype;
  LRU.prototype.get = function (key) {
    return get.call(this, `=${key}`);
  };
  LRU.prototype.put = function (key, value) {
    return put.call(this, `=${key}`, value);
  };
}
