import { execFileSync } from 'node:child_process';
import type { RunningApp } from './app.ts';

function children(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n');
  return listed
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([own, parent]) => (parent === pid && own ? [own] : []));
}

function isNamed(pid: number, part: string): boolean {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)])
      .toString()
      .includes(part);
  } catch {
    // It has just ended.
    return false;
  }
}

/** Process numbers of what the engine has carried out apart from it: statements of SQL, files read by native code. */
export function apartPids(app: RunningApp): number[] {
  return [enginePid(app), app.hostPid].flatMap(children).filter((pid) => isNamed(pid, 'apartProcess'));
}

/** Seconds that a process has worked. */
export function workedSeconds(pid: number): number {
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)])
    .toString()
    .trim();
  return time.split(/[-:]/).reduce((seconds, part) => 60 * seconds + Number(part), 0);
}

/** Process number of the engine. */
export function enginePid({ hostPid }: RunningApp): number {
  const named = children(hostPid).find((pid) => isNamed(pid, 'engine/main'));
  if (!named) throw new Error('There is no engine');
  return named;
}
