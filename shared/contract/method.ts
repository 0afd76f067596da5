import type { ZodType } from 'zod';

/** One callable of the engine: what it takes (validated on entry), what it gives, whether it changes the workspace. */
export interface Method<Input, Output, Progress> {
  input: ZodType<Input>;
  access: 'read' | 'write';
  /** Never present at run time: carries the types. */
  readonly output?: Output;
  readonly progress?: Progress;
}

/** Amount done of a long call. `phase` is a message key `progress.<phase>`; `total` 0 = unknown. */
export interface Progress {
  phase: string;
  done: number;
  total: number;
  /** Rows seen so far, where that means something. */
  rows?: number;
}

export function read<Output>() {
  return <Input>(input: ZodType<Input>): Method<Input, Output, Progress> => ({ input, access: 'read' });
}

export function write<Output>() {
  return <Input>(input: ZodType<Input>): Method<Input, Output, Progress> => ({ input, access: 'write' });
}

// biome-ignore lint/suspicious/noExplicitAny: the upper bound of every method
export type AnyMethod = Method<any, any, Progress>;
export type Contract = Record<string, AnyMethod>;
export type InputOf<M> = M extends Method<infer I, infer _O, infer _P> ? I : never;
export type OutputOf<M> = M extends Method<infer _I, infer O, infer _P> ? O : never;

/** The part of the platform's AbortSignal that is used here; shared code has no platform types. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a handler gets beside its input. */
export interface CallContext<Signal extends CancelSignal = CancelSignal> {
  signal: Signal;
  progress(progress: Progress): void;
}

/** The server's side of a contract. */
export type Handlers<C extends Contract, Signal extends CancelSignal = CancelSignal> = {
  [Name in keyof C]: (
    input: InputOf<C[Name]>,
    context: CallContext<Signal>,
  ) => Promise<OutputOf<C[Name]>> | OutputOf<C[Name]>;
};

export interface CallOptions {
  signal?: CancelSignal;
  onProgress?(progress: Progress): void;
}

/** The caller's side of a contract. */
export interface Client<C extends Contract> {
  call<Name extends keyof C & string>(
    name: Name,
    input: InputOf<C[Name]>,
    options?: CallOptions,
  ): Promise<OutputOf<C[Name]>>;
  close(): void;
}
