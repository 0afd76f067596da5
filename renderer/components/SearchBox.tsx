import { Input } from 'antd';
import { type CSSProperties, useEffect, useState } from 'react';

interface SearchBoxProps {
  value: string;
  onChange(text: string): void;
  /** What is looked for. */
  label: string;
  className?: string;
  style?: CSSProperties;
}

/** Asks when typing has paused. */
export function SearchBox({ value, onChange, label, ...look }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(timer);
  });
  return (
    <Input.Search
      {...look}
      size="small"
      allowClear
      value={typed}
      placeholder={label}
      aria-label={label}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
