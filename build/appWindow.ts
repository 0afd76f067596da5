import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** BackgroundResourceFetch: with it Chromium compiles module scripts anew at every start beside a cache that holds them. */
const unwanted = ['Translate', 'OptimizationHints', 'MediaRouter', 'BackgroundResourceFetch'];

/** A window without tabs or address bar, with a profile of its own that talks to nobody. */
export function appWindow(url: string, withoutSandbox: boolean): string[] {
  const profile = join(process.env.QUARTERDECK_HOME ?? join(homedir(), 'Quarterdeck'), '.browser');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    `--disable-features=${unwanted.join(',')}`,
    ...(withoutSandbox ? ['--no-sandbox'] : []),
  ];
}
