import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { inProject } from '../../build/project.ts';

const engine = inProject('electron/engine');
const threads = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${engine}/${file}`, 'utf8'))
  .flatMap((source) => [...source.matchAll(/new Worker\(siblingModule\(import\.meta\.url, '([^']+)'\)/g)])
  .map(([, name]) => basename(name!));

it('every thread that the engine starts lies beside it in the bundle, under a name of its own', () => {
  expect(threads).toContain('kernelWorker');
  expect(new Set(threads).size).toBe(threads.length);
  for (const name of ['main', 'qd', ...threads]) {
    expect(existsSync(inProject(`dist/bundled/engine/${name}.js`)), name).toBe(true);
  }
});
