import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { Scratch } from '../csv/kernel/scratch.ts';
import type { ChunkResult } from '../csv/scanPlan.ts';
import type { ScannedChunk } from '../tableReader.ts';
import { takeChunkRows, unmarked } from './chunkRows.ts';
import type { Collected } from './collected.ts';
import type { ImportPlan } from './importPlan.ts';
import { PackedColumn } from './packedColumn.ts';
import { returnColumns } from './returnRows.ts';
import { createRules, type RuleBook, type RuleSlots, ruleNames } from './rules.ts';
import type { Spill } from './spillFile.ts';
import { ValueDictionary } from './valueDictionary.ts';

/** Gathers chunks, in file order. */
export class Collector {
  readonly #plan: ImportPlan;
  readonly #rules: RuleBook;
  readonly #keys: KeyWatch | null;
  readonly #found: Collected;
  #line = 0;

  constructor(kind: TableKind, plan: ImportPlan, rules: ImportRules, spill: Spill | null = null) {
    this.#plan = plan;
    const slot = (name: string) => plan.slots.get(name) ?? -1;
    const scratch = new Scratch();
    const dictionaries = plan.wanted.columns.map((column) =>
      column.type === 'code' ? new ValueDictionary(scratch) : null,
    );
    const slots: RuleSlots = {
      account: slot('account'),
      accountId: slot('account_id'),
      order: slot('order'),
      price: slot('price'),
      revenue: slot('revenue'),
      quantity: slot('quantity'),
      date: slot('date'),
      from: slot('from'),
      to: slot('to'),
      rate: slot('rate'),
    };
    const returns = returnColumns(plan, dictionaries);
    this.#rules = createRules(kind, rules, slots, dictionaries[slots.order] ?? null, {
      returns,
      scratch,
      spill,
    });
    this.#keys = createKeyWatch(kind, slot, dictionaries);
    this.#found = {
      records: 0,
      blank: 0,
      rows: 0,
      columns: plan.wanted.columns.map(({ type }) => new PackedColumn(type, spill)),
      dictionaries,
      record: new PackedColumn('code', spill),
      quarantine: [],
      rules: [],
      repeats: [],
      shortRows: 0,
      unreadable: plan.wanted.columns.map(() => ({ count: 0, first: null })),
      invalidText: false,
    };
  }

  /** Lines above the first data record. */
  startAt(line: number): void {
    this.#line = line;
  }

  get records(): number {
    return this.#found.records;
  }

  add(chunk: ScannedChunk): void {
    const { result } = chunk;
    const found = this.#found;
    this.#mergeCodes(chunk);
    this.#addRejects(result);
    const taken = this.#rules.judge(result);
    if (taken) this.#quarantineByRule(chunk, taken);
    if (this.#keys) this.#watchKeys(chunk, this.#keys);
    const kept = taken ? takeChunkRows(chunk, unmarked(taken, result.rows)).result : result;
    kept.columns.forEach((values, slot) => void found.columns[slot]!.append(values));
    found.record.append(kept.record, found.records + 1);
    found.rows += kept.rows;
    found.records += result.records;
    found.blank += result.blank;
    found.shortRows += result.shortRows;
    found.invalidText ||= result.invalidText;
    this.#line += result.lines;
  }

  finish(): Collected {
    this.#found.rules = this.#rules.counts();
    return this.#found;
  }

  #mergeCodes({ scanner, result }: ScannedChunk): void {
    this.#found.dictionaries.forEach((dictionary, slot) => {
      const fresh = result.values[slot];
      if (!dictionary || !fresh) return;
      dictionary.add(scanner, fresh, !result.invalidText);
      dictionary.remap(scanner, result.columns[slot] as Int32Array);
    });
    this.#found.unreadable.forEach((seen, slot) => {
      seen.count += result.unreadable[slot]!;
      seen.first ??= result.firstUnreadable[slot] ?? null;
    });
  }

  #addRejects(result: ChunkResult): void {
    const names = new Map(
      this.#plan.wanted.columns.map(({ index }, slot) => [index, this.#plan.headers[slot]!]),
    );
    for (const { line, record, column, reason, value, text } of result.rejects) {
      this.#found.quarantine.push({
        line: this.#line + line + 1,
        record: this.#found.records + record + 1,
        column: names.get(column) ?? null,
        reason,
        value,
        text,
      });
    }
  }

  #quarantineByRule(chunk: ScannedChunk, taken: Uint8Array): void {
    for (let row = 0; row < taken.length; row++) {
      if (taken[row] !== 0) this.#quarantine(chunk, row, ruleNames[taken[row]! - 1]!, '');
    }
  }

  #quarantine({ result, textOf }: ScannedChunk, row: number, reason: string, value: string): void {
    this.#found.quarantine.push({
      line: this.#line + result.line[row]! + 1,
      record: this.#found.records + result.record[row]! + 1,
      column: null,
      reason,
      value,
      text: textOf(row),
    });
  }

  #watchKeys(chunk: ScannedChunk, keys: KeyWatch): void {
    for (let row = 0; row < chunk.result.rows; row++) {
      const key = keys.keyOf(chunk.result, row);
      const first = keys.first.get(key);
      if (first === undefined) keys.first.set(key, this.#found.rows + row);
      else {
        this.#found.repeats.push({ row: this.#found.rows + row, first });
        this.#quarantine(chunk, row, 'repeatedKey', key);
      }
    }
  }
}

interface KeyWatch {
  first: Map<string, number>;
  keyOf(chunk: ChunkResult, row: number): string;
}

/** Lists hold each account or product once. */
function createKeyWatch(
  kind: TableKind,
  slot: (name: string) => number,
  dictionaries: (ValueDictionary | null)[],
): KeyWatch | null {
  if (kind !== 'accounts' && kind !== 'products') return null;
  const order = (kind === 'accounts' ? ['account_id', 'account'] : ['sku', 'product'])
    .map(slot)
    .filter((at) => at >= 0);
  return {
    first: new Map(),
    keyOf(chunk, row) {
      for (const at of order) {
        const code = chunk.columns[at]![row]!;
        if (code >= 0) return dictionaries[at]!.values[code]!;
      }
      return '';
    },
  };
}
