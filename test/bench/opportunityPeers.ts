import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Processor seconds of a piece of work, and the figures by which two ways to do it are compared. */
export interface Done {
  seconds: number;
  values: ArrayLike<number>;
}

export interface Program {
  name: string;
  run(task: string, folder: string): Done;
}

/** One thread for everybody. */
const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

function call(command: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : null;
}

function programOf(name: string, command: string, script: string): Program {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return {
    name,
    run(task, folder) {
      const answer = call(command, [file, task, folder]);
      if (answer === null) throw new Error(`${name} failed at ${task}`);
      return JSON.parse(answer.trim().split('\n').at(-1)!) as Done;
    },
  };
}

/** R with survival and quantreg, where `Rscript` is found. */
export function findR(): Program | null {
  const version = call('Rscript', [
    '-e',
    'library(survival); library(quantreg); cat(R.version$major, R.version$minor)',
  ]);
  return version === null
    ? null
    : programOf(`R ${version.trim().replace(' ', '.')}`, 'Rscript', 'opportunityPeers.R');
}

/** The first Python with numpy and scipy. */
export function findPython(): Program | null {
  for (const command of ['python3', '/usr/bin/python3', 'python']) {
    const versions = call(command, [
      '-c',
      'import numpy, scipy; print("numpy", numpy.__version__, "scipy", scipy.__version__)',
    ]);
    if (versions !== null) return programOf(versions.trim(), command, 'opportunityPeers.py');
  }
  return null;
}

/** Columns as files of doubles, one after the other where there are several. */
export function writeColumns(folder: string, columns: Record<string, readonly ArrayLike<number>[]>): void {
  for (const [name, parts] of Object.entries(columns)) {
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part as Float64Array, at);
      at += part.length;
    }
    writeFileSync(join(folder, `${name}.bin`), all);
  }
}

/** Work timed in this process. */
export function timed(work: () => ArrayLike<number>): Done {
  const before = process.cpuUsage();
  const values = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, values };
}

/** The largest |difference| ÷ max(1, |peer|). */
export function largestDifference(own: ArrayLike<number>, peer: ArrayLike<number>): number {
  if (own.length !== peer.length) return Number.NaN;
  let most = 0;
  for (let at = 0; at < own.length; at++) {
    const away = Math.abs(own[at]! - peer[at]!) / Math.max(1, Math.abs(peer[at]!));
    if (!(away <= most)) most = away;
  }
  return most;
}
