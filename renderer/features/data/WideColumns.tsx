import { Flex, InputNumber, Select, Switch } from 'antd';
import type { Preview, Unpivot } from '../../../shared/contract/ingest.ts';
import { kindFields, type TableKind } from '../../../shared/domain/fields.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { Confidence } from './Confidence.tsx';
import { changeColumnFormat, changeDraft, useImportDraft } from './importDraft.ts';
import { UnitSelect } from './UnitSelect.tsx';

const yearWarnings = new Set(['yearNeeded', 'yearTaken']);

/** Periods across: whether their cells become rows, what the figures are, and which year months without one are of. */
export function WideColumns({ preview, kind }: { preview: Preview; kind: TableKind }) {
  const { t } = useWords();
  const chosen = useImportDraft((draft) => draft.unpivot);
  const off = chosen === null;
  const { unpivot } = preview;
  const asksYear = preview.warnings.some(({ code }) => yearWarnings.has(code));
  if (!unpivot && !off && !asksYear) return null;
  const turned = preview.columns.filter(({ header }) => unpivot?.headers.includes(header));
  return (
    <fieldset className="wide-columns">
      <legend>{t('wide.title')}</legend>
      <p className="quiet">
        {unpivot ? (
          <>
            {aboutWords(unpivot, t)} <Confidence value={preview.unpivotConfidence} />
          </>
        ) : (
          off && t('wide.off')
        )}
      </p>
      <Flex gap={16} wrap align="center">
        {(unpivot || off) && (
          <Flex gap={8} align="center">
            <Switch
              id="wide-turn"
              checked={!off}
              onChange={(turn) => changeDraft({ unpivot: turn ? undefined : null, edits: {} })}
            />
            <label htmlFor="wide-turn">{t('wide.turn')}</label>
          </Flex>
        )}
        {unpivot && <FiguresSelect unpivot={unpivot} kind={kind} />}
        {unpivot && <UnitSelect columns={turned} label={t('wide.unit')} />}
        {asksYear && <YearInput preview={preview} />}
      </Flex>
    </fieldset>
  );
}

function aboutWords({ headers }: Unpivot, t: ReturnType<typeof useWords>['t']): string {
  return t('wide.about', { count: headers.length, first: headers[0] ?? '', last: headers.at(-1) ?? '' });
}

function FiguresSelect({ unpivot, kind }: { unpivot: Unpivot; kind: TableKind }) {
  const { t } = useWords();
  if (unpivot.fields) {
    const names = [...new Set(Object.values(unpivot.fields))].map((field) => fieldWords(field, t));
    return <span>{t('wide.measures', { fields: names.join(t('list.separator')) })}</span>;
  }
  const options = kindFields[kind]
    .filter(({ type }) => type === 'number')
    .map(({ name }) => ({ value: name, label: fieldWords(name, t) }));
  return (
    <Flex gap={8} align="center">
      <span>{t('wide.value')}</span>
      <Select
        className="wide-figures"
        value={unpivot.value}
        aria-label={t('wide.value')}
        options={options}
        onChange={(value) => changeDraft({ unpivot: { ...unpivot, value } })}
      />
    </Flex>
  );
}

function YearInput({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const missing = preview.warnings.some(({ code }) => code === 'yearNeeded');
  const taken = preview.warnings.find(({ code }) => code === 'yearTaken')?.params?.year;
  const year = preview.read.year ?? (taken === undefined ? null : Number(taken));
  return (
    <Flex gap={8} align="center">
      <label htmlFor="wide-year">{t('wide.year')}</label>
      <InputNumber
        id="wide-year"
        value={year}
        min={1900}
        max={2199}
        status={missing ? 'warning' : ''}
        changeOnBlur
        onChange={(value) => value !== null && value !== year && changeColumnFormat('', { year: value })}
      />
    </Flex>
  );
}
