import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const engine = fileURLToPath(new URL('../../electron/engine/', import.meta.url));

/**
 * Compiles what an import needs into `folder`, as a build does: `readBatch.js`, `importFile.js`, `createWorkspace.js` and
 * the threads they start. Measured from source, every thread would first have to compile TypeScript.
 */
export async function bundleEngine(folder: string): Promise<void> {
  const modules = [
    'ingest/readBatch.ts',
    'ingest/importFile.ts',
    'ingest/csv/scanWorker.ts',
    'ingest/source/hashWorker.ts',
    'workspace/createWorkspace.ts',
  ];
  await build({
    entryPoints: modules.map((name) => join(engine, name)),
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    logLevel: 'warning',
  });
}
