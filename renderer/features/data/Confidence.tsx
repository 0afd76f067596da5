import { useWords } from '../../app/words.tsx';

const high = 0.85;
const fair = 0.5;

/** How sure a detection is, in words and as a share; never by colour alone. */
export function Confidence({ value }: { value: number }) {
  const { t, locale } = useWords();
  const level = value >= high ? 'high' : value >= fair ? 'fair' : 'low';
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(value);
  return (
    <span className={`confidence is-${level}`}>
      {t(`confidence.${level}`)} {share}
    </span>
  );
}
