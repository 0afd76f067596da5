import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench -- [name …]`: runs the benchmarks of this folder one after the other, or those named. What follows a single
 * name is for that one: `npm run bench -- ingest 5000000 3`.
 */
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
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !helpers.has(name))
  .map((name) => name.replace(/\.ts$/, ''));
const words = process.argv.slice(2);
const named = words.filter((word) => all.includes(word));
const given = words.filter((word) => !all.includes(word));
if (given.length > 0 && named.length !== 1) {
  console.error(`No benchmark is called ${given[0]}. There are: ${all.join(', ')}`);
  process.exit(2);
}

for (const name of named.length > 0 ? named : all) {
  console.log(`\n══ ${name} ══`);
  spawnSync(process.execPath, [`${folder}${name}.ts`, ...given], { stdio: 'inherit' });
}
