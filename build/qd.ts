/** `npm run qd -- …`: the command line from one file, made anew where its sources have changed. */
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bundlePrograms } from './bundlePrograms.ts';
import { inProject } from './project.ts';

if (!(await bundlePrograms())) process.exit(1);
enableCompileCache(inProject('dist/compiled'));
await import(pathToFileURL(inProject('dist/bundled/engine/qd.js')).href);
