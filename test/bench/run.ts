import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run bench [name …]`: runs the benchmarks of this folder one after the other, or those named. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const helpers = new Set([
  'run.ts',
  'frames.ts',
  'bundledEngine.ts',
  'syntheticSales.ts',
  'syntheticBook.ts',
  'growthPicture.ts',
  'duckSales.ts',
  'opportunityPeers.ts',
  'simulatedCustomers.ts',
]);
const wanted = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !helpers.has(name))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

for (const name of names) {
  console.log(`\n══ ${name} ══`);
  spawnSync(process.execPath, [`${folder}${name}.ts`], { stdio: 'inherit' });
}
