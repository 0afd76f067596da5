import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import { statuses } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';
import { isDescending, type ListPage, listPage } from '../listOrder.ts';

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
export interface ListOptions extends ListPage {
  /** Indexes into `opportunityKinds` and `statuses`. */
  kinds: ReadonlySet<number>;
  statuses: ReadonlySet<number>;
  /** Null = whoever; empty = nobody. */
  owner: string | null;
  /** By key; null = all. */
  accounts: readonly string[] | null;
  product: string | null;
  search: string;
  minExpected: number;
  sort: Sort;
  descending: boolean;
  group: Grouping | null;
}

const textSorts: ReadonlySet<Sort> = new Set<Sort>(['account', 'product', 'kind', 'owner', 'status']);

/** Throws `badRequest` for what it does not know. */
export function listOptions(context: ExhibitContext): ListOptions {
  const { text, number, ask } = context;
  const given = (name: string) => (ask.options[name] === undefined ? null : text(name, ''));
  const sort = text('sort', 'expected', sorts) as Sort;
  const group = text('group', '', ['', ...groupings]);
  return {
    kinds: chosen('kind', text('kind', 'all'), opportunityKinds),
    statuses: chosen('status', text('status', 'open'), statuses),
    owner: given('owner'),
    accounts: ask.options.account === undefined ? null : [ask.options.account].flat().map(String),
    product: given('product'),
    search: text('search', '').trim().toLowerCase(),
    minExpected: number('minExpected', 0, { min: 0, max: Number.MAX_VALUE }),
    sort,
    descending: isDescending(context, textSorts.has(sort)),
    group: group === '' ? null : (group as Grouping),
    ...listPage(context),
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
