import type { EditOf } from '../../../shared/contract/edits.ts';

export interface JoinedMembers {
  /** Member → place in `parts`. */
  finalOf: Int32Array;
  /** The members that are one, the survivor first; in the order of the survivors. */
  parts: number[][];
  /** Place in `parts` → the name that the user chose. */
  nameOf: Map<number, string>;
}

/**
 * Which members are one? Applies merges in order: each joins the group of `from` to the group of `into`, whose survivor
 * stays. So chains follow to their end, a merge of two that are one already changes nothing, and one whose members are
 * not in the book waits until they are. Any subset of merges gives what those alone would have given.
 */
export function joinMembers(
  count: number,
  merges: readonly EditOf<'merge'>[],
  find: (key: string) => number | undefined,
): JoinedMembers {
  const into = new Int32Array(count);
  for (let member = 0; member < count; member++) into[member] = member;
  const survivor = (member: number) => {
    let at = member;
    while (into[at] !== at) at = into[at]!;
    return at;
  };
  const names: { member: number; name: string }[] = [];
  for (const { body } of merges) {
    const [from, to] = [find(body.from), find(body.into)];
    if (from === undefined || to === undefined) continue;
    const [a, b] = [survivor(from), survivor(to)];
    if (a === b) continue;
    into[a] = b;
    if (body.name !== null) names.push({ member: b, name: body.name });
  }
  const placeOf = new Int32Array(count);
  const parts: number[][] = [];
  for (let member = 0; member < count; member++) {
    if (into[member] === member) placeOf[member] = parts.push([member]) - 1;
  }
  const finalOf = new Int32Array(count);
  for (let member = 0; member < count; member++) finalOf[member] = placeOf[survivor(member)]!;
  for (let member = 0; member < count; member++) {
    if (into[member] !== member) parts[finalOf[member]!]!.push(member);
  }
  const lasting = names.filter(({ member }) => into[member] === member);
  const nameOf = new Map(lasting.map(({ member, name }) => [finalOf[member]!, name]));
  return { finalOf, parts, nameOf };
}
