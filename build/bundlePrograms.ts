import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { unlessDone } from './fingerprint.ts';
import { inProject } from './project.ts';

/**
 * What runs on Node alone, each program and each of its threads in one file: the browser host, its engine and `qd`.
 * They start in a fraction of the time that their hundreds of sources take.
 */
export async function bundlePrograms(): Promise<boolean> {
  return unlessDone(
    'bundles',
    ['electron', 'shared', 'package-lock.json', 'build/bundlePrograms.ts'],
    `dist/bundled/${bundles[0].out}.js`,
    async () => {
      console.error('Bundling the programs …');
      const { build: bundle } = await import('esbuild');
      const bundled = await bundle({
        entryPoints: [...bundles, ...parts()].map((entry) => ({ ...entry, in: inProject(entry.in) })),
        outdir: inProject('dist/bundled'),
        write: false,
        bundle: true,
        format: 'esm',
        platform: 'node',
        target: 'node24',
        external: ['better-sqlite3'],
        banner: { js: requireInModule },
        logLevel: 'warning',
      }).catch((error: Error) => console.error(error.message));
      if (!bundled) return false;
      for (const { path, contents } of bundled.outputFiles) replaceFile(path, contents);
      return true;
    },
  );
}

/** In one step, so that a program that starts meanwhile reads the old file or the new one. */
function replaceFile(path: string, contents: Uint8Array): void {
  const next = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(next, contents);
  renameSync(next, path);
}

/** As `siblingModule` looks for them: the host beside the engine's folder, all of the engine in that. */
const bundles = [
  { in: 'electron/browser/main.ts', out: 'browser/main' },
  { in: 'electron/engine/main.ts', out: 'engine/main' },
  { in: 'electron/cli/qd.ts', out: 'engine/qd' },
] as const;

/** Threads, and processes, that the engine starts. */
function parts(): { in: string; out: string }[] {
  return readdirSync(inProject('electron/engine'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(worker|[a-z]+Worker|apartProcess)\.ts$/.test(basename(file)))
    .map((file) => ({ in: `electron/engine/${file}`, out: `engine/${basename(file, '.ts')}` }));
}

/** Older packages among the bundled ask for Node's own modules as CommonJS does. */
const requireInModule =
  "import { createRequire as qdRequire } from 'node:module'; const require = qdRequire(import.meta.url);";
