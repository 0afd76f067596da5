import { InputNumber } from 'antd';
import { useId, useState } from 'react';

interface NumberOptionProps {
  label: string;
  /** null = as the engine decides; `placeholder` says what that is. */
  value: number | null;
  placeholder?: string;
  suffix: string;
  least: number;
  most: number;
  step?: number;
  onChange(value: number | null): void;
}

/** A number that an answer depends on; asked for when the typing is done, not at every key. Emptied = usual. */
export function NumberOption(props: NumberOptionProps) {
  const { label, value, placeholder, suffix, least, most, step = 1, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<{ value: number | null } | null>(null);
  const commit = () => {
    if (draft && draft.value !== value) onChange(draft.value);
    setDraft(null);
  };
  return (
    <label htmlFor={id}>
      {label}
      <InputNumber<number>
        id={id}
        size="small"
        style={{ width: 104 }}
        min={least}
        max={most}
        step={step}
        suffix={suffix}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={draft ? draft.value : value}
        onChange={(next) => setDraft({ value: next })}
        onStep={(next) => {
          setDraft(null);
          onChange(Number(next));
        }}
        onBlur={commit}
        onPressEnter={commit}
      />
    </label>
  );
}
