import { type ChildProcess, fork } from 'node:child_process';
import { MessageChannel } from 'node:worker_threads';
import type { EngineMessage, HostMessage } from '../../../../electron/engine/control.ts';
import type { HostLink } from '../../../../electron/engine/hostLink.ts';
import type { EventPort } from '../../../../electron/engine/rpc/portChannel.ts';

/** As Electron's main process does it, with Node's own processes and ports. */
export function apartHost() {
  const asked: EngineMessage[] = [];
  const children: ChildProcess[] = [];
  let obey: (message: HostMessage, port: EventPort | null) => void = () => undefined;
  const link: HostLink = {
    send: (message) => {
      asked.push(message);
      if (message.type !== 'startApart') return;
      const { port1, port2 } = new MessageChannel();
      const events = (port: typeof port1): EventPort => ({
        postMessage: (data) => port.postMessage(data),
        on: (event: string, listener: (event: { data: unknown }) => void) =>
          port.on(event, (data: unknown) => listener({ data })),
        start: () => port.start(),
        close: () => port.close(),
      });
      const child = fork(
        new URL('../../../../electron/engine/background/apartProcess.ts', import.meta.url),
        [],
        {
          serialization: 'advanced',
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
          execArgv: [],
        },
      );
      children.push(child);
      child.on('message', (data) => port1.postMessage(data));
      child.on('exit', () => port1.close());
      port1.on('message', (data) => child.send(data));
      port1.on('close', () => child.connected && child.disconnect());
      obey({ type: 'apart', apart: message.apart }, events(port2));
    },
    onMessage: (listener) => {
      obey = listener;
    },
    onClose: () => undefined,
  };
  return { link, asked, children };
}
