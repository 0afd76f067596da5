import type { EntityKind, MergeBody } from '../../../shared/contract/edits.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Book, Dimension } from '../book/types.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace/types.ts';

/** Accounts or products of the book. */
export function dimensionOf(book: Book, of: EntityKind): Dimension {
  return of === 'account' ? book.accounts : book.products;
}

function memberOf(book: Book, of: EntityKind, key: string): number {
  const found = dimensionOf(book, of).find(key);
  if (found !== undefined) return found;
  throw new ExpectedError('notFound', `There is no ${of} "${key}"`, {
    hint: `Write its key or its name, as the list of ${of}s has it.`,
    params: { key },
  });
}

/**
 * Makes `from` the same as `into`. Keys are those of the book as it is now: one that was merged before stands for its
 * survivor. Throws `notFound`, and `badInput` for two that are one already.
 */
export function mergeMembers(
  session: Pick<Session, 'workspace' | 'book'>,
  { of, from, into, name }: MergeBody,
): number {
  const book = session.book();
  const [a, b] = [memberOf(book, of, from), memberOf(book, of, into)];
  const { keys } = dimensionOf(book, of);
  if (a === b) {
    throw new ExpectedError('badInput', `"${from}" and "${into}" are one ${of} already`, {
      hint: 'Nothing is to be done.',
    });
  }
  const body = { of, from: keys[a]!, into: keys[b]!, name };
  return session.workspace().addEdits([{ kind: 'merge', body }])[0]!;
}

/** Takes back the merges that brought `key` into another, or another into it where it only survives. Throws `notFound`. */
export function unmerge(workspace: Workspace, of: EntityKind, key: string): number[] {
  const merges = workspace
    .edits()
    .flatMap((edit) =>
      edit.kind === 'merge' && edit.state === 'active' && edit.body.of === of ? [edit] : [],
    );
  const away = merges.filter(({ body }) => body.from === key);
  if (away.length === 0) {
    throw new ExpectedError('notFound', `No merge in force made the ${of} "${key}" part of another`, {
      hint: 'qd info lists how many merges there are, qd entities the pairs.',
      params: { key },
    });
  }
  for (const { id } of away) workspace.setEditState(id, 'undone');
  return away.map(({ id }) => id);
}

/** Records that two which look alike are not the same, so that they are no longer suggested. Throws `notFound`. */
export function dismiss(
  session: Pick<Session, 'workspace' | 'book'>,
  of: EntityKind,
  a: string,
  b: string,
): void {
  const book = session.book();
  const { keys } = dimensionOf(book, of);
  const body = { of, a: keys[memberOf(book, of, a)]!, b: keys[memberOf(book, of, b)]! };
  session.workspace().addEdits([{ kind: 'different', body }]);
}

/** Sets a value of accounts or products over what the files say. Throws `notFound`, `badInput` for a value that does not fit. */
export function setAttribute(
  session: Pick<Session, 'workspace' | 'book'>,
  of: EntityKind,
  keys: readonly string[],
  field: string,
  value: string | number | null,
): void {
  const book = session.book();
  const dimension = dimensionOf(book, of);
  const type = dimension.attributes.get(field)?.type ?? 'text';
  if (value !== null && !fits(type, value)) {
    throw new ExpectedError('badInput', `"${value}" is no ${type} for ${field}`, {
      column: field,
      hint: type === 'date' ? 'Write dates as 2026-05-31.' : 'Write a number.',
    });
  }
  const members = keys.map((key) => dimension.keys[memberOf(book, of, key)]!);
  session
    .workspace()
    .addEdits(members.map((key) => ({ kind: 'attribute', body: { of, key, field, value } }) as const));
}

function fits(type: 'text' | 'number' | 'date', value: string | number): boolean {
  if (type === 'text') return true;
  if (type === 'date') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return value !== '' && Number.isFinite(Number(value));
}
