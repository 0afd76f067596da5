import { createBirpc } from 'birpc';
import type { ByteChannel } from '../../../shared/contract/channel.ts';
import { encodeFrame, maxRequestBytes, maxResponseBytes } from '../../../shared/contract/frame.ts';
import type { Contract, Handlers, Progress } from '../../../shared/contract/method.ts';
import {
  type CallerFunctions,
  type EngineFunctions,
  noTimeout,
  type Outcome,
  receive,
} from '../../../shared/contract/rpc.ts';
import { CancelledError, ExpectedError, toWireError } from '../../../shared/errors/errors.ts';
import { throttle } from './throttle.ts';

const progressInterval = 100;
const maxRunning = 1000;

export interface Serving {
  /** Calls that have not ended. */
  running(): number;
  /** Settles when the channel is closed and every write it had started has ended. */
  closed: Promise<void>;
}

/**
 * Answers the calls of one channel. Whatever arrives, the engine goes on: what is no frame is ignored, an unknown name
 * or an input against the contract is answered with `badRequest`. Closing the channel aborts what it had running.
 */
export function serve<C extends Contract>(
  channel: ByteChannel,
  contract: C,
  handlers: Handlers<C, AbortSignal>,
): Serving {
  const running = new Map<string, AbortController>();
  const { promise: closed, resolve: ended } = Promise.withResolvers<void>();
  let open = true;

  async function call(id: unknown, name: unknown, input: unknown): Promise<Outcome> {
    let finish = (): unknown => undefined;
    try {
      const { key, valid } = validate(contract, name, input);
      const controller = admit(running, id);
      finish = () => running.delete(id as string);
      return { value: await run(key, valid, controller, id as string) };
    } catch (error) {
      return { error: toWireError(error) };
    } finally {
      finish();
      if (!open && running.size === 0) ended();
    }
  }

  async function run(name: keyof C & string, input: unknown, controller: AbortController, id: string) {
    const progress = throttle<Progress>(progressInterval, (value) => {
      if (open) void peer.$callEvent('progress', id, value).catch(() => undefined);
    });
    try {
      const work = Promise.resolve(
        handlers[name]!(input as never, { signal: controller.signal, progress: progress.push }),
      );
      return contract[name]!.access === 'read' ? await unlessAborted(work, controller.signal) : await work;
    } finally {
      progress.stop();
    }
  }

  const functions: EngineFunctions = Object.assign(Object.create(null), {
    call,
    cancel: (id: unknown) => running.get(id as string)?.abort(),
  });
  const peer = createBirpc<CallerFunctions, EngineFunctions, false>(functions, {
    post: (bytes: Uint8Array) => open && channel.send(bytes),
    on: (listener) => channel.onMessage((bytes) => receive(bytes, maxRequestBytes, listener)),
    serialize: encodeResponse,
    timeout: noTimeout,
    proxify: false,
  });
  channel.onClose(() => {
    open = false;
    peer.$close();
    for (const controller of running.values()) controller.abort();
    if (running.size === 0) ended();
  });
  return { running: () => running.size, closed };
}

function validate<C extends Contract>(contract: C, name: unknown, input: unknown) {
  if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
    throw new ExpectedError(
      'badRequest',
      `Unknown call: ${typeof name === 'string' ? name.slice(0, 100) : typeof name}`,
    );
  }
  let parsed: {
    success: boolean;
    data?: unknown;
    error?: { issues: { path: PropertyKey[]; message: string }[] };
  };
  try {
    parsed = contract[name]!.input.safeParse(input);
  } catch {
    throw new ExpectedError('badRequest', `${name}: the input cannot be read.`);
  }
  if (parsed.success) return { key: name as keyof C & string, valid: parsed.data };
  const issue = parsed.error?.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  throw new ExpectedError(
    'badRequest',
    `${name}: ${where ? `${where}: ` : ''}${issue?.message ?? 'bad input'}`,
  );
}

function admit(running: Map<string, AbortController>, id: unknown): AbortController {
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) {
    throw new ExpectedError('badRequest', 'A call needs an id.');
  }
  if (running.has(id)) throw new ExpectedError('badRequest', `Call ${id} is already running.`);
  if (running.size >= maxRunning) {
    throw new ExpectedError('badRequest', `More than ${maxRunning} calls at once.`);
  }
  const controller = new AbortController();
  running.set(id, controller);
  return controller;
}

/** A read has nothing to undo, so its caller need not wait until it notices; a write is heard out. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = () => reject(new CancelledError());
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  return promise;
}

function encodeResponse(frame: unknown): Uint8Array {
  const { i } = frame as { i?: string };
  try {
    const bytes = encodeFrame(frame);
    if (bytes.byteLength <= maxResponseBytes) return bytes;
    return refuse(i, new ExpectedError('badRequest', `The answer is larger than ${maxResponseBytes} bytes.`));
  } catch (error) {
    return refuse(i, error);
  }
}

function refuse(id: string | undefined, error: unknown): Uint8Array {
  return encodeFrame({ t: 's', i: id, r: { error: toWireError(error) } });
}
