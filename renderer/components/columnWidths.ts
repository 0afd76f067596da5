/** What a column holds decides how it gives way: numbers never do, because a cut number is a wrong number. */
export interface ColumnNeed {
  /** Pixels for the longest content, as measured. */
  width: number;
  kind: 'number' | 'name' | 'sentence';
}

/** Names still read, and sentences still wrap well, at these widths. */
const narrowest = { name: 110, sentence: 200 } as const;
/** Where even that is not enough the table scrolls sideways, and names may as well be read. */
const readable = { name: 180, sentence: 240 } as const;

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

function least(columns: readonly ColumnNeed[]): number {
  return total(
    columns.map(({ width, kind }) => (kind === 'number' ? width : Math.min(width, narrowest[kind]))),
  );
}

/** Takes `amount` from the columns in proportion to what each can give. */
function narrowed(columns: readonly ColumnNeed[], amount: number, to: typeof narrowest | typeof readable) {
  const slack = columns.map(({ width, kind }) => (kind === 'number' ? 0 : Math.max(0, width - to[kind])));
  const share = Math.min(1, amount / Math.max(1, total(slack)));
  return columns.map(({ width }, index) => Math.floor(width - share * slack[index]!));
}

/** A table that scrolls sideways: as many whole columns as can be seen fill the room, so that none is cut at its edge. */
function scrolled(columns: readonly ColumnNeed[], room: number): number[] {
  const whole = columns.findLastIndex((_, index) => least(columns.slice(0, index + 1)) <= room) + 1;
  if (whole < 2) return narrowed(columns, Number.POSITIVE_INFINITY, readable);
  const behind = narrowed(columns.slice(whole), Number.POSITIVE_INFINITY, readable);
  return [...fitWidths(columns.slice(0, whole), room), ...behind];
}

/**
 * Widths for columns side by side in `room` pixels. Room that is left goes to the sentences where there are any,
 * else to every column in proportion; missing room is taken from names and sentences where that suffices.
 */
export function fitWidths(columns: readonly ColumnNeed[], room: number): number[] {
  const spare = room - total(columns.map(({ width }) => width));
  if (spare < 0)
    return least(columns) <= room ? narrowed(columns, -spare, narrowest) : scrolled(columns, room);
  const hasSentences = columns.some(({ kind }) => kind === 'sentence');
  const takes = columns.map(({ width, kind }) => (!hasSentences || kind === 'sentence' ? width : 0));
  const all = Math.max(1, total(takes));
  return columns.map(({ width }, index) => Math.floor(width + (spare * takes[index]!) / all));
}
