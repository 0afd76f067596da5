/** `node main.ts [file]`: serves Quarterdeck to a browser on this machine and prints the address as one line of JSON. */
import { fileURLToPath } from 'node:url';
import { libraryFolder } from '../host/library.ts';
import { startBrowserHost } from './startBrowserHost.ts';

/** The built page lies in dist, whether this runs as source or built. */
const renderer = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/renderer' : '../../renderer',
  import.meta.url,
);

async function start(): Promise<void> {
  const host = await startBrowserHost({
    library: libraryFolder(),
    renderer: fileURLToPath(renderer),
    launch: process.argv[2],
  });
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

await start();
