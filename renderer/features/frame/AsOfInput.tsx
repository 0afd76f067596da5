import { Input } from 'antd';
import { useId, useState } from 'react';
import { parsePeriod } from '../../../shared/domain/period.ts';
import { useSession } from '../../app/session.ts';
import { dayOfIso, useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';

function isDay(text: string): boolean {
  if (dayOfIso(text) === null || text.length !== 10) return false;
  try {
    return parsePeriod(text).text === text;
  } catch {
    return false;
  }
}

/** The date up to which every analysis looks, written as in all tables: 2011-12-09. */
export function AsOfInput() {
  const { t } = useWords();
  const { state, update } = useSlice();
  const last = useSession((session) => session.workspace?.lastDate ?? '');
  const id = useId();
  const current = state.asOf ?? last;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? current;
  const wrong = text !== '' && !isDay(text);

  function commit() {
    if (!wrong) {
      update({ asOf: text === '' || text === last ? null : text });
      setTyped(null);
    }
  }

  return (
    <label className="slice-field" htmlFor={id}>
      <span>{t('slice.asOf')}</span>
      <Input
        id={id}
        className="slice-date"
        value={text}
        maxLength={10}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        title={t('slice.asOf.hint')}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={commit}
        onBlur={commit}
      />
    </label>
  );
}
