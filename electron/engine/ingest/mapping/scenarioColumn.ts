import type { ImportRules } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { DetectedTable } from '../tableReader.ts';
import {
  namesScenario,
  type Scenario,
  scenarioFor,
  scenarioOf,
  scenarioOfLetter,
} from '../values/scenarioWords.ts';

/** A column that tells actuals from plans, and what is taken of it. */
export interface ScenarioColumn {
  index: number;
  header: string;
  /** Distinct values among the first records, as written. */
  values: string[];
  /** Values of the first records that are taken; null = all rows are. */
  taken: string[] | null;
  confidence: number;
  /** Whether a row with this value is taken. */
  takes(value: string): boolean;
}

const mostValues = 12;

/**
 * Is there a column whose values say what is actual and what is planned? Sales are the actual rows of it, plans those of the
 * plan (else the budget, else the forecast), unless the rule names a value or takes all. Values that name no scenario stay.
 */
export function findScenario(
  kind: TableKind,
  table: DetectedTable,
  choice: ImportRules['scenario'],
): ScenarioColumn | null {
  if (kind !== 'sales' && kind !== 'plans') return null;
  const index = table.profiles.findIndex((_, column) => isScenario(table, column));
  if (index < 0) return null;
  const { header } = table.profiles[index]!;
  const values = valuesOf(table, index);
  const named = namesScenario(header);
  const read = (value: string) => scenarioOf(value) ?? (named ? scenarioOfLetter(value) : null);
  const takes = taker(kind, values, read, choice, table.whole);
  return {
    index,
    header,
    values,
    taken: takes ? values.filter(takes) : null,
    confidence: choice !== 'detect' ? 1 : named ? 0.97 : 0.85,
    takes: takes ?? (() => true),
  };
}

function taker(
  kind: TableKind,
  values: string[],
  read: (value: string) => Scenario | null,
  choice: ImportRules['scenario'],
  whole: boolean,
): ((value: string) => boolean) | null {
  if (choice === 'all') return null;
  if (choice !== 'detect') {
    const wanted = choice.trim().toLowerCase();
    const known = values.some((value) => value.toLowerCase() === wanted);
    if (known) return (value) => value.trim().toLowerCase() === wanted || read(value) === null;
    return (value) => (read(value) ?? wanted) === wanted;
  }
  const there = new Set(values.flatMap((value) => read(value) ?? []));
  const own = scenarioFor(kind, there) ?? (whole ? null : kind === 'sales' ? 'actual' : 'plan');
  return own === null ? null : (value) => (read(value) ?? own) === own;
}

function valuesOf({ sample }: DetectedTable, column: number): string[] {
  return [...new Set(sample.map((cells) => (cells[column] ?? '').trim()))].filter((value) => value !== '');
}

function isScenario(table: DetectedTable, column: number): boolean {
  const { header, type, distinct } = table.profiles[column]!;
  if (type !== 'text' || distinct === 0 || distinct > mostValues) return false;
  const values = valuesOf(table, column);
  const found = new Set(values.flatMap((value) => scenarioOf(value) ?? []));
  if (namesScenario(header))
    return values.every((value) => scenarioOf(value) !== null || scenarioOfLetter(value) !== null);
  const isPair = found.has('actual') ? found.size > 1 : found.has('plan') && found.has('forecast');
  return isPair && values.every((value) => scenarioOf(value) !== null);
}
