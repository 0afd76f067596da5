import { ExpectedError } from '../../shared/errors/errors.ts';

export type GrantMode = 'read' | 'write';

export interface Grant {
  handle: string;
  path: string;
  /** `write` includes reading. */
  mode: GrantMode;
  /** As shown to the user. */
  name: string;
}

/** The files the user chose. The engine opens no other path, whatever a page asks for. */
export interface FileGrants {
  grant(grant: Grant): void;
  revoke(handle: string): void;
  /** Path behind a handle; `notFound` where it was not granted for that. */
  resolve(handle: string, mode: GrantMode): string;
  /** Name behind a handle, as shown to the user; `notFound` where there is none. */
  name(handle: string): string;
}

export function createFileGrants(): FileGrants {
  const grants = new Map<string, Grant>();
  function find(handle: string, mode: GrantMode): Grant {
    const grant = grants.get(handle);
    if (grant && (mode === 'read' || grant.mode === 'write')) return grant;
    throw new ExpectedError(
      'notFound',
      'That file was not chosen, or is no longer at hand. Choose it again.',
    );
  }
  return {
    grant: (grant) => void grants.set(grant.handle, grant),
    revoke: (handle) => void grants.delete(handle),
    resolve: (handle, mode) => find(handle, mode).path,
    name: (handle) => find(handle, 'read').name,
  };
}
