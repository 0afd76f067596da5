import { Select } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { Control } from './Control.tsx';
import { changeRead } from './importDraft.ts';

/** Columns whose labels stand on the first row of a group only: which of them take the label above in empty cells. */
export function FillColumns({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const { fill } = preview;
  if (!fill) return null;
  const headers = new Set([...preview.columns.map(({ header }) => header), ...fill.found]);
  const options = [...headers].map((header) => ({ value: header, label: header }));
  return (
    <Control label={t('read.fill')} confidence={fill.confidence}>
      <Select<string[]>
        mode="multiple"
        value={fill.columns}
        placeholder={t('read.fill.none')}
        aria-label={t('read.fill')}
        maxTagCount="responsive"
        options={options}
        onChange={(columns) => changeRead({ fill: columns })}
      />
    </Control>
  );
}
