import { createBrowserHost } from './browserHost.ts';
import { createElectronHost } from './electronHost.ts';
import type { HostBridge } from './host.ts';

/** The host this page runs in; one for its whole life. */
export function createHost(): HostBridge {
  return window.quarterdeck ? createElectronHost(window.quarterdeck) : createBrowserHost();
}
