/*
 * Whole numbers in few bits, made to be read fast: no general compression, every block on its own.
 *
 * A segment is a list of 32-bit words, little-endian: mark, rows, scale, whether there is a gap, the gap, the base as a
 * double (2 words), then the blocks of up to 1,024 numbers, then one word of padding. A block is a head (kind, width,
 * number of exceptions), a base, for `deltas` the number before the first, for `runs` how many there are and one bit a
 * number that says whether it begins a run; then its series less the base in `width` bits each, then a position and a
 * value for each number of the series that does not fit into them. The series is the numbers themselves, or what each
 * differs from the one before (zigzag), or the first number of every run.
 */

/** Most rows of one column in one segment. */
export const segmentRows = 2 ** 20;

export const blockRows = 1024;
export const blockMark = 0x314b4251;
export const headerWords = 7;

export const blockKinds = { plain: 0, deltas: 1, runs: 2 } as const;
export type BlockKind = (typeof blockKinds)[keyof typeof blockKinds];
