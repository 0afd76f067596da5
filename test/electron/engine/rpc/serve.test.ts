import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { type EventPort, portChannel } from '../../../../electron/engine/rpc/portChannel.ts';
import { relayChannel } from '../../../../electron/engine/rpc/relayChannel.ts';
import { serve } from '../../../../electron/engine/rpc/serve.ts';
import { type ByteChannel, createChannelPair } from '../../../../shared/contract/channel.ts';
import { maxRequestBytes } from '../../../../shared/contract/frame.ts';
import type { Progress } from '../../../../shared/contract/method.ts';
import { connectClient } from '../../../../shared/contract/rpc.ts';
import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import { createTestEngine, testContract } from './testEngine.ts';

const opened: ByteChannel[] = [];
afterEach(() => {
  for (const channel of opened.splice(0)) channel.close();
});

function memory(): [ByteChannel, ByteChannel] {
  return createChannelPair();
}

/** Node's MessagePort in the shape of Electron's: events carry `data`. */
function ports(): [ByteChannel, ByteChannel] {
  const { port1, port2 } = new MessageChannel();
  const wrap = (port: typeof port1): EventPort => ({
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (event: never) => void) =>
      port.on(event, (data?: unknown) => listener({ data } as never)),
    start: () => port.start(),
    close: () => port.close(),
  });
  return [portChannel(wrap(port1)), portChannel(wrap(port2))];
}

function relayed(): [ByteChannel, ByteChannel] {
  const left = relayChannel(
    (bytes) => setImmediate(() => right.received(bytes)),
    () => setImmediate(() => right.closed('closed')),
  );
  const right = relayChannel(
    (bytes) => setImmediate(() => left.received(bytes)),
    () => setImmediate(() => left.closed('closed')),
  );
  return [left.channel, right.channel];
}

describe.each([
  ['memory', memory],
  ['message port', ports],
  ['relay', relayed],
])('calls over %s', (_name, pair) => {
  function start() {
    const [near, far] = pair();
    opened.push(near, far);
    const engine = createTestEngine();
    const serving = serve(far, testContract, engine.handlers);
    return { client: connectClient<typeof testContract>(near), engine, serving, near, far };
  }

  test('answers', async () => {
    const { client } = start();
    expect(await client.call('echo', { text: '账户 🚢' })).toBe('账户 🚢');
  });

  test('carries megabytes of bytes unchanged, aligned for typed arrays', async () => {
    const { client } = start();
    const bytes = await client.call('bytes', { length: 5_000_001 });
    expect(bytes.byteLength).toBe(5_000_001);
    expect(bytes.byteOffset % 8).toBe(0);
    expect(bytes.every((byte) => byte === 7)).toBe(true);
  });

  test('keeps a failure typed', async () => {
    const { client } = start();
    const expected = await client.call('fail', { how: 'expected' }).catch((error: unknown) => error);
    expect(expected).toBeInstanceOf(ExpectedError);
    expect(expected).toMatchObject({ code: 'badPeriod', details: { row: 3, params: { name: '<b>' } } });
    const bug = await client.call('fail', { how: 'bug' }).catch((error: unknown) => error);
    expect(bug).not.toBeInstanceOf(ExpectedError);
    expect(bug).toMatchObject({ message: 'broken' });
    await expect(client.call('fail', { how: 'unclonable' })).rejects.toThrow('unreadable');
  });

  test('refuses unknown names and bad input', async () => {
    const { client } = start();
    for (const name of ['nothing', '__proto__', 'constructor', 'toString', '$call']) {
      await expect(client.call(name as 'echo', { text: '' })).rejects.toMatchObject({ code: 'badRequest' });
    }
    await expect(client.call('echo', { text: 1 } as never)).rejects.toMatchObject({ code: 'badRequest' });
    await expect(client.call('echo', { text: '', more: 1 } as never)).rejects.toMatchObject({
      code: 'badRequest',
    });
    await expect(client.call('echo', undefined as never)).rejects.toMatchObject({ code: 'badRequest' });
    await expect(client.call('echo', { text: 'x'.repeat(maxRequestBytes) })).rejects.toMatchObject({
      code: 'badRequest',
    });
  });

  test('tells progress, not more often than can be shown, and cancels', async () => {
    const { client, engine } = start();
    const controller = new AbortController();
    const seen: Progress[] = [];
    const begun = performance.now();
    function onProgress(step: Progress): void {
      seen.push(step);
      if (seen.length === 4) controller.abort();
    }
    const done = client.call('count', {}, { signal: controller.signal, onProgress });
    await expect(done).rejects.toBeInstanceOf(CancelledError);
    expect(engine).toMatchObject({ cancelled: 1, counting: 0 });
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(seen.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / 100);
    expect(seen.at(-1)?.done).toBeGreaterThan(seen[0]?.done ?? 0);
  });

  test('lets go of a cancelled read at once, even one that does not notice', async () => {
    const { client, serving } = start();
    const controller = new AbortController();
    const done = client.call('hang', {}, { signal: controller.signal });
    await client.call('echo', { text: 'under way' });
    controller.abort();
    await expect(done).rejects.toBeInstanceOf(CancelledError);
    expect(serving.running()).toBe(0);
    await expect(client.call('hang', {}, { signal: controller.signal })).rejects.toBeInstanceOf(
      CancelledError,
    );
  });

  test.each(['near', 'far'] as const)(
    'a channel closed at the %s end fails what is pending and stops it',
    async (end) => {
      const started = start();
      const { client, engine, serving } = started;
      const pending = [client.call('count', {}), client.call('hang', {})];
      const outcomes = Promise.allSettled(pending);
      await client.call('echo', { text: 'under way' });
      started[end].close();
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engineLost' } });
      }
      await serving.closed;
      expect(engine).toMatchObject({ cancelled: 1, counting: 0 });
      await expect(client.call('echo', { text: '' })).rejects.toMatchObject({ code: 'engineLost' });
    },
  );

  test('waits without a limit of time', async () => {
    const { client } = start();
    const race = await Promise.race([
      client.call('hang', {}).catch((error: unknown) => error),
      new Promise((resolve) => setTimeout(() => resolve('still waiting'), 200)),
    ]);
    expect(race).toBe('still waiting');
  });
});
