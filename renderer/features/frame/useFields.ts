import { useQuery } from '@tanstack/react-query';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import { useSession } from '../../app/session.ts';

const none: FieldInfo[] = [];

/** What the book can be filtered by, with the values met most. */
export function useFields(): FieldInfo[] {
  const client = useSession((session) => session.client);
  const workspace = useSession((session) => session.workspace);
  const { data } = useQuery({
    queryKey: ['fields', workspace?.location, workspace?.revision],
    enabled: client !== null && (workspace?.rows.sales ?? 0) > 0,
    queryFn: ({ signal }) => client?.call('book.fields', {}, { signal }) ?? none,
  });
  return data ?? none;
}
