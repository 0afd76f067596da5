import { defineConfig } from '@playwright/test';
import { findBrowser } from './build/browsers.mjs';
import { findElectron } from './build/electronBinary.ts';

const browser = findBrowser();

/**
 * What Playwright itself turns off, which a list of our own replaces, and the pages behind the address bar, which a window
 * loads beside ours: 350 scripts, twice the processor time of ours to its first heading.
 */
const unwanted = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** The same specs run on the browser host, and on real Electron where its binary is; see test/e2e/app.ts. */
export default defineConfig({
  testDir: 'test/e2e',
  /** What only a host with an address has, and native dialogs, which nothing can drive. */
  testIgnore: findElectron() ? ['browserHost.spec.ts'] : [],
  outputDir: 'test-results',
  globalSetup: './test/e2e/sampleBook.ts',
  /** Every test has a program, a home and a port of its own. */
  fullyParallel: true,
  workers: 2,
  retries: 0,
  /** Long enough for a machine that is busy with other things: a test waits for what it needs, never for a time. */
  timeout: 1_200_000,
  expect: { timeout: 300_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    acceptDownloads: true,
    /** Recording costs a third of the run; `--trace on` asks for it. */
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser ? { executablePath: browser.path } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${unwanted.join(',')}`,
      ],
    },
  },
});
