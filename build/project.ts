import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export function inProject(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Runs a tool of node_modules by its own script, the same on every system; gives its exit code. */
export function runTool(script: string, args: string[], env: Record<string, string> = {}): number {
  const done = spawnSync(process.execPath, [inProject(`node_modules/${script}`), ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return done.status ?? 1;
}
