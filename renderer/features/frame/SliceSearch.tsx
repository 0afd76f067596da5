import { AutoComplete, Input } from 'antd';
import { useMemo, useState } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useSlice } from '../../app/sliceState.ts';
import { conditionWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';

interface Suggestion {
  value: string;
  label: string;
  condition: Condition;
}

const nameFields = ['account_name', 'product_name'];
const maxSuggestions = 12;

/** What typed text could mean: a part of a name, or a value of some field. */
export function suggestConditions(text: string, fields: readonly FieldInfo[], t: Translate): Suggestion[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const conditions: Condition[] = nameFields
    .filter((name) => fields.some((field) => field.name === name))
    .map((field) => ({ field, contains: text.trim() }));
  for (const field of fields) {
    for (const { value } of field.values) {
      if (conditions.length >= maxSuggestions) break;
      if (value.toLocaleLowerCase().includes(wanted)) conditions.push({ field: field.name, in: [value] });
    }
  }
  return conditions.map((condition, index) => ({
    value: `${index} ${text}`,
    label: conditionWords(condition, t),
    condition,
  }));
}

/** Free search: typed text becomes a condition of the slice. */
export function SliceSearch({ fields }: { fields: readonly FieldInfo[] }) {
  const { t } = useWords();
  const { setCondition } = useSlice();
  const [text, setText] = useState('');
  const suggestions = useMemo(() => suggestConditions(text, fields, t), [text, fields, t]);

  function choose({ condition: { field, ...test } }: Suggestion) {
    setCondition(field, test);
    setText('');
  }

  return (
    <AutoComplete
      className="slice-search"
      value={text}
      options={suggestions.map(({ value, label }) => ({ value, label }))}
      defaultActiveFirstOption
      popupMatchSelectWidth={320}
      onChange={(value: string) => setText(value)}
      onSelect={(value: string) => {
        const chosen = suggestions.find((suggestion) => suggestion.value === value);
        if (chosen) choose(chosen);
      }}
    >
      <Input placeholder={t('slice.search')} aria-label={t('slice.search')} allowClear />
    </AutoComplete>
  );
}
