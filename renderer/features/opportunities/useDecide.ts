import { useCallback } from 'react';
import type { DecisionVerb } from '../../../shared/contract/edits.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { useSave } from '../../app/saveFile.ts';
import { useClient } from '../../app/session.ts';
import { rememberStep } from '../../app/sliceState.ts';
import { useEditsChanged } from '../../app/useEditsChanged.ts';
import { useWords } from '../../app/words.tsx';

/** What is said about opportunities. */
export interface Verdict {
  verb: DecisionVerb;
  until?: string;
  owner?: string | null;
  reason?: string;
  note?: string;
}

/** Decides about opportunities of a list; Ctrl+Z takes it back. Resolves to whether it was done. */
export function useDecide(): (ask: Ask, ids: string[], verdict: Verdict) => Promise<boolean> {
  const client = useClient();
  const save = useSave();
  const editsChanged = useEditsChanged();
  const { t } = useWords();
  return useCallback(
    async (ask, ids, { verb, until = null, owner = null, reason = '', note = '' }) => {
      let isDone = false;
      await save.attempt(async () => {
        const said = { reason: reason.trim() || null, note: note.trim() || null };
        const input = { ask, ids, verb, until, owner: owner?.trim() || null, ...said };
        const { edits } = await client.call('opportunities.decide', input);
        const flip = (state: 'active' | 'undone') => () =>
          save.attempt(async () => {
            await client.call('opportunities.setState', { edits, state });
            editsChanged();
            return t(state === 'undone' ? 'changes.undone' : 'changes.redone');
          });
        rememberStep({ undo: flip('undone'), redo: flip('active') });
        editsChanged();
        isDone = true;
        return t(`opportunities.done.${verb}`, { count: ids.length, until: until ?? '' });
      });
      return isDone;
    },
    [client, save, editsChanged, t],
  );
}
