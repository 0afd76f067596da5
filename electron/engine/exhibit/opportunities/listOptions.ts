import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import { statuses } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';

export const sorts = [
  'expected',
  'value',
  'probability',
  'account',
  'product',
  'kind',
  'owner',
  'status',
] as const;
export type Sort = (typeof sorts)[number];
export const groupings = ['account', 'owner'] as const;
export type Grouping = (typeof groupings)[number];

/** Which part of the list is asked for, and in which order. */
export interface ListOptions {
  /** Indexes into `opportunityKinds` and `statuses`. */
  kinds: ReadonlySet<number>;
  statuses: ReadonlySet<number>;
  /** Null = whoever; empty = nobody. */
  owner: string | null;
  account: string | null;
  product: string | null;
  search: string;
  minExpected: number;
  sort: Sort;
  descending: boolean;
  group: Grouping | null;
  offset: number;
  limit: number;
}

const textSorts: ReadonlySet<Sort> = new Set<Sort>(['account', 'product', 'kind', 'owner', 'status']);

/** Throws `badRequest` for what it does not know. */
export function listOptions(context: ExhibitContext): ListOptions {
  const { text, number, ask } = context;
  const given = (name: string) => (ask.options[name] === undefined ? null : text(name, ''));
  const sort = text('sort', 'expected', sorts) as Sort;
  const order = text('order', textSorts.has(sort) ? 'ascending' : 'descending', ['ascending', 'descending']);
  const group = text('group', '', ['', ...groupings]);
  return {
    kinds: chosen('kind', text('kind', 'all'), opportunityKinds),
    statuses: chosen('status', text('status', 'open'), statuses),
    owner: given('owner'),
    account: given('account'),
    product: given('product'),
    search: text('search', '').trim().toLowerCase(),
    minExpected: number('minExpected', 0, { min: 0, max: Number.MAX_VALUE }),
    sort,
    descending: order === 'descending',
    group: group === '' ? null : (group as Grouping),
    offset: Math.floor(number('offset', 0, { min: 0, max: 1e9 })),
    limit: Math.floor(number('limit', Number.MAX_SAFE_INTEGER, { min: 1, max: Number.MAX_SAFE_INTEGER })),
  };
}

function chosen(option: string, text: string, known: readonly string[]): Set<number> {
  const names = text.split(',').flatMap((name) => name.trim() || []);
  if (names.length === 0 || names.includes('all')) return new Set(known.keys());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return new Set(names.map((name) => known.indexOf(name)));
  throw new ExpectedError('badRequest', `${option} does not know "${unknown}"`, {
    hint: `It takes ${known.join(', ')}, or all`,
    params: { option },
  });
}
