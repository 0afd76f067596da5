import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { EngineSupervisor, GrantedHandle } from './engineSupervisor.ts';
import type { RecentFiles } from './recentFiles.ts';
import { withoutExtension, workspaceExtension } from './workspaceName.ts';

export interface LaunchedFile extends GrantedHandle {
  kind: 'workspace' | 'table';
}

/** The file the program was started with: a workspace to open or data to import. Null, with a word of why, if there is none. */
export async function openLaunchFile(
  path: string,
  engine: Pick<EngineSupervisor<unknown>, 'grant'>,
  recent: RecentFiles,
): Promise<LaunchedFile | null> {
  const full = resolve(path);
  const stats = await stat(full).catch(() => null);
  if (!stats?.isFile()) {
    console.error(`There is no file ${full}.`);
    return null;
  }
  if (!full.toLowerCase().endsWith(workspaceExtension)) {
    return { ...engine.grant(full, 'read', basename(full)), kind: 'table' };
  }
  recent.add(full);
  return { ...engine.grant(full, 'write', withoutExtension(basename(full))), kind: 'workspace' };
}
