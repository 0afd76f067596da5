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
/** Of those in sight first, so that a figure stands beside them. */
const legible = { name: 150, sentence: 200 } as const;

type Limits = Readonly<Record<'name' | 'sentence', number>>;

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

function least(columns: readonly ColumnNeed[], to: Limits): number {
  return total(columns.map(({ width, kind }) => (kind === 'number' ? width : Math.min(width, to[kind]))));
}

/** Takes `amount` from the columns in proportion to what each can give. */
function narrowed(columns: readonly ColumnNeed[], amount: number, to: Limits) {
  const slack = columns.map(({ width, kind }) => (kind === 'number' ? 0 : Math.max(0, width - to[kind])));
  const share = Math.min(1, amount / Math.max(1, total(slack)));
  return columns.map(({ width }, index) => Math.floor(width - share * slack[index]!));
}

/** A table that scrolls sideways: as many whole columns as can be seen fill the room, so that none is cut at its edge. */
function scrolled(columns: readonly ColumnNeed[], room: number): number[] {
  const whole = columns.findLastIndex((_, index) => least(columns.slice(0, index + 1), legible) <= room) + 1;
  if (whole < 2) return narrowed(columns, Number.POSITIVE_INFINITY, readable);
  const behind = narrowed(columns.slice(whole), Number.POSITIVE_INFINITY, readable);
  return [...inRoom(columns.slice(0, whole), room, legible), ...behind];
}

/** Columns that fit: what is missing is taken from names and sentences, what is left goes to sentences, else to all. */
function inRoom(columns: readonly ColumnNeed[], room: number, to: Limits): number[] {
  const spare = room - total(columns.map(({ width }) => width));
  if (spare < 0) return narrowed(columns, -spare, to);
  const hasSentences = columns.some(({ kind }) => kind === 'sentence');
  const takes = columns.map(({ width, kind }) => (!hasSentences || kind === 'sentence' ? width : 0));
  const all = Math.max(1, total(takes));
  return columns.map(({ width }, index) => Math.floor(width + (spare * takes[index]!) / all));
}

/** Widths for columns side by side in `room` pixels; where they cannot all be seen, the first ones are seen whole. */
export function fitWidths(columns: readonly ColumnNeed[], room: number): number[] {
  return least(columns, narrowest) <= room ? inRoom(columns, room, narrowest) : scrolled(columns, room);
}
