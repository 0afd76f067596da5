/*
 * Files this process has open. On POSIX, closing any handle on a file drops every lock the process holds on it, so a
 * file that SQLite has open must not be read past SQLite. https://www.sqlite.org/howtocorrupt.html, section 2.2.
 */
const open = new Map<string, { encrypted: boolean; count: number }>();

export function enterFile(file: string, encrypted: boolean): void {
  const entry = open.get(file);
  if (entry) entry.count++;
  else open.set(file, { encrypted, count: 1 });
}

export function leaveFile(file: string): void {
  const entry = open.get(file);
  if (entry && --entry.count === 0) open.delete(file);
}

/** Whether the file is encrypted, where this process already has it open; otherwise undefined. */
export function openFileEncrypted(file: string): boolean | undefined {
  return open.get(file)?.encrypted;
}
