import { afterEach, expect, test, vi } from 'vitest';
import { bytesOf } from '../../../../electron/engine/background/bytesOf.ts';
import {
  collectAfter,
  hold,
  letGoAll,
  makeRoom,
  noLongerHeld,
  touch,
} from '../../../../electron/engine/background/memory.ts';
import { SharedWork } from '../../../../electron/engine/background/sharedWork.ts';

const megabyte = 2 ** 20;
const known = process.env.QUARTERDECK_MEMORY;

afterEach(() => {
  vi.useRealTimers();
  letGoAll();
  if (known === undefined) delete process.env.QUARTERDECK_MEMORY;
  else process.env.QUARTERDECK_MEMORY = known;
});

function holding(gone: string[]) {
  return (name: string, megabytes: number) => {
    const key = { name };
    hold(key, megabytes * megabyte, () => gone.push(name));
    return key;
  };
}

test('what was used least recently goes first, and only as much as is needed', () => {
  process.env.QUARTERDECK_MEMORY = '1000';
  const gone: string[] = [];
  const held = holding(gone);
  const first = held('first', 50);
  held('second', 50);
  const third = held('third', 40);
  expect(gone).toEqual([]);
  touch(first);
  noLongerHeld(third);
  held('fourth', 60);
  expect(gone).toEqual(['second']);
});

test('room for something large is made of what is held', () => {
  process.env.QUARTERDECK_MEMORY = '1';
  const gone: string[] = [];
  holding(gone)('only', 0.1);
  expect(makeRoom(megabyte, 0)).toBe(0);
  expect(gone).toEqual(['only']);
  process.env.QUARTERDECK_MEMORY = String(1e6);
  holding(gone)('kept', 1);
  expect(makeRoom(megabyte, 0)).toBeGreaterThan(megabyte);
  expect(gone).toEqual(['only']);
});

test('a large answer is made again when its memory was needed, a small one is not', async () => {
  const work = new SharedWork(8);
  const { signal } = new AbortController();
  const made: number[] = [];
  const ask = (key: string, length: number) =>
    work.get(key, signal, async () => {
      made.push(length);
      return new Float64Array(length);
    });
  await ask('small', 10);
  await ask('large', megabyte);
  letGoAll();
  await ask('small', 10);
  await ask('large', megabyte);
  expect(made).toEqual([10, megabyte, megabyte]);
});

test('an answer larger than may be kept drives nothing out, and is made again', async () => {
  process.env.QUARTERDECK_MEMORY = '1000';
  const work = new SharedWork(8, 60 * megabyte);
  const { signal } = new AbortController();
  const made: number[] = [];
  const ask = (megabytes: number) =>
    work.get(String(megabytes), signal, async () => {
      made.push(megabytes);
      return new Uint8Array(megabytes * megabyte);
    });
  for (const megabytes of [50, 140, 140, 50])
    expect((await ask(megabytes)).length).toBe(megabytes * megabyte);
  expect(made).toEqual([50, 140, 140]);
});

test('what a large answer leaves behind is collected where memory is scarce, and only there', async () => {
  vi.useFakeTimers();
  process.env.QUARTERDECK_MEMORY = String(1e6);
  collectAfter(1e9);
  process.env.QUARTERDECK_MEMORY = '1';
  collectAfter(megabyte);
  expect(vi.getTimerCount()).toBe(0);
  collectAfter(64 * megabyte);
  expect(vi.getTimerCount()).toBe(1);
  vi.useRealTimers();
  const left = forgotten();
  collectAfter(64 * megabyte);
  await vi.waitFor(() => expect(left.deref() === undefined).toBe(true), { timeout: 20_000 });
});

function forgotten(): WeakRef<Uint8Array> {
  return new WeakRef(new Uint8Array(megabyte));
}

test('the bytes of a value: typed arrays once, texts by number, nothing that has to be computed', () => {
  const numbers = new Float64Array(1000);
  const value = {
    numbers,
    again: numbers.subarray(10),
    texts: Array.from({ length: 1000 }, String),
    get computed(): number {
      throw new Error('asked for');
    },
  };
  const bytes = bytesOf(value);
  expect(bytes).toBeGreaterThan(8000 + 1000 * 16);
  expect(bytes).toBeLessThan(8000 + 1000 * 64);
  const own: { self?: unknown } = {};
  own.self = own;
  expect(bytesOf(own)).toBeGreaterThan(0);
});
