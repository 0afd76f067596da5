import type { ImportRules, Mapping } from '../../../../shared/contract/ingest.ts';
import { findField } from '../../../../shared/domain/fields.ts';
import type { DetectedTable } from '../tableReader.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { marksReturn, namesDocumentType, namesReturn } from '../values/returnWords.ts';
import type { Collected } from './collected.ts';
import { type ImportPlan, numberFormat } from './importPlan.ts';
import { besideOneAnother } from './packedColumn.ts';
import type { Values } from './packedPart.ts';
import type { ReturnColumn } from './rules.ts';

/** What the signs of rows that a column marks as returns say, and what becomes of them. */
export interface ReturnRows {
  /** Header of the column. */
  column: string;
  /** Marked rows with an amount above and below zero. */
  positive: number;
  negative: number;
  signs: 'positive' | 'negative' | 'mixed';
  /** 0–1, of `signs`. */
  confidence: number;
  action: 'keep' | 'subtract';
  /** Data records of the first marked rows above zero. */
  records: number[];
}

/** Of marked rows with an amount, so many must have one sign for it to be the way the file is written. */
const nearlyAll = 0.95;
const namedRecords = 5;
/** A column of marks or of types has few values. */
const mostValues = 500;

/** Sums of a row, which a return takes back. */
const amounts = ['revenue', 'quantity', 'gmv', 'cost'] as const;

/** How are returns written: above zero and only marked, or below zero? Null where no marked row has an amount. */
export function judgeReturns(
  column: string,
  { positive, negative, records }: Pick<ReturnRows, 'positive' | 'negative' | 'records'>,
  choice: Exclude<ImportRules['returns'], 'quarantine'>,
): ReturnRows | null {
  const count = positive + negative;
  if (count === 0) return null;
  const share = positive / count;
  const signs = share >= nearlyAll ? 'positive' : share <= 1 - nearlyAll ? 'negative' : 'mixed';
  const most = Math.max(positive, negative);
  return {
    column,
    positive,
    negative,
    signs,
    confidence: (most + 1) / (count + 2),
    action: choice === 'detect' ? (signs === 'positive' ? 'subtract' : 'keep') : choice,
    records,
  };
}

/**
 * Decides what becomes of rows that a column marks as returns, by all of their amounts unless the rule says it, and takes
 * their amounts below zero where they are to be subtracted. Null where no column marks rows with an amount.
 */
export function settleReturns(
  plan: ImportPlan,
  collected: Collected,
  choice: ImportRules['returns'],
): ReturnRows | null {
  if (choice === 'quarantine') return null;
  const found = findMarks(plan, collected);
  const judged = judgedSlot(plan);
  if (!found || judged === undefined) return null;
  const tally = { positive: 0, negative: 0, records: [] as number[] };
  for (const [values, codes, records] of besideOneAnother([
    collected.columns[judged]!,
    collected.columns[found.slot]!,
    collected.record,
  ])) {
    for (let row = 0; row < values!.length; row++) {
      if (codes![row]! < 0 || found.marks[codes![row]!] !== 1) continue;
      if (values![row]! < 0) tally.negative++;
      if (!(values![row]! > 0)) continue;
      tally.positive++;
      if (tally.records.length < namedRecords) tally.records.push(records![row]!);
    }
  }
  const returns = judgeReturns(plan.headers[found.slot]!, tally, choice);
  if (!returns) return null;
  if (returns.action === 'subtract') subtract(plan, collected, found);
  const { action, positive, negative } = returns;
  collected.rules.push({ rule: 'returns', action, count: positive + negative });
  return returns;
}

/** The same for the first records of a file, as far as they tell. Null where figures stand under periods. */
export function judgeSample({ profiles, sample }: DetectedTable, mapping: Mapping): ReturnRows | null {
  const profileOf = (field: string) => profiles.findIndex(({ header }) => header === mapping[field]);
  const judged = ['revenue', 'gmv', 'quantity'].find((field) => mapping[field] !== undefined);
  const documents = Object.keys(mapping).filter(
    (field) => !findField('sales', field) && namesDocumentType(field),
  );
  const fields = mapping.returns === undefined ? documents : ['returns'];
  const marks = mapping.returns === undefined ? namesReturn : marksReturn;
  if (judged === undefined) return null;
  const format = numberFormat(judged, profiles[profileOf(judged)]!);
  for (const column of fields.map(profileOf)) {
    const tally = { positive: 0, negative: 0, records: [] };
    for (const cells of sample) {
      const value = parseNumber(cells[profileOf(judged)] ?? '', format) ?? 0;
      if (value === 0 || !marks(cells[column] ?? '')) continue;
      if (value > 0) tally.positive++;
      else tally.negative++;
    }
    const found = judgeReturns(profiles[column]!.header, tally, 'detect');
    if (found) return found;
  }
  return null;
}

/** The columns that may mark rows as returns: that of returns, else those of document types. */
export function returnColumns(
  { slots }: ImportPlan,
  dictionaries: Collected['dictionaries'],
): ReturnColumn[] {
  const own = slots.get('returns');
  const documents = [...slots].filter(([name]) => !findField('sales', name) && namesDocumentType(name));
  const found = own === undefined ? documents.map(([, slot]) => slot) : [own];
  const marks = own === undefined ? namesReturn : marksReturn;
  return found.flatMap((slot) => {
    const dictionary = dictionaries[slot];
    return dictionary ? [{ slot, dictionary, marks }] : [];
  });
}

/** The column by whose signs returns are judged. */
function judgedSlot({ slots }: ImportPlan): number | undefined {
  return slots.get('revenue') ?? slots.get('gmv') ?? slots.get('quantity');
}

interface Marks {
  slot: number;
  /** 1 per code of a value that marks a return. */
  marks: Uint8Array;
}

/** The column of returns, else one of document types of which some are returns. */
function findMarks({ slots }: ImportPlan, { dictionaries }: Collected): Marks | null {
  const marksIn = (slot: number, test: (value: string) => boolean): Marks | null => {
    const dictionary = dictionaries[slot];
    if (!dictionary || dictionary.size > mostValues) return null;
    const marks = Uint8Array.from(dictionary.values, (value) => (test(value) ? 1 : 0));
    return marks.includes(1) ? { slot, marks } : null;
  };
  const own = slots.get('returns');
  if (own !== undefined) return marksIn(own, marksReturn);
  for (const [name, slot] of slots) {
    if (findField('sales', name) || !namesDocumentType(name)) continue;
    const found = marksIn(slot, namesReturn);
    if (found) return found;
  }
  return null;
}

function subtract({ slots }: ImportPlan, { columns }: Collected, { slot, marks }: Marks): void {
  for (const name of amounts) {
    const own = slots.get(name);
    if (own === undefined) continue;
    const codesOf = columns[slot]!.pieces();
    columns[own]!.rewrite((values) => {
      const codes: Values = codesOf.next().value!;
      for (let row = 0; row < values.length; row++) {
        if (codes[row]! >= 0 && marks[codes[row]!] === 1 && values[row]! > 0) values[row] = -values[row]!;
      }
    });
  }
}
