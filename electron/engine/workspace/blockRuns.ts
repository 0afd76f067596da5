import { expectEnd, openBlocks, readBlock, readHead, readRuns } from './blockDecode.ts';
import { blockKinds, blockRows, headerWords } from './blockFormat.ts';
import type { BlockRoom } from './blockRoom.ts';
import type { Runs } from './types.ts';

/** Equal values that stand side by side, added stretch by stretch. */
export class RunList {
  readonly #values: number[] = [];
  readonly #lengths: number[] = [];

  add(value: number, length: number): void {
    const last = this.#values.length - 1;
    if (last >= 0 && this.#values[last] === value) this.#lengths[last]! += length;
    else {
      this.#values.push(value);
      this.#lengths.push(length);
    }
  }

  runs(): Runs {
    return { values: Int32Array.from(this.#values), lengths: Int32Array.from(this.#lengths) };
  }
}

/** The runs of equal values in a column that is written out. */
export function runsOf(values: Int32Array, rows = values.length): Runs {
  const list = new RunList();
  for (let row = 0; row < rows; ) {
    const from = row;
    const value = values[row]!;
    while (row < rows && values[row] === value) row++;
    list.add(value, row - from);
  }
  return list.runs();
}

/**
 * The runs of equal whole numbers in the blocks of a segment. A block of runs, or of one number, is not written out. Throws
 * where the words are no segment.
 */
export function blockRuns(bytes: Uint8Array, missing: number): Runs {
  const { room, header } = openBlocks(bytes);
  const { rows, base, gap } = header;
  const list = new RunList();
  const tell = (stored: number, length: number) =>
    list.add(stored === gap ? missing : (stored + base) | 0, length);
  let at = headerWords;
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    const { kind, width, exceptions, base: value } = readHead(room.words, at, count);
    if (kind === blockKinds.runs) at = tellRuns(room, at, count, tell);
    else if (kind === blockKinds.deltas || width > 0 || exceptions > 0) at = tellEach(room, at, count, tell);
    else {
      tell(value, count);
      at += 2;
    }
  }
  expectEnd(room, at);
  return list.runs();
}

type Tell = (stored: number, length: number) => void;

function tellRuns(room: BlockRoom, start: number, count: number, tell: Tell): number {
  const { words, series } = room;
  const { runs, marks, next } = readRuns(room, start, count);
  let run = 0;
  let first = 0;
  for (let row = 0; row < count; row += 32) {
    for (let bits = words[marks + row / 32]!; bits !== 0; bits &= bits - 1) {
      const begin = row + 31 - Math.clz32(bits & -bits);
      if (begin === 0) continue;
      if (begin >= count || ++run === runs) throw new Error('Not as many runs as it says');
      tell(series[run - 1]!, begin - first);
      first = begin;
    }
  }
  if (run + 1 !== runs) throw new Error('Not as many runs as it says');
  tell(series[run]!, count - first);
  return next;
}

function tellEach(room: BlockRoom, start: number, count: number, tell: Tell): number {
  const { series, next } = readBlock(room, start, count);
  const values = new Int32Array(room.words.buffer, series, count);
  let first = 0;
  for (let row = 1; row < count; row++) {
    if (values[row] === values[first]) continue;
    tell(values[first]!, row - first);
    first = row;
  }
  tell(values[first]!, count - first);
  return next;
}
