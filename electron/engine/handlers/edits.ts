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
    'edits.undo': ({ edit }) => {
      session.workspace().setEditState(edit, 'undone');
      return session.info();
    },
    'edits.redo': ({ edit }) => {
      session.workspace().setEditState(edit, 'active');
      return session.info();
    },
    'edits.setControl': ({ batch, totals }) => {
      const workspace = session.workspace();
      workspace.batchColumns(batch);
      workspace.addEdits([{ kind: 'control', body: { batch, totals } }]);
      return null;
    },
    'entities.merge': ({ of, from, into, name }) => {
      mergeMembers(session, { of, from, into, name: name ?? null });
      return session.info();
    },
    'entities.unmerge': ({ of, key }) => {
      unmerge(session.workspace(), of, key);
      return session.info();
    },
    'entities.suggest': (request, { signal }) =>
      suggestMerges(session.book(), session.workspace(), request, signal),
    'entities.dismiss': ({ of, a, b }) => {
      dismiss(session, of, a, b);
      return null;
    },
    'entities.setAttribute': ({ of, keys, field, value }) => {
      setAttribute(session, of, keys, field, value);
      return session.info();
    },
  };
}

/** The records of an exclusion can be millions; what was excluded is told by their number. */
function withoutRecords(edit: Edit): Edit {
  if (edit.kind !== 'exclusion') return edit;
  const batches = edit.body.batches.map(({ batch }) => ({ batch, records: '' }));
  return { ...edit, body: { ...edit.body, batches } };
}
