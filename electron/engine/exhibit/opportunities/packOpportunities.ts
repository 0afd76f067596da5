import type { PackedTexts } from '../../../../shared/domain/table.ts';
import {
  findOpportunities,
  type OpportunityOptions,
} from '../../analysis/opportunities/findOpportunities.ts';
import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import type { Movables } from '../../analysis/opportunities/movable.ts';
import type { Opportunities } from '../../analysis/opportunities/opportunity.ts';
import type { AnalysisWarning, SalesRows } from '../../analysis/types.ts';

/** The list as columns, one entry per opportunity: what crosses between threads in a moment, however long it is. */
export interface PackedOpportunities {
  n: number;
  /** Index into `opportunityKinds`. */
  kind: Uint8Array;
  /** Account and product of the book; product -1 = none. */
  account: Int32Array;
  product: Int32Array;
  value: Float64Array;
  probability: Float64Array;
  expected: Float64Array;
  /** Indexes into `codes`: the sentence, and the next step. */
  evidence: Uint8Array;
  nextStep: Uint8Array;
  codes: string[];
  /** What fills the sentences, JSON objects. */
  params: PackedTexts;
  movable: Movables;
  warnings: AnalysisWarning[];
}

/** `findOpportunities` for a worker thread: the same list, in columns. */
export function findPackedOpportunities(rows: SalesRows, options: OpportunityOptions): PackedOpportunities {
  return packOpportunities(findOpportunities(rows, options));
}

export function packOpportunities({ list, movable, warnings }: Opportunities): PackedOpportunities {
  const codes = [...new Set(list.flatMap(({ evidence, nextStep }) => [evidence, nextStep]))].sort();
  const codeOf = new Map(codes.map((code, index) => [code, index]));
  return {
    n: list.length,
    kind: Uint8Array.from(list, ({ kind }) => opportunityKinds.indexOf(kind)),
    account: Int32Array.from(list, ({ account }) => account),
    product: Int32Array.from(list, ({ product }) => product),
    value: Float64Array.from(list, ({ value }) => value),
    probability: Float64Array.from(list, ({ probability }) => probability),
    expected: Float64Array.from(list, ({ expected }) => expected),
    evidence: Uint8Array.from(list, ({ evidence }) => codeOf.get(evidence)!),
    nextStep: Uint8Array.from(list, ({ nextStep }) => codeOf.get(nextStep)!),
    codes,
    params: packTexts(list.length, (at) => JSON.stringify(list[at]!.params)),
    movable,
    warnings,
  };
}

const encoder = new TextEncoder();

/** Bytes that are taken at a time. */
const pieceBytes = 2 ** 20;

/** So many texts as UTF-8, one after the other; each is asked for once, in order, and not kept. */
export function packTexts(texts: number, textAt: (index: number) => string): PackedTexts {
  const offsets = new Int32Array(texts + 1);
  const full: Uint8Array[] = [];
  let piece = new Uint8Array(pieceBytes);
  let used = 0;
  for (let index = 0; index < texts; index++) {
    const text = textAt(index);
    const most = text.length * 3;
    if (used + most > piece.length) {
      full.push(piece.subarray(0, used));
      piece = new Uint8Array(Math.max(pieceBytes, most));
      used = 0;
    }
    const { written } = encoder.encodeInto(text, used === 0 ? piece : piece.subarray(used));
    used += written;
    offsets[index + 1] = offsets[index]! + written;
  }
  const bytes = new Uint8Array(offsets[texts]!);
  let at = 0;
  for (const part of [...full, piece.subarray(0, used)]) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, offsets };
}
