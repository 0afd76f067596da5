import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EngineContract } from '../../../shared/contract/contract.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/method.ts';
import { useClient, useSession } from '../../app/session.ts';

/** A question to the engine whose answer stands until the workspace changes. */
export function useEngineQuery<Name extends keyof EngineContract & string>(
  name: Name,
  input: InputOf<EngineContract[Name]>,
  enabled = true,
): UseQueryResult<OutputOf<EngineContract[Name]>> {
  const client = useClient();
  const location = useSession((session) => session.workspace?.location);
  const revision = useSession((session) => session.workspace?.revision);
  return useQuery({
    queryKey: [name, location, revision, input],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => client.call(name, input, { signal }),
  });
}
