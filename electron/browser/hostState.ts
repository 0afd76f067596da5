import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { GrantMode } from '../engine/files.ts';
import type { EngineSupervisor, GrantedHandle } from '../host/engineSupervisor.ts';
import type { LaunchedFile } from '../host/launchFile.ts';
import type { Library } from '../host/library.ts';
import { createTemporaryFolder } from './temporaryFolder.ts';

/** What this host holds for its one session. */
export interface HostState {
  readonly engine: EngineSupervisor<never>;
  readonly library: Library;
  /** The file the program was started with, until the page has asked for it. */
  launch: LaunchedFile | null;
  /** A private place for a file of that name. */
  temporary(fileName: string): Promise<{ id: string; path: string }>;
  grantTemporary(id: string, path: string, mode: GrantMode, name: string): GrantedHandle;
  isTemporary(handle: string): boolean;
  discard(id: string): Promise<void>;
  /** Takes a handle back, and deletes the file where it was a temporary one. */
  release(handle: string): Promise<void>;
  clear(): void;
}

export function createHostState(engine: EngineSupervisor<never>, library: Library): HostState {
  const folder = createTemporaryFolder();
  const slots = new Map<string, string>();
  return {
    engine,
    library,
    launch: null,
    temporary: async (fileName) => {
      const id = randomUUID();
      return { id, path: join(await folder.slot(id), fileName) };
    },
    grantTemporary: (id, path, mode, name) => {
      const granted = engine.grant(path, mode, name);
      slots.set(granted.handle, id);
      return granted;
    },
    isTemporary: (handle) => slots.has(handle),
    discard: (id) => folder.remove(id),
    release: async (handle) => {
      engine.revoke(handle);
      const id = slots.get(handle);
      slots.delete(handle);
      if (id !== undefined) await folder.remove(id);
    },
    clear: () => folder.clear(),
  };
}
