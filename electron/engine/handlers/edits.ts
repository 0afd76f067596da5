import type { Edit, editsContract } from '../../../shared/contract/edits.ts';
import type { entitiesContract } from '../../../shared/contract/entities.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import { dismiss, mergeMembers, setAttribute, unmerge } from '../entities/decide.ts';
import { suggestMerges } from '../entities/suggest.ts';
import type { Session } from '../session.ts';

/** What the user decides beside what is imported. */
export function editHandlers(
  session: Session,
): Handlers<typeof editsContract & typeof entitiesContract, AbortSignal> {
  return {
    'edits.list': () => session.workspace().edits().map(withoutRecords),
    'edits.undo': ({ edit }, { progress }) => {
      session.workspace().setEditState(edit, 'undone');
      return session.info({ progress });
    },
    'edits.redo': ({ edit }, { progress }) => {
      session.workspace().setEditState(edit, 'active');
      return session.info({ progress });
    },
    'edits.setControl': ({ batch, totals }) => {
      const workspace = session.workspace();
      workspace.batchColumns(batch);
      workspace.addEdits([{ kind: 'control', body: { batch, totals } }]);
      return null;
    },
    'entities.merge': async ({ of, from, into, name }, { signal, progress }) => {
      await session.ready({ signal, progress });
      mergeMembers(session, { of, from, into, name: name ?? null });
      return session.info({ progress });
    },
    'entities.unmerge': ({ of, key }, { progress }) => {
      unmerge(session.workspace(), of, key);
      return session.info({ progress });
    },
    'entities.suggest': async (request, context) =>
      suggestMerges(await session.ready(context), session.workspace(), request, context.signal),
    'entities.dismiss': async ({ of, a, b }, context) => {
      await session.ready(context);
      dismiss(session, of, a, b);
      return null;
    },
    'entities.setAttribute': async ({ of, keys, field, value }, { signal, progress }) => {
      await session.ready({ signal, progress });
      setAttribute(session, of, keys, field, value);
      return session.info({ progress });
    },
  };
}

/** The records of an exclusion can be millions; what was excluded is told by their number. */
function withoutRecords(edit: Edit): Edit {
  if (edit.kind !== 'exclusion') return edit;
  const batches = edit.body.batches.map(({ batch }) => ({ batch, records: '' }));
  return { ...edit, body: { ...edit.body, batches } };
}
