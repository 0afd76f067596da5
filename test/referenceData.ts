import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.env.QUARTERDECK_REFERENCE ?? `${root}/../shared/reference`;
let warned = false;

/**
 * Where is this reference data set? The folder of that name below QUARTERDECK_REFERENCE (default
 * `../shared/reference`), or null, said aloud once, when it is not on this machine.
 */
export function referencePath(name: string): string | null {
  const path = `${folder}/${name}`;
  if (existsSync(path)) return path;
  if (!warned) {
    console.warn(
      `\n*** REFERENCE DATA ABSENT: ${path}. Reference tests are SKIPPED, nothing was reproduced. ***\n`,
    );
    warned = true;
  }
  return null;
}
