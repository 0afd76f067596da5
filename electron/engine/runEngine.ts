import type { ByteChannel } from '../../shared/contract/channel.ts';
import type { Contract, Handlers } from '../../shared/contract/method.ts';
import type { HostMessage } from './control.ts';
import type { FileGrants } from './files.ts';
import type { HostLink } from './hostLink.ts';
import { type EventPort, portChannel } from './rpc/portChannel.ts';
import { type RelayedChannel, relayChannel } from './rpc/relayChannel.ts';
import { type Serving, serve } from './rpc/serve.ts';

/** How long a write may take to notice that the program is ending; a workspace survives being cut off. */
const patience = 10_000;

export interface RunningEngine {
  /** Ends every connection, waits for the writes under way, closes the workspace. */
  stop(): Promise<void>;
}

/** Serves a contract to every connection the host hands over. Only the host, never a page, grants files. */
export function runEngine<C extends Contract>(
  link: HostLink,
  grants: FileGrants,
  contract: C,
  engine: {
    handlers: Handlers<C, AbortSignal>;
    openAhead?(handle: string): void;
    dispose(): Promise<void>;
  },
  exit: () => void,
): RunningEngine {
  const relayed = new Map<number, RelayedChannel>();
  const serving = new Set<Serving>();
  const channels = new Set<ByteChannel>();
  let stopping: Promise<void> | null = null;

  function connect(connection: number, port: EventPort | null): void {
    const relay = relayChannel(
      (bytes) => link.send({ type: 'bytes', connection, bytes }),
      () => link.send({ type: 'disconnect', connection }),
    );
    if (!port) relayed.set(connection, relay);
    const channel = port ? portChannel(port) : relay.channel;
    const served = serve(channel, contract, engine.handlers);
    serving.add(served);
    channels.add(channel);
    void served.closed.then(() => {
      serving.delete(served);
      channels.delete(channel);
    });
  }

  function disconnect(connection: number): void {
    relayed.get(connection)?.closed('closed');
    relayed.delete(connection);
  }

  async function stop(): Promise<void> {
    for (const channel of channels) channel.close();
    await Promise.all([...serving].map((served) => served.closed));
    await engine.dispose();
  }

  function obey(message: HostMessage, port: EventPort | null): void {
    if (message.type === 'grant') grants.grant(message.grant);
    else if (message.type === 'revoke') grants.revoke(message.handle);
    else if (message.type === 'openAhead') engine.openAhead?.(message.handle);
    else if (message.type === 'connect') connect(message.connection, port);
    else if (message.type === 'bytes') relayed.get(message.connection)?.received(message.bytes);
    else if (message.type === 'disconnect') disconnect(message.connection);
    else if (message.type === 'stop') leave();
  }

  function leave(): void {
    stopping ??= stop();
    void stopping.finally(exit);
    setTimeout(exit, patience).unref();
  }

  link.onMessage(obey);
  link.onClose(leave);
  link.send({ type: 'ready' });
  return {
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
