import type { FileGrants } from './files.ts';

/** What a host gives the engine. */
export interface EngineContext {
  grants: FileGrants;
}
