import type { EngineContract } from '../../../shared/contract/contract.ts';
import type { CallContext, Handlers } from '../../../shared/contract/method.ts';
import type { FileGrants } from '../files.ts';
import { createSession, type Session } from '../session.ts';
import { analyseHandlers } from './analyse.ts';
import { editHandlers } from './edits.ts';
import { exploreHandlers } from './explore.ts';
import { ingestHandlers } from './ingest.ts';
import { createOpening } from './opening.ts';
import { opportunityHandlers } from './opportunities.ts';
import { pivotHandlers } from './pivot.ts';
import { qualityHandlers } from './quality.ts';
import { repairHandlers } from './repair.ts';
import { sqlHandlers } from './sql.ts';
import { workspaceHandlers } from './workspace.ts';

/** The engine, ready to be served: one session, every method of the contract. `dispose` closes the workspace. */
export function createHandlers(grants: FileGrants): {
  handlers: Handlers<EngineContract, AbortSignal>;
  session: Session;
  /** Opens a workspace that a page is about to ask for; an error comes when it does. */
  openAhead(handle: string): void;
  dispose(): Promise<void>;
} {
  const session = createSession();
  const sql = sqlHandlers(session, grants);
  const { replace } = session;
  session.replace = (next) => {
    sql.close();
    replace(next);
  };
  const opening = createOpening(session, grants);
  return {
    handlers: {
      ...workspaceHandlers(session, grants, opening.open),
      ...ingestHandlers(session, grants),
      ...repairHandlers(session, grants),
      ...editHandlers(session),
      ...onceReady(session, {
        ...qualityHandlers(session, grants),
        ...analyseHandlers(session, grants),
        ...exploreHandlers(session, grants),
        ...opportunityHandlers(session),
        ...pivotHandlers(session, grants),
        ...sql.handlers,
      }),
    },
    session,
    openAhead: opening.ahead,
    dispose: async () => session.replace(null),
  };
}

/** Handlers that ask the book, called once it is there: loading it keeps nobody else waiting. */
function onceReady<Asking extends object>(session: Session, handlers: Asking): Asking {
  type Handler = (input: unknown, context: CallContext<AbortSignal>) => unknown;
  const ready = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (input: unknown, context: CallContext<AbortSignal>) => {
      if (session.hasWorkspace()) await session.ready(context);
      return (handler as Handler)(input, context);
    },
  ]);
  return Object.fromEntries(ready) as Asking;
}
