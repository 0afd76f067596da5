import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback } from 'react';
import { useClient, useSession } from '../../app/session.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { errorWords } from '../../components/ErrorState.tsx';

/** Chooses what amounts are told in from now on; null = the currency that most sales rows have. */
export function useReportingCurrency(): (currency: string | null) => Promise<void> {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const queries = useQueryClient();
  const { update } = useSlice();
  return useCallback(
    async (currency) => {
      try {
        const workspace = await client.call('workspace.setCurrency', { currency });
        useSession.getState().setWorkspace(workspace);
        update({ currency: null });
        void queries.invalidateQueries();
      } catch (error) {
        message.error(errorWords(error, t).title);
      }
    },
    [client, queries, update, message, t],
  );
}
