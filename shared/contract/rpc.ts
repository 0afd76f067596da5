import { createBirpc } from 'birpc';
import { CancelledError, ExpectedError, fromWireError, type WireError } from '../errors/errors.ts';
import type { ByteChannel } from './channel.ts';
import { decodeFrame, encodeFrame, maxRequestBytes, maxResponseBytes } from './frame.ts';
import type { CallOptions, Client, Contract, InputOf, OutputOf, Progress } from './method.ts';

/** How a call ends. Results and failures both travel as data, so that a failure keeps its code. */
export type Outcome = { value: unknown } | { error: WireError };

/** What the engine answers to. */
export interface EngineFunctions {
  call(id: string, name: string, input: unknown): Promise<Outcome>;
  cancel(id: string): void;
}

/** What the engine tells without being asked. */
export interface CallerFunctions {
  progress(id: string, progress: Progress): void;
}

/** No limit: a long import is not a failure. What is lost is told by the channel closing. */
export const noTimeout = -1;

/**
 * The caller's side of a contract over any channel. When the channel closes, every pending call fails with
 * `engineLost`; an aborted call fails with CancelledError once the engine has let go of it.
 */
export function connectClient<C extends Contract>(channel: ByteChannel): Client<C> {
  const listeners = new Map<string, (progress: Progress) => void>();
  const functions: CallerFunctions = Object.assign(Object.create(null), {
    progress: (id: string, progress: Progress) => listeners.get(id)?.(progress),
  });
  const engine = createBirpc<EngineFunctions, CallerFunctions, false>(functions, {
    post: (bytes: Uint8Array) => channel.send(bytes),
    on: (listener) => channel.onMessage((bytes) => receive(bytes, maxResponseBytes, listener)),
    serialize: encodeRequest,
    timeout: noTimeout,
    proxify: false,
  });
  channel.onClose(() => engine.$close(new ExpectedError('engineLost', 'The engine is gone.')));
  let calls = 0;

  async function call<Name extends keyof C & string>(
    name: Name,
    input: InputOf<C[Name]>,
    options: CallOptions = {},
  ): Promise<OutputOf<C[Name]>> {
    if (options.signal?.aborted) throw new CancelledError();
    if (engine.$closed) throw new ExpectedError('engineLost', 'The engine is gone.');
    calls += 1;
    const id = String(calls);
    const cancel = () => void engine.$callEvent('cancel', id).catch(() => undefined);
    if (options.onProgress) listeners.set(id, options.onProgress);
    options.signal?.addEventListener('abort', cancel);
    try {
      const outcome = await engine.$call('call', id, name, input);
      if ('error' in outcome) throw fromWireError(outcome.error);
      return outcome.value as OutputOf<C[Name]>;
    } finally {
      listeners.delete(id);
      options.signal?.removeEventListener('abort', cancel);
    }
  }
  return { call, close: () => channel.close() };
}

/** Hands a well-formed frame to birpc and drops anything else; an answer nobody waits for is dropped by birpc. */
export function receive(bytes: Uint8Array, limit: number, listener: (frame: unknown) => unknown): void {
  const frame = decodeFrame(bytes, limit);
  if (frame) void Promise.resolve(listener(frame)).catch(() => undefined);
}

function encodeRequest(frame: unknown): Uint8Array {
  const bytes = encodeFrame(frame);
  if (bytes.byteLength <= maxRequestBytes) return bytes;
  throw new ExpectedError('badRequest', `The request is larger than ${maxRequestBytes} bytes.`);
}
