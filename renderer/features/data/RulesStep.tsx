import { Alert, Flex, Input, Radio } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ImportRules, Preview } from '../../../shared/contract/ingest.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useWords } from '../../app/words.tsx';
import {
  changeDraft,
  fieldByHeader,
  isUndecided,
  knownCounts,
  rulesInForce,
  rulesOf,
  useImportDraft,
} from './importDraft.ts';
import { ModeChoice } from './ModeChoice.tsx';
import { PreviewWarnings } from './PreviewWarnings.tsx';
import { StepButtons } from './StepButtons.tsx';

type RuleName = Exclude<keyof ImportRules, 'cancellationPrefix'>;
type Choice = ImportRules[RuleName];
type TwoWayRule = Exclude<RuleName, 'hierarchy' | 'returns' | 'scenario' | 'headerCurrency'>;

/** What was found in the file that a rule decides about. */
const concernsRules = new Set([
  'categoryTotals',
  'regionTotals',
  'totalRows',
  'returnsOnSale',
  'returnsSubtracted',
  'returnsNegative',
  'returnsMixed',
  'scenarioTaken',
  'scenarioAll',
  'headerCurrency',
]);

/** What happens to rows that are not plain sales. Nothing is dropped silently: each rule reports how many it met. */
export function RulesStep({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const rules = rulesInForce({ rules: useImportDraft((draft) => draft.rules) }, preview);
  const edits = useImportDraft((draft) => draft.edits);
  const former = useImportDraft((draft) => draft.former);
  const counts = useImportDraft(useShallow(knownCounts));
  const kind = useImportDraft((draft) => draft.kind) ?? preview.kind;
  const undecided = useImportDraft((draft) => isUndecided(draft, preview));
  const mapped = new Set(Object.values(fieldByHeader(preview, edits)));
  const applies: Record<RuleName, boolean> = {
    missingAccount: true,
    cancellation: mapped.has('order'),
    zeroPrice: true,
    duplicate: true,
    totalRow: true,
    returns: mapped.has('returns') || preview.warnings.some(({ code }) => code.startsWith('returns')),
    hierarchy: true,
    scenario: true,
    headerCurrency: true,
  };
  const found: Partial<Record<RuleName, boolean>> = {
    scenario: preview.scenario !== null,
    headerCurrency: preview.warnings.some(({ code }) => code === 'headerCurrency'),
  };
  const shown = rulesOf(kind).filter((name) => found[name] ?? true);
  const change = (patch: Partial<ImportRules>) => changeDraft({ rules: { ...rules, ...patch } });
  return (
    <Flex vertical gap={12}>
      {former && <TakenBack batch={former.batch} />}
      {shown.length > 0 && (
        <p className="quiet">
          {t(kind === 'sales' ? 'rules.lead' : 'rules.lead.other')} {!counts && t('rules.later')}
        </p>
      )}
      <PreviewWarnings warnings={preview.warnings.filter(({ code }) => concernsRules.has(code))} />
      <div className="rules">
        {shown.map((name) => (
          <Rule
            key={name}
            name={name}
            value={rules[name]}
            disabled={!applies[name]}
            counts={counts}
            scenarios={preview.scenario?.values ?? []}
            onChange={change}
          >
            {name === 'cancellation' && (
              <label className="rule-prefix" htmlFor="cancellation-prefix">
                {t('rules.prefix')}
                <Input
                  id="cancellation-prefix"
                  value={rules.cancellationPrefix}
                  maxLength={20}
                  disabled={!applies.cancellation}
                  onChange={(event) => change({ cancellationPrefix: event.target.value })}
                />
              </label>
            )}
          </Rule>
        ))}
      </div>
      <ModeChoice preview={preview} kind={kind} />
      <StepButtons back="map" next="run" label={t('import.start')} disabled={undecided} />
    </Flex>
  );
}

/** Says why the numbers are there. Takes the focus: the button that led here is gone. */
function TakenBack({ batch }: { batch: number }) {
  const { t } = useWords();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
  }, []);
  return (
    <div ref={notice} tabIndex={-1} className="taken-back">
      <Alert type="info" showIcon title={t('rules.takenBack', { batch })} />
    </div>
  );
}

/** How many rows the rule met in the run before. */
function Met({ name, counts }: { name: RuleName; counts: Map<string, number> }) {
  const { t } = useWords();
  const rows = counts.get(name);
  if (rows === undefined) return <p className="quiet">{t('rules.unknown')}</p>;
  const negative = name === 'zeroPrice' ? counts.get('negativePrice') : undefined;
  return (
    <p className="rule-met">
      {negative === undefined ? t('rules.met', { rows }) : t('rules.met.price', { rows, negative })}
    </p>
  );
}

interface RuleProps {
  name: RuleName;
  value: Choice;
  disabled: boolean;
  counts: Map<string, number> | null;
  /** Values of the column that tells actuals from plans. */
  scenarios: string[];
  onChange(patch: Partial<ImportRules>): void;
  children?: ReactNode;
}

function twoWayOptions(name: TwoWayRule, t: Translate) {
  return [
    { value: 'keep', label: t(`rule.${name}.keep`) },
    { value: 'quarantine', label: t('rules.quarantine') },
  ];
}

function hierarchyOptions(t: Translate) {
  return (['all', 'totals', 'leaves'] as const).map((value) => ({
    value,
    label: t(`rule.hierarchy.${value}`),
  }));
}

function currencyOptions(t: Translate) {
  return (['take', 'ignore'] as const).map((value) => ({ value, label: t(`rule.headerCurrency.${value}`) }));
}

function returnOptions(t: Translate) {
  return (['detect', 'subtract', 'quarantine', 'keep'] as const).map((value) => ({
    value,
    label: t(`rule.returns.${value}`),
  }));
}

/** Values are taken as they are written; a long list would not help. */
const shownScenarios = 8;

function scenarioOptions(values: string[], t: Translate) {
  const named = values.slice(0, shownScenarios).map((value) => ({
    value,
    label: t('rule.scenario.only', { value }),
  }));
  return [
    { value: 'detect', label: t('rule.scenario.detect') },
    ...named,
    { value: 'all', label: t('rule.scenario.all') },
  ];
}

function optionsOf(name: RuleName, scenarios: string[], t: Translate) {
  if (name === 'scenario') return scenarioOptions(scenarios, t);
  if (name === 'hierarchy') return hierarchyOptions(t);
  if (name === 'headerCurrency') return currencyOptions(t);
  return name === 'returns' ? returnOptions(t) : twoWayOptions(name, t);
}

function Rule({ name, value, disabled, counts, scenarios, onChange, children }: RuleProps) {
  const { t } = useWords();
  return (
    <fieldset className="rule" disabled={disabled}>
      <legend>{t(`rule.${name}`)}</legend>
      <p className="quiet">
        {disabled ? t(name === 'returns' ? 'rules.noReturns' : 'rules.noOrder') : t(`rule.${name}.about`)}
      </p>
      {!disabled && counts && name !== 'headerCurrency' && <Met name={name} counts={counts} />}
      {children}
      <Radio.Group
        value={value}
        disabled={disabled}
        aria-label={t(`rule.${name}`)}
        onChange={(event) => onChange({ [name]: event.target.value })}
        options={optionsOf(name, scenarios, t)}
      />
    </fieldset>
  );
}
