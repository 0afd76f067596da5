/**
 * `node build/build.ts [page|programs]`: what has changed since the last time is built into dist, the rest is left. The tools
 * are loaded only where something is to be built: a start mostly finds everything done.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { unlessDone } from './fingerprint.ts';
import { inProject, runTool } from './project.ts';

const programs = ['engine', 'host', 'main', 'preload', 'browser', 'cli'].map((name) => `electron/${name}`);
const tools = [
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'build/tsconfig.base.json',
  'build/build.ts',
];

export async function buildRenderer(): Promise<boolean> {
  return unlessDone('page', ['renderer', 'shared', ...tools], 'dist/renderer/index.html', async () => {
    console.log('Building the page …');
    const { build: buildPage } = await import('vite');
    const page = await buildPage({
      configFile: inProject('vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: inProject('dist/renderer.next') },
    }).catch((error: Error) => console.error(error.message));
    if (!page) return false;
    replaceFolder('dist/renderer', 'dist/renderer.next');
    return true;
  });
}

/** In one step, so that a program that is running never sees half a page. */
function replaceFolder(current: string, next: string): void {
  const old = inProject(`${current}.old`);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(inProject(current))) renameSync(inProject(current), old);
  renameSync(inProject(next), inProject(current));
  rmSync(old, { recursive: true, force: true });
}

/** The programs that run on Node and Electron, as plain JavaScript, and the preload script in one file. */
export async function buildPrograms(): Promise<boolean> {
  return unlessDone('programs', ['electron', 'shared', ...tools], 'dist/electron/main/main.js', async () => {
    console.log('Building the programs …');
    const { build: bundle } = await import('esbuild');
    const compiled = runTool('typescript/bin/tsc', ['-b', ...programs]) === 0;
    await bundle({
      entryPoints: [inProject('electron/preload/preload.ts')],
      outfile: inProject('dist/electron/preload/preload.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node24',
      external: ['electron'],
      logLevel: 'warning',
    });
    return compiled;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const part = process.argv[2];
  const done = [part === 'programs' || (await buildRenderer()), part === 'page' || (await buildPrograms())];
  process.exitCode = done.every(Boolean) ? 0 : 1;
}
