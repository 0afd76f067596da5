import { readFileSync } from 'node:fs';

/**
 * Whether the process at the other end of a loopback connection belongs to the user who runs this one. Linux shows
 * every user the command lines of all others, and the start address is on one; elsewhere they are hidden, and the
 * answer is yes.
 */
export function isOwnUser(peerPort: number, ownPort: number, table = readTable()): boolean {
  if (table === null || !process.getuid) return true;
  const peer = `0100007F:${hex(peerPort)} 0100007F:${hex(ownPort)}`;
  const line = table.split('\n').find((row) => row.includes(peer));
  const user = line?.trim().split(/\s+/)[7];
  return user === String(process.getuid());
}

function readTable(): string | null {
  try {
    return readFileSync('/proc/net/tcp', 'utf8');
  } catch {
    return null;
  }
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
