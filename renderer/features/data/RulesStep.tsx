import { Flex, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { ImportRules, Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { changeDraft, fieldByHeader, useImportDraft } from './importDraft.ts';
import { StepButtons } from './StepButtons.tsx';

type Choice = 'keep' | 'quarantine';
type RuleName = Exclude<keyof ImportRules, 'cancellationPrefix'>;

const ruleNames: RuleName[] = ['missingAccount', 'cancellation', 'zeroPrice', 'duplicate'];

/** What happens to rows that are not plain sales. Nothing is dropped silently: each rule reports how many it met. */
export function RulesStep({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const rules = useImportDraft((draft) => draft.rules);
  const edits = useImportDraft((draft) => draft.edits);
  const mapped = new Set(Object.values(fieldByHeader(preview, edits)));
  const applies: Record<RuleName, boolean> = {
    missingAccount: true,
    cancellation: mapped.has('order'),
    zeroPrice: true,
    duplicate: true,
  };
  const change = (patch: Partial<ImportRules>) => changeDraft({ rules: { ...rules, ...patch } });
  return (
    <Flex vertical gap={12}>
      <p className="quiet">{t('rules.lead')}</p>
      <div className="rules">
        {ruleNames.map((name) => (
          <Rule key={name} name={name} value={rules[name]} disabled={!applies[name]} onChange={change}>
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
      <StepButtons back="map" next="run" label={t('import.start')} />
    </Flex>
  );
}

interface RuleProps {
  name: RuleName;
  value: Choice;
  disabled: boolean;
  onChange(patch: Partial<ImportRules>): void;
  children?: ReactNode;
}

function Rule({ name, value, disabled, onChange, children }: RuleProps) {
  const { t } = useWords();
  return (
    <fieldset className="rule" disabled={disabled}>
      <legend>{t(`rule.${name}`)}</legend>
      <p className="quiet">{disabled ? t('rules.noOrder') : t(`rule.${name}.about`)}</p>
      {children}
      <Radio.Group
        value={value}
        disabled={disabled}
        aria-label={t(`rule.${name}`)}
        onChange={(event) => onChange({ [name]: event.target.value })}
        options={[
          { value: 'keep', label: t(`rule.${name}.keep`) },
          { value: 'quarantine', label: t('rules.quarantine') },
        ]}
      />
    </fieldset>
  );
}
