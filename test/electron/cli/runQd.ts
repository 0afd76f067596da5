import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../electron/cli/qd.ts', import.meta.url));
const compiled = fileURLToPath(new URL('../../../dist/compiled', import.meta.url));

/** Runs `qd` as a user does, in a process of its own. */
export function qd(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  return { status, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}
