import { execFileSync } from 'node:child_process';
import type { RunningApp } from './app.ts';

function children(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n');
  return listed
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([own, parent]) => (parent === pid && own ? [own] : []));
}

/** Process number of the engine. */
export function enginePid({ hostPid }: RunningApp): number {
  const named = children(hostPid).find((pid) =>
    execFileSync('ps', ['-o', 'args=', '-p', String(pid)])
      .toString()
      .includes('engine/main'),
  );
  if (!named) throw new Error('There is no engine');
  return named;
}
