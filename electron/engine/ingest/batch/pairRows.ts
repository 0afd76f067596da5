import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { type Dialect, parseRecords } from '../csv/dialect.ts';
import type { NewValues } from '../csv/scanPlan.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import type { ScannedChunk } from '../tableReader.ts';
import { parseRateHeader } from '../values/rateHeader.ts';
import { ChunkPlace, SlotTexts, takeChunkRows, unmarked } from './chunkRows.ts';
import { type ImportPlan, numberFormat } from './importPlan.ts';
import { type Pair, valuesOf } from './pairColumns.ts';
import { type Reshape, widen } from './reshape.ts';

/**
 * Exchange rates below each other: `from`, `to` and the rate of one unit are made of the cell that names the pair or the
 * currency and of the figure beside it. A row that names neither goes into quarantine; one of a currency against itself, or
 * without a figure, is counted as blank.
 */
export function planPairRows(
  plan: ImportPlan,
  outer: ImportPlan,
  { headers, pairs, pairColumn }: Unpivot,
  profiles: ColumnProfile[],
  dialect: Dialect,
): Reshape {
  const indexOf = (header: string) => profiles.findIndex((profile) => profile.header === header);
  const [figures, named] = [indexOf(headers[0]!), indexOf(pairColumn!)];
  const { wanted, slotOfIndex, slots } = widen(plan, [
    { index: figures, type: 'number', format: numberFormat('rate', profiles[figures]!) },
    { index: named, type: 'code' },
  ]);
  const [figureSlot, nameSlot] = [slotOfIndex.get(figures)!, slotOfIndex.get(named)!];
  const known = new Map(Object.entries(pairs ?? {}));
  const texts = new SlotTexts();
  const currencies = new Currencies();
  const place = new ChunkPlace();
  const quarantine: QuarantinedRow[] = [];
  let blank = 0;

  function pass(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    const words = texts.of(chunk, nameSlot);
    const codes = result.columns[nameSlot] as Int32Array;
    const rates = Float64Array.from(result.columns[figureSlot] as Float64Array);
    const [from, to] = [new Int32Array(result.rows), new Int32Array(result.rows)];
    const left = new Uint8Array(result.rows);
    const refuse = (row: number, column: string, reason: string, value: string) => {
      left[row] = 1;
      quarantine.push({ ...place.of(result, row), column, reason, value, text: chunk.textOf(row) });
    };
    for (let row = 0; row < result.rows; row++) {
      const text = codes[row]! < 0 ? '' : words[codes[row]!]!;
      const pair = pairOf(text, known);
      if (!pair) refuse(row, pairColumn!, text === '' ? 'missingValue' : 'badCurrency', text);
      else if (pair.from === pair.to) {
        left[row] = 1;
        blank++;
      } else if (Number.isNaN(rates[row]!)) {
        const cells = parseRecords(chunk.textOf(row), dialect, 1).records[0] ?? [];
        const cell = cells[figures]?.trim() ?? '';
        if (cell !== '') refuse(row, headers[0]!, 'badNumber', cell.slice(0, 200));
        else {
          left[row] = 1;
          blank++;
        }
      } else {
        from[row] = currencies.code(chunk.scanner, pair.from);
        to[row] = currencies.code(chunk.scanner, pair.to);
        rates[row] = rates[row]! / pair.units;
      }
    }
    place.pass(result);
    const fresh = currencies.fresh(chunk.scanner);
    const turned = {
      ...chunk,
      result: {
        ...result,
        columns: [...slots.map((slot) => result.columns[slot]!), from, to, rates],
        values: [...slots.map((slot) => result.values[slot]!), fresh, fresh, null],
        unreadable: Int32Array.from([...slots.map((slot) => result.unreadable[slot]!), 0, 0, 0]),
        firstUnreadable: [...slots.map((slot) => result.firstUnreadable[slot]!), null, null, null],
      },
    };
    return left.includes(1) ? takeChunkRows(turned, unmarked(left, result.rows)) : turned;
  }

  return {
    wanted,
    plan: outer,
    startAt: (line) => {
      place.line = line;
    },
    pass,
    quarantine,
    get blank() {
      return blank;
    },
  };
}

/** What a cell names; one that was not among those judged is read like the others. */
function pairOf(text: string, known: Map<string, Pair>): Pair | null {
  const seen = known.get(text);
  if (seen) return seen;
  const named = parseRateHeader(text);
  if (!named) return null;
  const [first] = known.values();
  const all = [...known.values()];
  const pair = named.to === null ? likeOthers(named.from, all, first) : { ...named, to: named.to };
  if (!pair) return null;
  const found = { from: pair.from, to: pair.to, units: named.units ?? pair.units ?? 1 };
  known.set(text, found);
  return found;
}

/** A currency against the one that all others are against. */
function likeOthers(currency: string, all: Pair[], first: Pair | undefined): Pair | null {
  if (!first) return null;
  if (all.every(({ from }) => from === first.from)) return { ...first, to: currency };
  return all.every(({ to }) => to === first.to) ? { ...first, from: currency } : null;
}

/** Codes of currencies, which each scanner is told once. */
class Currencies {
  readonly #codes: Map<string, number>[] = [];
  readonly #told: number[] = [];

  code(scanner: number, currency: string): number {
    this.#codes[scanner] ??= new Map();
    const codes = this.#codes[scanner]!;
    const code = codes.get(currency) ?? codes.size;
    codes.set(currency, code);
    return code;
  }

  /** Those that were not told yet. */
  fresh(scanner: number): NewValues | null {
    const all = [...(this.#codes[scanner]?.keys() ?? [])];
    const told = this.#told[scanner] ?? 0;
    this.#told[scanner] = all.length;
    return told < all.length ? valuesOf(all.slice(told)) : null;
  }
}
