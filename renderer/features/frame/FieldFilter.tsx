import { Select } from 'antd';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import { useSlice } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';

/** Chooses values of one field; none chosen means all. */
export function FieldFilter({ field }: { field: FieldInfo }) {
  const { t, format } = useWords();
  const { state, setCondition } = useSlice();
  const name = fieldWords(field.name, t);
  const chosen = state.where.find((condition) => condition.field === field.name)?.in ?? [];
  return (
    <Select
      mode="multiple"
      className="slice-filter"
      value={chosen}
      placeholder={name}
      aria-label={name}
      allowClear
      maxTagCount={1}
      maxTagTextLength={12}
      popupMatchSelectWidth={260}
      onChange={(values: string[]) => setCondition(field.name, values.length > 0 ? { in: values } : null)}
      options={field.values.map(({ value, rows }) => ({
        value,
        label: value === '' ? t('value.empty') : value,
        rows,
      }))}
      optionRender={({ label, data }) => (
        <span className="option-count">
          <span>{label}</span>
          <span>{format.short(Number(data.rows), 'count')}</span>
        </span>
      )}
    />
  );
}
