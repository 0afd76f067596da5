import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { temporaryFolder } from '../electron/engine/workspace/fixtures.ts';

/** A small file system of its own, for full and read-only disks. */
export interface Volume {
  path: string;
  file(name: string): string;
  /** False when the system cannot do it. */
  makeReadOnly(): boolean;
  dispose(): void;
}

function done(command: string, ...rest: string[]): boolean {
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0;
}

/** A tmpfs of so many bytes; null, with a loud word, where that may not be mounted. */
export function smallVolume(bytes: number): Volume | null {
  const folder = temporaryFolder();
  const path = folder.file('volume');
  mkdirSync(path);
  if (!done('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path)) {
    folder.dispose();
    console.warn('NOT TESTED: a small file system cannot be mounted here (needs Linux and root).');
    return null;
  }
  return {
    path,
    file: (name) => `${path}/${name}`,
    makeReadOnly: () => done('mount', '-o', 'remount,ro', path),
    dispose() {
      done('umount', '-l', path);
      folder.dispose();
    },
  };
}

/** Makes a file or folder unchangeable: by its permissions, or for root, whom they do not bind, by `chattr +i`. */
export function freeze(path: string, folder: boolean): boolean {
  if (process.getuid?.() === 0) {
    if (done('chattr', '+i', path)) return true;
    console.warn('NOT TESTED: permissions do not bind root, and chattr +i does not work here.');
    return false;
  }
  chmodSync(path, folder ? 0o555 : 0o444);
  return process.platform !== 'win32';
}

export function thaw(path: string, folder: boolean): void {
  if (process.getuid?.() === 0) done('chattr', '-i', path);
  else chmodSync(path, folder ? 0o755 : 0o644);
}
