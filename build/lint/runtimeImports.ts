/** `node build/lint/runtimeImports.ts`: fails where a module imports what its folder's runtime does not have. */
import { globSync, readFileSync } from 'node:fs';
import { inProject, projectFolder } from '../project.ts';
import { violations } from './runtimes.ts';

const files = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'shared/**/*.ts'], {
  cwd: projectFolder,
});
let wrong = 0;
for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
  for (const reason of violations(file, readFileSync(inProject(file), 'utf8'))) {
    console.error(`${file}: ${reason}`);
    wrong += 1;
  }
}
console.log(`${files.length} modules, ${wrong} with a wrong import`);
process.exitCode = wrong === 0 && files.length > 0 ? 0 : 1;
