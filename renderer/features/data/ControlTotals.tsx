import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';

/** Sums over the accepted rows, to be compared with the source system's own. */
export function ControlTotals({ totals }: { totals: Record<string, number> }) {
  const { t, locale } = useWords();
  const entries = Object.entries(totals);
  if (entries.length === 0) return null;
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (
    <table className="small-table">
      <caption>{t('totals.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('totals.field')}</th>
          <th scope="col" className="is-number">
            {t('totals.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([field, sum]) => (
          <tr key={field}>
            <td>{fieldWords(field, t)}</td>
            <td className="is-number">{exact.format(sum)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
