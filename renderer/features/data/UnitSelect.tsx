import { Select } from 'antd';
import type { PreviewColumn } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { changeScale, useImportDraft } from './importDraft.ts';

/** Powers of ten that units stand for: percent, thousand, 万, million, 千万, 亿, billion. */
const powers = [0, -2, 3, 4, 6, 7, 8, 9];

/** What the figures of some columns count in; nothing where neither the file nor the user gives a unit. */
export function UnitSelect({ columns, label }: { columns: readonly PreviewColumn[]; label: string }) {
  const { t, format } = useWords();
  const chosen = useImportDraft((draft) => draft.read.scale);
  const [first] = columns;
  if (!first || (!first.scale && chosen?.[first.header] === undefined)) return null;
  return (
    <Select
      size="small"
      className="unit-select"
      value={chosen?.[first.header] ?? first.scale ?? 0}
      aria-label={label}
      options={powers.map((power) => ({
        value: power,
        label:
          power === 0
            ? t('map.scale.none')
            : power < 0
              ? t('map.scale.percent')
              : t('map.scale.value', { factor: format.value(10 ** power, 'count') }),
      }))}
      onChange={(power) =>
        changeScale(
          columns.map(({ header }) => header),
          power,
        )
      }
    />
  );
}
