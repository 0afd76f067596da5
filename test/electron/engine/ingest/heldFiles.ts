import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const descriptors = '/proc/self/fd';

/** Whether the operating system says which files a process holds open. */
export const tellsHeldFiles = existsSync(descriptors);

export function isHeld(path: string): boolean {
  const real = realpathSync(path);
  return readdirSync(descriptors).some((number) => target(join(descriptors, number)) === real);
}

/** What a descriptor stands for; other threads may close theirs at any time. */
function target(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
