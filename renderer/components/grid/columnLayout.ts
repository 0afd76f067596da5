/** Columns drawn beyond what is in sight, in pixels, so that a scroll finds them there. */
const ahead = 160;

/** Where the columns of a grid stand. Pinned ones come first and stay at the side. */
export interface ColumnLayout {
  widths: readonly number[];
  lefts: readonly number[];
  pinned: number;
  pinnedWidth: number;
  width: number;
}

/** The first `pinned` columns stay at the side. */
export function layOutColumns(widths: readonly number[], pinned: number): ColumnLayout {
  const lefts: number[] = [];
  let left = 0;
  for (const width of widths) {
    lefts.push(left);
    left += width;
  }
  return { widths, lefts, pinned, pinnedWidth: lefts[pinned] ?? left, width: left };
}

/** The most columns beside the pinned ones that are drawn at once in a box of `room` pixels. */
export function mostInView(layout: ColumnLayout, room: number): number {
  const { widths, pinned, pinnedWidth } = layout;
  const seen = Math.max(0, room - pinnedWidth) + 2 * ahead;
  let most = 0;
  let [from, sum] = [pinned, 0];
  for (let column = pinned; column < widths.length; column += 1) {
    sum += widths[column]!;
    // The first and the last are seen in part.
    while (sum - widths[from]! - widths[column]! > seen && from < column) sum -= widths[from++]!;
    most = Math.max(most, column - from + 1);
  }
  return most;
}

/** The first column beside the pinned ones that is drawn, of `count` in a row. */
export function firstInView(layout: ColumnLayout, scrollLeft: number, count: number): number {
  const { lefts, widths, pinned, pinnedWidth } = layout;
  const edge = scrollLeft + pinnedWidth - ahead;
  let column = pinned;
  while (column < widths.length - 1 && lefts[column]! + widths[column]! <= edge) column += 1;
  return Math.max(pinned, Math.min(column, widths.length - count));
}
