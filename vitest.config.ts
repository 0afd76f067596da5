import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * What changes or measures its own process: the environment, mocked modules, the clock, threads, locks, memory; and what
 * starts other processes, which gains nothing from a process that is warm.
 */
const alone = [
  'test/build/**/*.test.ts',
  'test/crash/**/*.test.ts',
  'test/hostile/**/*.test.ts',
  'test/electron/{browser,cli,host,main,preload}/**/*.test.ts',
  'test/electron/engine/{background,book,sql,workspace}/**/*.test.ts',
  'test/electron/engine/exhibit/givingWay.test.ts',
];

/** What Node compiles of the sources itself, in processes and threads that tests start, is compiled once. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('./dist/compiled', import.meta.url));

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
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default'],
    projects: [
      { extends: true, test: { name: 'alone', include: alone, globalSetup: './test/programs.ts' } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...alone],
          /** Their files share a process, and each module is loaded, and compiled to its fastest, once in it. */
          isolate: false,
        },
      },
    ],
  },
});
