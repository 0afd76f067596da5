import { randomUUID } from 'node:crypto';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { EngineMessage, HostMessage } from '../engine/control.ts';
import type { Grant, GrantMode } from '../engine/files.ts';

/** One run of the engine, as each host forks it. */
export interface EngineProcess<Port> {
  send(message: HostMessage, port?: Port): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  /** Once, however it ended. */
  onExit(listener: (reason: string) => void): void;
  kill(): void;
}

export interface GrantedHandle {
  handle: string;
  name: string;
}

/** Bytes of one page, both ways. */
export interface Relay {
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface EngineSupervisor<Port> {
  grant(path: string, mode: GrantMode, name: string): GrantedHandle;
  revoke(handle: string): void;
  /** What was granted under a handle, or undefined. */
  granted(handle: string): Grant | undefined;
  /** Starts the engine before it is asked for, so that it is ready when the page is. */
  prepare(): void;
  /** Has the engine open a workspace while the page that is going to ask for it is still being loaded. */
  openAhead(handle: string): void;
  /** Hands a message port to the engine. */
  connectPort(port: Port): void;
  /** Carries bytes for a page that has no port. */
  connect(received: (bytes: Uint8Array) => void, closed: (reason: string) => void): Relay;
  /** Lets the engine finish its writes and close the workspace; kills it when it does not. */
  stop(): Promise<void>;
}

/** A run shorter than this counts as a failed start, which is not repeated until a page asks for the engine again. */
const shortRun = 3_000;
const stopPatience = 12_000;

/**
 * Keeps an engine running. When it is lost, its pages are told, a fresh one starts and learns every file granted
 * before, so that a page can connect again and reopen the same workspace.
 */
export function superviseEngine<Port>(
  fork: () => EngineProcess<Port>,
  onLost: (reason: string) => void,
): EngineSupervisor<Port> {
  const grants = new Map<string, Grant>();
  const relays = new Map<number, { received(bytes: Uint8Array): void; closed(reason: string): void }>();
  let current: EngineProcess<Port> | null = null;
  let connections = 0;
  let stopping: (() => void) | null = null;

  function engine(): EngineProcess<Port> {
    if (stopping) throw new ExpectedError('engineLost', 'The program is ending.');
    current ??= start();
    return current;
  }

  function start(): EngineProcess<Port> {
    const started = Date.now();
    const run = fork();
    let failure = '';
    run.onMessage((message) => {
      if (message.type === 'bytes') relays.get(message.connection)?.received(message.bytes);
      else if (message.type === 'disconnect') end(message.connection, 'closed');
      else if (message.type === 'failed') failure = message.message;
    });
    run.onExit((reason) => {
      if (current === run) current = null;
      for (const connection of [...relays.keys()]) end(connection, 'engineLost');
      if (stopping) return stopping();
      onLost(failure ? `${failure} (${reason})` : reason);
      if (Date.now() - started >= shortRun) current ??= start();
    });
    for (const grant of grants.values()) run.send({ type: 'grant', grant });
    return run;
  }

  function end(connection: number, reason: string): void {
    const relay = relays.get(connection);
    relays.delete(connection);
    relay?.closed(reason);
  }

  function grant(path: string, mode: GrantMode, name: string): GrantedHandle {
    const entry: Grant = { handle: randomUUID(), path, mode, name };
    grants.set(entry.handle, entry);
    current?.send({ type: 'grant', grant: entry });
    return { handle: entry.handle, name };
  }

  function connect(received: (bytes: Uint8Array) => void, closed: (reason: string) => void): Relay {
    const run = engine();
    connections += 1;
    const connection = connections;
    relays.set(connection, { received, closed });
    run.send({ type: 'connect', connection });
    return {
      send: (bytes) => {
        if (relays.has(connection)) run.send({ type: 'bytes', connection, bytes });
      },
      close: () => {
        if (relays.delete(connection)) run.send({ type: 'disconnect', connection });
      },
    };
  }

  function connectPort(port: Port): void {
    connections += 1;
    engine().send({ type: 'connect', connection: connections }, port);
  }

  async function stop(): Promise<void> {
    const run = current;
    const { promise, resolve } = Promise.withResolvers<void>();
    stopping = resolve;
    if (!run) return;
    run.send({ type: 'stop' });
    const timer = setTimeout(() => run.kill(), stopPatience);
    await promise;
    clearTimeout(timer);
  }

  return {
    grant,
    revoke: (handle) => {
      if (grants.delete(handle)) current?.send({ type: 'revoke', handle });
    },
    granted: (handle) => grants.get(handle),
    prepare: () => void engine(),
    openAhead: (handle) => engine().send({ type: 'openAhead', handle }),
    connectPort,
    connect,
    stop,
  };
}
