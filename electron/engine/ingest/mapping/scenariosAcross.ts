import type { TableKind } from '../../../../shared/domain/fields.ts';
import { type Scenario, scenarioFor, splitScenario } from '../values/scenarioWords.ts';

/** Scenarios that columns of periods tell apart (`Jan Actual`, `Jan Budget`), as written, and the one that is taken. */
export interface ScenariosAcross {
  values: string[];
  /** Null: the columns that name none. */
  taken: string | null;
  confidence: number;
  /** Whether the columns of this measure are taken. */
  takes(measure: string): boolean;
}

const folded = (word: string) => word.normalize('NFKC').trim().toLowerCase();

/**
 * Do columns of periods hold several scenarios? Sales take actuals (and what names none), plans the plan, else the budget, else
 * the forecast, unless the user names a word of the headers or a scenario. Null where there is nothing to choose.
 */
export function scenariosAcross(
  kind: TableKind,
  measures: Iterable<string>,
  choice: string | null,
): ScenariosAcross | null {
  const named = new Map<string, { word: string; scenario: Scenario }>();
  let plain = false;
  for (const measure of measures) {
    const { scenario, word } = splitScenario(measure);
    if (scenario === null) plain = true;
    else if (!named.has(folded(word))) named.set(folded(word), { word, scenario });
  }
  if (named.size === 0) return null;
  const found = [...named.values()];
  const wanted = choice === null ? undefined : folded(choice);
  const chosen = found.find(({ word, scenario }) => folded(word) === wanted || scenario === wanted);
  const own = scenarioFor(kind, new Set(found.map(({ scenario }) => scenario)));
  const first = chosen ?? found.find(({ scenario }) => scenario === own);
  const values = found.filter(({ scenario }) => scenario !== 'variance').map(({ word }) => word);
  return {
    values: values.length + (plain ? 1 : 0) > 1 ? values : [],
    taken: first?.word ?? null,
    confidence: chosen ? 1 : 0.9,
    takes(measure) {
      const { scenario, word } = splitScenario(measure);
      if (chosen) return scenario !== null && folded(word) === folded(chosen.word);
      return scenario === null || scenario === own;
    },
  };
}
