import { spawnSync } from 'node:child_process';
import { program } from './program.ts';

/** Runs `qd` as a user does, in a process of its own. */
export function qd(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}
