import { Input } from 'antd';
import { useId, useState } from 'react';
import { dayOfIso } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';

interface SinceInputProps {
  value: string | null;
  usual: string;
  /** The day it must lie before. */
  before: number;
  onChange(value: string | null): void;
}

/** The day that a change is told from, written as in all tables. Emptied = usual. */
export function SinceInput({ value, usual, before, onChange }: SinceInputProps) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value ?? usual;
  const day = text.length === 10 ? dayOfIso(text) : null;
  const wrong = text !== '' && !(day !== null && day < before);

  function commit() {
    if (wrong) return;
    if (typed !== null) onChange(text === '' || (value === null && text === usual) ? null : text);
    setTyped(null);
  }

  return (
    <label htmlFor={id}>
      {t('health.since')}
      <Input
        id={id}
        size="small"
        style={{ width: 104 }}
        maxLength={10}
        value={text}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={commit}
        onBlur={commit}
      />
    </label>
  );
}
