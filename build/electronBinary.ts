import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's program file, where there is one. The package comes without it, and nothing is fetched here. */
export function findElectron(): { path: string; why: string } | null {
  const program = recordedProgram() ?? programs[process.platform] ?? 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, program);
    if (existsSync(path)) return { path, why: 'ELECTRON_OVERRIDE_DIST_PATH' };
    console.warn(`ELECTRON_OVERRIDE_DIST_PATH has no ${path}.`);
  }
  const path = inProject(join('node_modules/electron/dist', program));
  return existsSync(path) ? { path, why: 'node_modules/electron' } : null;
}

function recordedProgram(): string | null {
  const record = inProject('node_modules/electron/path.txt');
  return existsSync(record) ? readFileSync(record, 'utf8').trim() : null;
}
