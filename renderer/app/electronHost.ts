import type { ByteChannel } from '../../shared/contract/channel.ts';
import { type DesktopBridge, enginePortMessage } from '../../shared/contract/desktop.ts';
import type { HostBridge } from './host.ts';
import { hostLost, unwrap } from './hostError.ts';

const portPatience = 30_000;

/** The page in the desktop shell: files are chosen in native dialogs and read and written where they are. */
export function createElectronHost(desktop: DesktopBridge<File>): HostBridge {
  return {
    kind: 'electron',
    connect: () => connect(desktop),
    workspaces: async () => unwrap(await desktop.workspaces()),
    createWorkspace: async (name) => unwrap(await desktop.createWorkspace(name)),
    openWorkspace: async (name) => unwrap(await desktop.openWorkspace(name ?? null)),
    openFile: async () => unwrap(await desktop.openFile()),
    grantDropped: async (file) => unwrap(await desktop.grantDropped(file)),
    saveTarget: async (name) => unwrap(await desktop.saveTarget(name)),
    finishSave: async ({ handle }) => void unwrap(await desktop.release(handle)),
    saveBytes: async (name, bytes) => unwrap(await desktop.saveBytes(name, bytes)),
    release: async ({ handle }) => void unwrap(await desktop.release(handle)),
    setLanguage: async (locale) => void unwrap(await desktop.setLanguage(locale)),
    launchFile: async () => unwrap(await desktop.launchFile()),
    onMenu: (listener) => desktop.onMenu(listener),
    onLaunchFile: (listener) => desktop.onLaunchFile(listener),
  };
}

async function connect(desktop: DesktopBridge<File>): Promise<ByteChannel> {
  const arriving = nextPort();
  unwrap(await desktop.connect());
  return channelOf(await arriving);
}

/** The preload script sends the port from this very window; nothing else can name this window as its source. */
function nextPort(): Promise<MessagePort> {
  const { promise, resolve, reject } = Promise.withResolvers<MessagePort>();
  const timer = setTimeout(() => reject(hostLost()), portPatience);
  function listen(event: MessageEvent): void {
    const [port] = event.ports;
    if (event.source !== window || event.data !== enginePortMessage || !port) return;
    resolve(port);
  }
  window.addEventListener('message', listen);
  return promise.finally(() => {
    clearTimeout(timer);
    window.removeEventListener('message', listen);
  });
}

function channelOf(port: MessagePort): ByteChannel {
  let onClose: (reason: string) => void = () => undefined;
  port.addEventListener('close', () => onClose('closed'));
  return {
    send: (bytes) => {
      const copy = bytes.slice();
      port.postMessage(copy, [copy.buffer]);
    },
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }) => {
        if (data instanceof Uint8Array) listener(data);
      });
      port.start();
    },
    onClose: (listener) => {
      onClose = listener;
    },
    close: () => {
      port.close();
      onClose('closed');
    },
  };
}
