/** BackgroundResourceFetch: with it Chromium compiles module scripts anew at every start beside a cache that holds them. */
const unwanted = ['Translate', 'OptimizationHints', 'MediaRouter', 'BackgroundResourceFetch'];

/** A window without tabs or address bar, with a profile of its own that talks to nobody. */
export function appWindow(url: string, profile: string, withoutSandbox: boolean): string[] {
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
