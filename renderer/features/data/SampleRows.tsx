import type { Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { ScrollBox } from '../../components/ScrollBox.tsx';

const shownRows = 8;

/** The first records as they stand in the file. */
export function SampleRows({ preview }: { preview: Preview }) {
  const { t } = useWords();
  return (
    <ScrollBox label={t('read.sample')}>
      <table className="small-table sample">
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
    </ScrollBox>
  );
}
