import { useWords } from '../../app/words.tsx';
import './retention.css';

export interface EffectBar {
  key: string;
  text: string;
  /** null = not known: the text alone. */
  effect: number | null;
  note?: string;
}

interface EffectBarsProps {
  /** What the bars say, for those who do not see them. */
  label: string;
  bars: readonly EffectBar[];
  /** Digits after the point. */
  digits: number;
  /** What an effect above 0 means for the account. */
  raising: 'bad' | 'good';
  height: number;
  /** The answer in a sentence, above the bars. */
  children?: React.ReactNode;
}

/** Effects that add up, each as a sentence with a bar to the left (below 0) or right, longest for the largest. */
export function EffectBars({ label, bars, digits, raising, height, children }: EffectBarsProps) {
  const { locale } = useWords();
  const most = Math.max(1e-12, ...bars.map(({ effect }) => Math.abs(effect ?? 0)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard
    <section className="effect-bars" style={{ height }} aria-label={label} tabIndex={0}>
      {children}
      <ul>
        {bars.map(({ key, text, effect, note }) => {
          const share = Math.abs(effect ?? 0) / most;
          const isAbove = (effect ?? 0) > 0;
          const mood = isAbove === (raising === 'good') ? 'is-good' : 'is-bad';
          return (
            <li key={key}>
              <span className="effect-text">
                {text}
                {note !== undefined && <small>{note}</small>}
              </span>
              <span className="effect-value">{effect === null ? '' : signed(effect, digits, locale)}</span>
              <span className="effect-track" aria-hidden>
                {effect !== null && effect !== 0 && (
                  <span
                    className={`effect-bar ${isAbove ? 'is-above' : 'is-below'} ${mood}`}
                    style={{ width: `${50 * share}%` }}
                  />
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** +0.9, −1.2; what rounds to nothing has no sign. */
export function signed(value: number, digits: number, locale: string): string {
  const text = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Math.abs(value));
  if (Number(Math.abs(value).toFixed(digits)) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}
