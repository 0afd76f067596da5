import { Tag } from 'antd';
import { useWords } from '../../app/words.tsx';

const high = 0.85;
const fair = 0.5;

/** How sure a detection is, in words and as a share; never by colour alone. */
export function Confidence({ value }: { value: number }) {
  const { t, format } = useWords();
  const level = value >= high ? 'high' : value >= fair ? 'fair' : 'low';
  const colour = { high: 'success', fair: 'warning', low: 'error' }[level];
  return (
    <Tag color={colour} className="confidence">
      {t(`confidence.${level}`)} {format.value(value, 'ratio')}
    </Tag>
  );
}
