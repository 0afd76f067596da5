import type { Grant } from './files.ts';

/**
 * What host and engine process say to each other. It never passes through a page. Under Electron a connection is a
 * message port that travels with `connect`; under Node its bytes travel as `bytes`.
 */
export type HostMessage =
  | { type: 'grant'; grant: Grant }
  | { type: 'revoke'; handle: string }
  /** Opens a workspace that a page is going to open. What stands against it, the page is told. */
  | { type: 'openAhead'; handle: string }
  | { type: 'connect'; connection: number }
  | { type: 'bytes'; connection: number; bytes: Uint8Array }
  | { type: 'disconnect'; connection: number }
  /** The process asked for, at the other end of the port that comes along. */
  | { type: 'apart'; apart: number }
  | { type: 'stop' };

export type EngineMessage =
  | { type: 'ready' }
  | { type: 'bytes'; connection: number; bytes: Uint8Array }
  | { type: 'disconnect'; connection: number }
  /** Asks for a process for native code; only Electron is asked, for Node starts its own. */
  | { type: 'startApart'; apart: number }
  /** An error nobody caught; the process ends after it. */
  | { type: 'failed'; message: string; stack: string };
