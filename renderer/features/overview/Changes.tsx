import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import { changeSentences } from './changeWords.ts';

const shown = 8;

/** What changed since the comparison period, in sentences; the table twin has every change. */
export function Changes({ query }: { query: ExhibitQuery }) {
  const { t } = useWords();
  return (
    <ExhibitCard query={query} question={t('overview.changes')} table="changes">
      {(exhibit) => <Sentences exhibit={exhibit} />}
    </ExhibitCard>
  );
}

function Sentences({ exhibit }: { exhibit: Exhibit }) {
  const words = useWords();
  const sentences = changeSentences(exhibit, words);
  if (sentences.length === 0) return <p>{words.t('overview.noChanges')}</p>;
  return (
    <>
      <ul className="sentences">
        {sentences.slice(0, shown).map(({ row, text }) => (
          <li key={row}>{text}</li>
        ))}
      </ul>
      {sentences.length > shown && (
        <p className="tile-change">{words.t('overview.moreChanges', { count: sentences.length - shown })}</p>
      )}
    </>
  );
}
