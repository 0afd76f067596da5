import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';

const engine = inProject('electron/engine');
const started = /new Worker\(siblingModule\(import\.meta\.url, '([^']+)'\)/g;
const modules = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(`${engine}/${file}`, 'utf8').matchAll(started)].map(([, name]) =>
      join(dirname(file), name!),
    ),
  );
/** One thread may be started from several places. */
const threads = [...new Set(modules)].map((module) => basename(module));

it('every thread that the engine starts lies beside it in the bundle, under a name of its own', () => {
  expect(threads).toContain('kernelWorker');
  expect(new Set(threads).size).toBe(threads.length);
  for (const name of ['main', 'qd', ...threads]) {
    expect(existsSync(inProject(`dist/bundled/engine/${name}.js`)), name).toBe(true);
  }
});
