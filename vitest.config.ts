import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Pure functions, which leave nothing behind: their files share a process, and each module is loaded once in it. */
const pure = [
  'test/renderer/**/*.test.ts',
  'test/shared/**/*.test.ts',
  'test/electron/engine/analysis/**/*.test.ts',
  'test/electron/engine/briefing/xlsx/**/*.test.ts',
];

export default defineConfig({
  resolve: {
    alias: {
      /** Electron's modules exist inside Electron only; what is tested here is what is done with them. */
      electron: fileURLToPath(new URL('./test/electron/stub.ts', import.meta.url)),
    },
  },
  test: {
    pool: 'forks',
    /** A test is one thread at work, or waits for another process: on two cores the default would be one at a time. */
    maxWorkers: availableParallelism(),
    /** Against hanging only: on a busy machine a test may take ten times as long. */
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default'],
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: { name: 'all', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', ...pure] },
      },
    ],
  },
});
