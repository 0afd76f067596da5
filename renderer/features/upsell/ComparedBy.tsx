import { Select } from 'antd';
import { useMemo } from 'react';
import { useSlice } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { useFields } from '../frame/useFields.ts';
import { isSharedText } from '../shared/accountTexts.ts';

/** What accounts are compared by where nobody chooses; the engine leaves out what a book does not know. */
const usual = ['market', 'segment', 'industry'];

/** Which fields make accounts comparable: for the headroom and for all advice, in the address like the filters. */
export function ComparedBy() {
  const { t } = useWords();
  const fields = useFields();
  const { state, update } = useSlice();
  const options = useMemo(
    () =>
      fields.filter(isSharedText).map(({ name }) => ({
        value: name,
        label: fieldWords(name, t),
      })),
    [fields, t],
  );
  const known = usual.filter((name) => fields.some((field) => field.name === name));
  const names = known.map((name) => fieldWords(name, t)).join(t('list.separator'));
  return (
    <div className="compared-by">
      <span aria-hidden>{t('upsell.comparedBy')}</span>
      <Select
        mode="multiple"
        aria-label={t('upsell.comparedBy')}
        value={state.comparedBy}
        options={options}
        optionFilterProp="label"
        allowClear
        maxTagCount="responsive"
        placeholder={names === '' ? t('upsell.comparedByNothing') : t('upsell.comparedByUsual', { names })}
        onChange={(comparedBy: string[]) => update({ comparedBy })}
      />
    </div>
  );
}
