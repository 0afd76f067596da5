import type { QuarantinedRow, RuleCount } from '../../../../shared/contract/workspace.ts';
import type { ScenarioColumn } from '../mapping/scenarioColumn.ts';
import type { ScannedChunk, WantedColumns } from '../tableReader.ts';
import { ChunkPlace, SlotTexts, takeChunkRows, unmarked } from './chunkRows.ts';
import { widen } from './reshape.ts';

/** Leaves out the rows of other scenarios than the one that is taken. `wanted` is what the reader is asked for. */
export class ScenarioRows {
  readonly place = new ChunkPlace();
  readonly quarantine: QuarantinedRow[] = [];
  readonly wanted: WantedColumns;
  readonly #column: ScenarioColumn;
  readonly #slot: number;
  readonly #slots: number[];
  readonly #texts = new SlotTexts();
  readonly #taken = new Map<string, boolean>();

  constructor(column: ScenarioColumn, wanted: WantedColumns) {
    const wider = widen({ wanted }, [{ index: column.index, type: 'code' }]);
    this.#column = column;
    this.wanted = wider.wanted;
    this.#slot = wider.slotOfIndex.get(column.index)!;
    this.#slots = wider.slots;
  }

  /** The chunk without such rows, and without the column where only this needs it. */
  pass(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    const texts = this.#texts.of(chunk, this.#slot);
    const codes = result.columns[this.#slot] as Int32Array;
    const marks = new Uint8Array(result.rows);
    for (let row = 0; row < result.rows; row++) {
      const value = codes[row]! < 0 ? '' : texts[codes[row]!]!;
      if (value === '' || this.#takes(value)) continue;
      marks[row] = 1;
      const place = this.place.of(result, row);
      const { header } = this.#column;
      this.quarantine.push({ ...place, column: header, reason: 'scenario', value, text: chunk.textOf(row) });
    }
    this.place.pass(result);
    const own = this.#withoutColumn(chunk);
    return marks.includes(1) ? takeChunkRows(own, unmarked(marks, result.rows)) : own;
  }

  #takes(value: string): boolean {
    let takes = this.#taken.get(value);
    if (takes === undefined) {
      takes = this.#column.takes(value);
      this.#taken.set(value, takes);
    }
    return takes;
  }

  #withoutColumn(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    if (this.#slots.length === result.columns.length) return chunk;
    return {
      ...chunk,
      result: {
        ...result,
        columns: this.#slots.map((slot) => result.columns[slot]!),
        values: this.#slots.map((slot) => result.values[slot]!),
        unreadable: Int32Array.from(this.#slots, (slot) => result.unreadable[slot]!),
        firstUnreadable: this.#slots.map((slot) => result.firstUnreadable[slot]!),
      },
    };
  }

  count(): RuleCount {
    return { rule: 'scenario', action: 'quarantine', count: this.quarantine.length };
  }
}
