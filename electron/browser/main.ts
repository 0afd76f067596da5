/** `node main.ts [file]`: serves Quarterdeck to a browser on this machine and prints the address as one line of JSON. */
import { fileURLToPath } from 'node:url';
import { libraryFolder } from '../host/library.ts';
import { type BrowserHost, startBrowserHost } from './startBrowserHost.ts';

/** The built page lies in dist, whether this runs as source or built. */
const renderer = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/renderer' : '../../renderer',
  import.meta.url,
);

/** Serves the built page in this process, beginning with a file or without; workspaces are kept in the user's folder. */
export function serveBrowser(launch: string | undefined): Promise<BrowserHost> {
  return startBrowserHost({ library: libraryFolder(), renderer: fileURLToPath(renderer), launch });
}

async function start(): Promise<void> {
  const host = await serveBrowser(process.argv[2]);
  let closing = false;
  async function stop(): Promise<void> {
    if (closing) return;
    closing = true;
    await host.close();
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.on('disconnect', () => void stop());
  console.log(JSON.stringify({ url: host.url }));
}

if (import.meta.main) await start();
