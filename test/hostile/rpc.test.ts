import { expect, test } from 'vitest';
import { serve } from '../../electron/engine/rpc/serve.ts';
import { createChannelPair } from '../../shared/contract/channel.ts';
import { decodeFrame, encodeFrame, maxRequestBytes, maxResponseBytes } from '../../shared/contract/frame.ts';
import { connectClient } from '../../shared/contract/rpc.ts';
import { createTestEngine, testContract } from '../electron/engine/rpc/testEngine.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 20_240_607);
const messages = Number(process.env.QUARTERDECK_FUZZ_MESSAGES ?? 20_000);

type Random = () => number;

/** mulberry32: small, seeded, good enough to choose bytes. */
function createRandom(start: number): Random {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[below(random, from.length)]!;
}

const names = [
  'echo',
  'bytes',
  'fail',
  'hang',
  'count',
  'nothing',
  '',
  '__proto__',
  'constructor',
  'hasOwnProperty',
];
const functions = [
  'call',
  'cancel',
  'progress',
  '__proto__',
  'constructor',
  'toString',
  '$call',
  '$close',
  'then',
];
const ids = ['1', '2', '3', '', '__proto__', 'x'.repeat(64), 'x'.repeat(65), 7, null, undefined, {}, []];

/** Keys that reach for a prototype, also as real own keys: msgpack carries what object literals cannot. */
function poison(): unknown {
  return JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"text":"a"}',
  );
}

function value(random: Random, depth = 0): unknown {
  const leaf = [
    null,
    undefined,
    true,
    0,
    -1,
    1e308,
    Number.NaN,
    2n ** 63n - 1n,
    '',
    'text',
    '\u0000\ud800',
    new Date(0),
  ];
  const kind = below(random, depth > 4 ? 2 : 8);
  if (kind < 2) return pick(random, leaf);
  if (kind === 2) return Array.from({ length: below(random, 5) }, () => value(random, depth + 1));
  if (kind === 3) return poison();
  if (kind === 4) return new Uint8Array(below(random, 100));
  if (kind === 5) return { text: value(random, depth + 1) };
  if (kind === 6) return { length: pick(random, [0, 10, -1, 1e12, '10']) };
  return { how: pick(random, ['expected', 'bug', 'unclonable', 'other']) };
}

/** A call whose input is an array in an array, `depth` times. */
function nested(depth: number): Uint8Array {
  const flat = encodeFrame({ t: 'q', i: 'deep', m: 'call', a: ['deep', 'echo', 'x'] });
  return Uint8Array.from([...flat.subarray(0, -2), ...new Uint8Array(depth).fill(0x91), 1]);
}

function frame(random: Random): Uint8Array {
  const args = [pick(random, ids), pick(random, names), value(random), ...Array(below(random, 3)).fill(0)];
  const message = {
    t: pick(random, ['q', 'q', 'q', 's', 'x', 1, undefined]),
    i: pick(random, [...ids, `f${below(random, 1e6)}`, `f${below(random, 50)}`]),
    m: pick(random, [...functions, 'call', 'call', 'call', 'cancel', 7, {}]),
    a: pick(random, [
      args,
      args.slice(0, 3),
      args.slice(0, 3),
      args.slice(0, 1),
      'text',
      null,
      { length: 3 },
    ]),
    r: value(random),
    e: pick(random, [undefined, 'failed', {}]),
    o: pick(random, [undefined, true]),
  };
  return encodeFrame(message);
}

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => below(random, 256));
}

function hostile(random: Random): Uint8Array {
  const kind = below(random, 10);
  if (kind === 0) return noise(random, below(random, 300));
  const bytes = Uint8Array.from(frame(random));
  if (kind === 1) return bytes.slice(0, below(random, bytes.length));
  if (kind === 2) {
    for (let flips = 1 + below(random, 4); flips > 0; flips -= 1)
      bytes[below(random, bytes.length)] = below(random, 256);
  }
  return bytes;
}

/** Answers take as long as the machine needs. */
const patient = { timeout: 60_000 };

test(
  `the engine outlives ${messages.toLocaleString('en')} hostile messages (seed ${seed})`,
  async () => {
    console.info(
      `rpc fuzz: ${messages} messages, seed ${seed} (QUARTERDECK_FUZZ_MESSAGES, QUARTERDECK_SEED)`,
    );
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
    const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
    const random = createRandom(seed);
    const [near, far] = createChannelPair();
    const engine = createTestEngine();
    const serving = serve(far, testContract, engine.handlers);
    const open = new Map<string, number>();
    let answered = 0;
    let strange = 0;
    near.onMessage((bytes) => {
      const answer = decodeFrame(bytes, maxResponseBytes);
      if (answer?.t === 's') {
        answered += 1;
        const waiting = open.get(answer.i) ?? 0;
        if (waiting === 0) strange += 1;
        else open.set(answer.i, waiting - 1);
      } else if (answer?.m !== 'progress') strange += 1;
    });
    function send(bytes: Uint8Array): void {
      const asked = decodeFrame(bytes, maxRequestBytes);
      if (asked?.t === 'q' && asked.i) open.set(asked.i, (open.get(asked.i) ?? 0) + 1);
      near.send(bytes);
    }
    for (let sent = 0; sent < messages; sent += 1) {
      send(hostile(random));
      if (sent % 500 !== 0) continue;
      near.send(encodeFrame({ t: 'q', m: 'cancel', a: ['1'] }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    send(new Uint8Array(maxRequestBytes + 1));
    for (const depth of [1_000, 20_000, 1_000_000]) send(nested(depth));
    for (const id of ['1', '2', '3', '__proto__', 'x'.repeat(64)]) {
      near.send(encodeFrame({ t: 'q', m: 'cancel', a: [id] }));
    }
    const unanswered = () => [...open].filter(([, count]) => count > 0);
    await expect.poll(unanswered, patient).toEqual([]);
    send(encodeFrame({ t: 'q', i: 'probe', m: 'call', a: ['probe', 'echo', { text: 'alive' }] }));
    await expect.poll(() => open.get('probe'), patient).toBe(0);
    await expect.poll(() => [serving.running(), engine.counting], patient).toEqual([0, 0]);
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);

    console.info(`rpc fuzz: ${answered} answered`);
    expect(uncaught).toEqual([]);
    expect(strange).toBe(0);
    expect(unanswered()).toEqual([]);
    expect(answered).toBeGreaterThan(messages / 20);
    expect(open.get('probe')).toBe(0);
    expect(serving.running()).toBe(0);
    expect(engine.counting).toBe(0);
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    near.close();
  },
  Math.max(120_000, messages),
);

test('a caller outlives hostile answers', async () => {
  const random = createRandom(seed + 1);
  const [near, far] = createChannelPair();
  const client = connectClient<typeof testContract>(near);
  far.onMessage((bytes) => {
    const asked = decodeFrame(bytes, maxRequestBytes);
    if (asked?.t !== 'q') return;
    for (let sent = 0; sent < 2_000; sent += 1) far.send(hostile(random));
    far.send(encodeFrame({ t: 's', i: asked.i, r: { value: 'right' } }));
  });
  expect(await client.call('echo', { text: 'a' })).toBe('right');
  client.close();
});
