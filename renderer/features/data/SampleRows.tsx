import type { Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';

const shownRows = 8;

/** The first records as they stand in the file. */
export function SampleRows({ preview }: { preview: Preview }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page must be scrollable by keyboard
    <section className="sample" aria-label={t('read.sample')} tabIndex={0}>
      <table>
        <caption>{t('read.sample')}</caption>
        <thead>
          <tr>
            {preview.columns.map(({ header }) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.slice(0, shownRows).map((record, row) => (
            <tr key={row}>
              {preview.columns.map(({ header }, column) => (
                <td key={header}>{record[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
