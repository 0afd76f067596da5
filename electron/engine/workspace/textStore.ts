import type { Data, Utf8 } from 'apache-arrow';
import type { SegmentEntry } from './description.ts';
import { inLanes } from './lanes.ts';
import { textsOf } from './textVector.ts';
import type { TextStore } from './types.ts';

/**
 * The texts of some segments, one after the other; `read` expands a segment and is called once for each in use,
 * `readBeside` does so on a thread, or gives null where that is not worth it or fails.
 */
export function createTextStore(
  entries: SegmentEntry[],
  read: (part: number) => Data<Utf8>,
  readBeside: (part: number) => Promise<Data<Utf8> | null>,
): TextStore & { all(): string[] } {
  const starts = [0];
  for (const { rows } of entries) starts.push(starts.at(-1)! + rows);
  const parts: (Data<Utf8> | undefined)[] = new Array(entries.length);

  function partAt(part: number): Data<Utf8> {
    const known = parts[part] ?? read(part);
    parts[part] = known;
    return known;
  }

  return {
    length: starts.at(-1)!,
    at(index) {
      const part = starts.findIndex((start) => start > index) - 1;
      const { values, valueOffsets } = partAt(part);
      const row = index - starts[part]!;
      return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString(
        'utf8',
        valueOffsets[row]!,
        valueOffsets[row + 1]!,
      );
    },
    packed: () =>
      entries.map((_, part) => {
        const { values, valueOffsets, length } = partAt(part);
        return { bytes: values, offsets: valueOffsets.subarray(0, length + 1) };
      }),
    prefetch: (signal) =>
      inLanes(
        [...entries.keys()].filter((part) => !parts[part]),
        async (part) => {
          const found = await readBeside(part);
          parts[part] ??= found ?? undefined;
        },
        signal,
      ),
    all: () => entries.flatMap((_, part) => textsOf(partAt(part)) as string[]),
  };
}
