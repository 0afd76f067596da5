import type { Handlers } from '../../../shared/contract/method.ts';
import type { workspaceContract } from '../../../shared/contract/workspace.ts';
import type { FileGrants } from '../files.ts';
import type { Session } from '../session.ts';
import { openWorkspace } from '../workspace/openWorkspace.ts';
import type { Workspace } from '../workspace/types.ts';

export interface Opening {
  open: Handlers<typeof workspaceContract, AbortSignal>['workspace.open'];
  /** Begins to open what a page is going to open. What stands against it is told when the page asks, and not here. */
  ahead(handle: string): void;
}

/** Opens workspaces; one that was opened ahead is only waited for. */
export function createOpening(session: Session, grants: FileGrants): Opening {
  let early: { handle: string; workspace: Workspace } | null = null;

  function isOpen(handle: string): boolean {
    return early?.handle === handle && session.hasWorkspace() && session.workspace() === early.workspace;
  }

  function ahead(handle: string): void {
    if (session.hasWorkspace()) return;
    try {
      const workspace = openWorkspace(grants.resolve(handle, 'write'), {});
      session.replace(workspace);
      early = { handle, workspace };
    } catch {
      return;
    }
    session.info().catch(() => undefined);
  }

  const open: Opening['open'] = async ({ file, passphrase, readOnly }, context) => {
    if (passphrase || readOnly || !isOpen(file)) {
      session.replace(null);
      session.replace(
        openWorkspace(grants.resolve(file, readOnly ? 'read' : 'write'), { passphrase, readOnly }),
      );
    }
    early = null;
    try {
      return await session.info(context);
    } catch (error) {
      session.replace(null);
      throw error;
    }
  };

  return { open, ahead };
}
