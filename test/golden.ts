import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** With QUARTERDECK_GOLDEN=write the present output becomes the golden file; review the difference before committing. */
const writes = process.env.QUARTERDECK_GOLDEN === 'write';

/** Compares JSON-able data with a checked-in file. A file that is missing fails, unless goldens are being written. */
export function expectGolden(value: unknown, file: URL): void {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  if (writes) {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
