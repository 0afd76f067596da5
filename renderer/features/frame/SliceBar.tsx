import { CloseCircleOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useMemo } from 'react';
import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { Basis, Condition } from '../../../shared/domain/slice.ts';
import { encodeSlice } from '../../app/sliceAddress.ts';
import { useSlice } from '../../app/sliceState.ts';
import { conditionWords, fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { AsOfInput } from './AsOfInput.tsx';
import { CurrencyPicker } from './CurrencyPicker.tsx';
import { FieldFilter } from './FieldFilter.tsx';
import { MoreFilters } from './MoreFilters.tsx';
import { PeriodPicker } from './PeriodPicker.tsx';
import { SavedSlices } from './SavedSlices.tsx';
import { SliceSearch } from './SliceSearch.tsx';
import { useFields } from './useFields.ts';

/** Fields that have their own control where the book has them. */
const mainFields = ['market', 'segment', 'industry', 'owner', 'category'];

const bases: Basis[] = ['net', 'gross', 'all'];

function isChosenInControl(condition: Condition, shown: readonly FieldInfo[]): boolean {
  const { field, in: values, ...rest } = condition;
  const others = Object.values(rest).some((value) => value !== undefined);
  return values !== undefined && !others && shown.some((each) => each.name === field);
}

/** The slice that every page answers for: filters, periods, basis, as-of. */
export function SliceBar() {
  const { t } = useWords();
  const control = useSlice();
  const fields = useFields();
  const main = useMemo(
    () => mainFields.flatMap((name) => fields.filter((field) => field.name === name && field.distinct > 1)),
    [fields],
  );
  const { state } = control;
  const others = state.where.filter((condition) => !isChosenInControl(condition, main));
  const isChanged = encodeSlice({ ...state, comparedBy: [] }) !== '';

  return (
    <section className="slice-bar" aria-label={t('slice.label')}>
      <PeriodPicker />
      {main.map((field) => (
        <FieldFilter key={field.name} field={field} />
      ))}
      <SliceSearch fields={fields} />
      <MoreFilters fields={fields.filter(({ unique }) => !unique)} />
      <Select<Basis>
        value={state.basis}
        onChange={(basis) => control.update({ basis })}
        options={bases.map((value) => ({ value, label: t(`basis.${value}`) }))}
        popupMatchSelectWidth={false}
        aria-label={t('slice.basis')}
      />
      <CurrencyPicker />
      <AsOfInput />
      <SavedSlices />
      {others.map((condition) => (
        <Tag
          key={condition.field}
          className="slice-tag"
          closable={{ 'aria-label': t('slice.remove', { field: fieldWords(condition.field, t) }) }}
          onClose={() => control.setCondition(condition.field, null)}
        >
          {conditionWords(condition, t)}
        </Tag>
      ))}
      {isChanged && (
        <Button type="text" icon={<CloseCircleOutlined aria-hidden />} onClick={control.clear}>
          {t('slice.clear')}
        </Button>
      )}
    </section>
  );
}
