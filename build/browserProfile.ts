import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * A folder for the browser's profile that no other running Quarterdeck has: Chromium would hand its window over to the
 * one that has it, and end. Kept from start to start; given back when this process ends.
 */
export async function claimProfile(): Promise<string> {
  const home = process.env.QUARTERDECK_HOME ?? join(homedir(), 'Quarterdeck');
  for (let number = 1; ; number += 1) {
    const profile = join(home, number === 1 ? '.browser' : `.browser-${number}`);
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    const owner = join(profile, 'quarterdeck.pid');
    if (isRunning(idIn(() => readFileSync(owner, 'utf8'))) || !(await isLeft(profile))) continue;
    writeFileSync(owner, `${process.pid}`);
    process.once('exit', () => rmSync(owner, { force: true }));
    return profile;
  }
}

const patience = 2000;
const lookEvery = 50;

/** A browser takes a moment to end after the program that opened it. */
async function isLeft(profile: string): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += lookEvery) {
    if (!isRunning(idIn(() => readlinkSync(join(profile, 'SingletonLock'))))) return true;
    await setTimeout(lookEvery);
  }
  return false;
}

/** The number of a process at the end of a text: ours writes it alone, Chromium behind the machine's name. */
function idIn(read: () => string): number {
  try {
    return Number(/\d+$/.exec(read())?.[0]);
  } catch {
    return Number.NaN;
  }
}

function isRunning(id: number): boolean {
  if (!(id > 0) || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
