import { statfsSync } from 'node:fs';

/** Bytes this user may still write in a folder; infinite where the system does not say. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const networkFileSystems = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x65735546, 0x01021997]);

/**
 * Whether a folder lies on a network share (NFS, SMB, CIFS, FUSE, 9p), where the shared memory that WAL needs is not
 * shared. https://www.sqlite.org/wal.html, "Overview".
 */
export function isNetworkFolder(folder: string): boolean {
  if (folder.startsWith('\\\\')) return true;
  if (process.platform !== 'linux') return false;
  try {
    return networkFileSystems.has(statfsSync(folder).type >>> 0);
  } catch {
    return false;
  }
}
