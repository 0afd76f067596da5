import { z } from 'zod';
import { type CallContext, type Handlers, read, write } from '../../../../shared/contract/method.ts';
import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';

/** A small contract of its own, so that the wire is tested apart from what it carries. */
export const testContract = {
  echo: read<string>()(z.strictObject({ text: z.string().max(1000) })),
  bytes: read<Uint8Array>()(z.strictObject({ length: z.int().min(0).max(50_000_000) })),
  fail: read<null>()(z.strictObject({ how: z.enum(['expected', 'bug', 'unclonable']) })),
  /** A read that never notices that it is cancelled. */
  hang: read<null>()(z.strictObject({})),
  /** A write that tells its progress until it is cancelled. */
  count: write<null>()(z.strictObject({})),
};

export interface TestEngine {
  handlers: Handlers<typeof testContract>;
  /** Calls of `count` that were cancelled, and those still running. */
  cancelled: number;
  counting: number;
}

export function createTestEngine(): TestEngine {
  const engine: TestEngine = { cancelled: 0, counting: 0, handlers: { echo, bytes, fail, hang, count } };
  async function count(_input: object, { signal, progress }: CallContext): Promise<null> {
    engine.counting += 1;
    for (let done = 0; !signal.aborted; done += 1) {
      progress({ phase: 'count', done, total: 0 });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    engine.counting -= 1;
    engine.cancelled += 1;
    throw new CancelledError();
  }
  return engine;
}

function echo({ text }: { text: string }): string {
  return text;
}

function bytes({ length }: { length: number }): Uint8Array {
  return new Uint8Array(length).fill(7);
}

function fail({ how }: { how: 'expected' | 'bug' | 'unclonable' }): null {
  if (how === 'expected')
    throw new ExpectedError('badPeriod', 'No such period', { row: 3, params: { name: '<b>' } });
  if (how === 'bug') throw new TypeError('broken');
  return { toJSON: 1, broken: new Proxy({}, { ownKeys: () => raise() }) } as unknown as null;
}

function raise(): never {
  throw new Error('unreadable');
}

function hang(): Promise<null> {
  return new Promise(() => undefined);
}
