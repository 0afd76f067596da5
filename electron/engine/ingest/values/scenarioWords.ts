/**
 * What figures are: what was, what was meant to be (agreed on, or paid for), what is expected, how far two differ, or what was
 * a year earlier.
 */
export type Scenario = 'actual' | 'plan' | 'budget' | 'forecast' | 'variance' | 'prior';

const words: [Scenario, RegExp][] = [
  [
    'variance',
    /^(?:var(?:iance|\.)?|diff(?:erence|\.)?|delta|abweichung|gap|差异|差額|差额|偏差|完成率|达成率|achievement|attainment)$/u,
  ],
  [
    'actual',
    /^(?:actuals?|act\.?|ac|ist|real(?:ised|ized|isé)?|réel|reel|实际(?:数|值|额|完成)?|实绩|實際|実績|完成(?:数|额)?|发生(?:数|额)?)$/u,
  ],
  ['budget', /^(?:budget(?:ed)?|bud\.?|bdgt|bgt|aop|预算(?:数|额)?|預算|予算)$/u],
  [
    'plan',
    /^(?:plan(?:ned)?|targets?|tgt|goals?|quota|soll|计划(?:数|额)?|計劃|計画|目标(?:数|值|额)?|目標|指标|任务)$/u,
  ],
  [
    'forecast',
    /^(?:forecasts?|fcst|fct|fc|rf|estimates?|est\.?|estimated|outlook|le|latest estimate|rolling forecast|projection|projected|预测(?:数|值)?|预计|预估|預測|予測|見込|滚动预测)$/u,
  ],
];
const letters: Record<string, Scenario> = {
  a: 'actual',
  b: 'budget',
  p: 'plan',
  f: 'forecast',
  e: 'forecast',
};

/** Which scenario a text names: `Actual`, `Budget 2025`, `FC2`, `实际`; null where it names none. */
export function scenarioOf(text: string): Scenario | null {
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:19|20)\d{2}\s*年?\s*|[\s_-]*(?:v?\d{1,4}(?:\.\d+)?|\([^)]*\))$/gu, '')
    .trim();
  return words.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** The scenario of a letter behind a period (`2024E`, `FY25B`) or in a column of scenarios. */
export function scenarioOfLetter(letter: string): Scenario | null {
  return letters[letter.trim().toLowerCase()] ?? null;
}

const priorYear =
  /^(?:py|ly|prior year|previous year|last year|vorjahr|vj|n-1|année précédente|año anterior|ano anterior|anno precedente|去年(?:同期)?|上年(?:同期)?(?:数|值|额)?|同期(?:数|值)?|前年(?:同期)?|전년)$/iu;
const thisYear =
  /^(?:cy|ty|this year|current year|lfd\. ?jahr|本年(?:数|值|额)?|本期(?:数|值|额)?|今年|当期|当年)$/iu;

/** A scenario as names of periods give it: they also say this year and the year before. */
function scenarioAcross(text: string): Scenario | null {
  const word = text.normalize('NFKC').trim();
  if (priorYear.test(word)) return 'prior';
  return thisYear.test(word) ? 'actual' : scenarioOf(text);
}

/** What is measured under a period: the scenario that it names first or last (`Budget Qty`, `Revenue (Act)`), its word, and the rest. */
export interface MeasuredScenario {
  scenario: Scenario | null;
  word: string;
  rest: string;
}

export function splitScenario(measure: string): MeasuredScenario {
  const whole = scenarioAcross(measure);
  if (whole) return { scenario: whole, word: measure, rest: '' };
  const parts = measure.split(/[\s_\-–/()（）]+/u).filter((part) => part !== '');
  for (const at of [0, parts.length - 1]) {
    const scenario = parts.length > 1 ? scenarioAcross(parts[at]!) : null;
    if (scenario)
      return { scenario, word: parts[at]!, rest: parts.filter((_, other) => other !== at).join(' ') };
  }
  const chinese =
    /^(实际|预算|计划|目标|预测|预计|去年同期|上年同期|去年|上年|本年|本期|今年)(.+)$|^(.+?)(实际|预算|计划|目标|预测|预计|去年同期|上年同期|去年|上年|本年|本期|今年)(?:数|值|额)?$/u.exec(
      measure,
    );
  const word = chinese?.[1] ?? chinese?.[4];
  return word
    ? { scenario: scenarioAcross(word), word, rest: chinese![2] ?? chinese![3]! }
    : { scenario: null, word: '', rest: measure };
}

/** Whether a header says that its column tells scenarios apart. */
export function namesScenario(header: string): boolean {
  return /^(?:scenario|version|(?:data|value|amount|figure|record|budget|plan) ?(?:type|version|category)|actual ?(?:\/|or|vs\.?) ?(?:plan|budget|forecast|target)|(?:plan|budget)\s?\/\s?actual|场景|情景|版本|口径|数据类型|数据版本|数据口径|实际\/(?:计划|预算)|计划\/实际|预算\/实际|シナリオ)$/iu.test(
    header
      .normalize('NFKC')
      .trim()
      .replace(/[_\s]+/g, ' '),
  );
}

/** Which scenario a kind of table is about, of those that there are; null where none of them is. */
export function scenarioFor(kind: string, there: ReadonlySet<Scenario>): Scenario | null {
  const order: Scenario[] = kind === 'plans' ? ['plan', 'budget', 'forecast'] : ['actual'];
  return order.find((scenario) => there.has(scenario)) ?? null;
}
