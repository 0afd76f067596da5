import { Flex, InputNumber, Select, Switch } from 'antd';
import type { Preview, Unpivot } from '../../../shared/contract/ingest.ts';
import { kindFields, type TableKind } from '../../../shared/domain/fields.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { Confidence } from './Confidence.tsx';
import { changeColumnFormat, changeDraft, useImportDraft } from './importDraft.ts';
import { asksBase, RatesAcross } from './RatesAcross.tsx';
import { UnitSelect } from './UnitSelect.tsx';

const yearWarnings = new Set(['yearNeeded', 'yearTaken']);
const fiscalWarnings = new Set(['fiscalYears', 'fiscalStart']);

/** Periods across: whether their cells become rows, what the figures are, and which year months without one are of. */
export function WideColumns({ preview, kind }: { preview: Preview; kind: TableKind }) {
  const { t } = useWords();
  const chosen = useImportDraft((draft) => draft.unpivot);
  const off = chosen === null;
  const { unpivot } = preview;
  if (kind === 'rates' && (unpivot?.pairs || asksBase(preview))) return <RatesAcross preview={preview} />;
  const asksYear = preview.warnings.some(({ code }) => yearWarnings.has(code));
  const asksStart = preview.warnings.some(({ code }) => fiscalWarnings.has(code));
  const system = preview.warnings.find(({ code }) => code === 'dateSystem')?.params;
  if (!unpivot && !off && !asksYear && !asksStart && !system) return null;
  const across = unpivot !== null || off;
  const turned = preview.columns.filter(({ header }) => unpivot?.headers.includes(header));
  return (
    <fieldset className="wide-columns">
      <legend>{t(unpivot?.names ? 'wide.names' : across ? 'wide.title' : 'wide.periods')}</legend>
      {across && (
        <p className="quiet">
          {unpivot ? (
            <>
              {aboutWords(unpivot, t)} <Confidence value={preview.unpivotConfidence} />
            </>
          ) : (
            t('wide.off')
          )}
        </p>
      )}
      <Flex gap={16} wrap align="center">
        {across && (
          <Flex gap={8} align="center">
            <Switch
              id="wide-turn"
              checked={!off}
              onChange={(turn) => changeDraft({ unpivot: turn ? undefined : null, edits: {} })}
            />
            <label htmlFor="wide-turn">{t('wide.turn')}</label>
          </Flex>
        )}
        {unpivot?.names && <NamesSelect unpivot={unpivot} names={unpivot.names} kind={kind} />}
        {unpivot && <FiguresSelect unpivot={unpivot} kind={kind} />}
        {unpivot && <ScenarioSelect preview={preview} />}
        {unpivot && <UnitSelect columns={turned} label={t('wide.unit')} />}
        {asksYear && <YearInput preview={preview} />}
        {asksStart && <FiscalStart preview={preview} />}
        {system && <DateSystem from={Number(system.from)} confidence={Number(system.confidence)} />}
      </Flex>
    </fieldset>
  );
}

function aboutWords({ headers, names }: Unpivot, t: ReturnType<typeof useWords>['t']): string {
  return t(names ? 'wide.names.about' : 'wide.about', {
    count: headers.length,
    first: headers[0] ?? '',
    last: headers.at(-1) ?? '',
  });
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

/** Which field the names of columns fill, where they say one thing only. */
function NamesSelect({
  unpivot,
  names,
  kind,
}: {
  unpivot: Unpivot;
  names: NonNullable<Unpivot['names']>;
  kind: TableKind;
}) {
  const { t } = useWords();
  const fields = [...new Set(Object.values(names).flatMap((name) => Object.keys(name)))];
  const [field] = fields;
  if (field === undefined || fields.length > 1) return null;
  const options = kindFields[kind]
    .filter(({ type }) => type === 'key' || type === 'text')
    .map(({ name }) => ({ value: name, label: fieldWords(name, t) }));
  const change = (to: string) => {
    const said = Object.entries(names).map(
      ([header, name]) => [header, { [to]: name[field] ?? '' }] as const,
    );
    changeDraft({ unpivot: { ...unpivot, names: Object.fromEntries(said) }, edits: {} });
  };
  return (
    <Flex gap={8} align="center">
      <span>{t('wide.names.field')}</span>
      <Select
        className="wide-figures"
        value={field}
        aria-label={t('wide.names.field')}
        options={options}
        onChange={change}
      />
    </Flex>
  );
}

/** Which of several scenarios across is taken. */
function ScenarioSelect({ preview: { scenariosAcross } }: { preview: Preview }) {
  const { t } = useWords();
  if (!scenariosAcross) return null;
  const { values, taken, confidence } = scenariosAcross;
  return (
    <Flex gap={8} align="center">
      <span>{t('wide.scenario')}</span>
      <Select
        className="wide-figures"
        value={taken}
        placeholder={t('wide.scenario.none')}
        aria-label={t('wide.scenario')}
        options={values.map((value) => ({ value, label: value }))}
        onChange={(scenario) => scenario !== null && changeColumnFormat('', { scenario })}
      />
      <Confidence value={confidence} />
    </Flex>
  );
}

/** What day bare numbers of a column of dates count from. */
function DateSystem({ from, confidence }: { from: number; confidence: number }) {
  const { t } = useWords();
  return (
    <Flex gap={8} align="center">
      <span>{t('wide.dateSystem')}</span>
      <Select<1900 | 1904>
        value={from === 1904 ? 1904 : 1900}
        aria-label={t('wide.dateSystem')}
        options={([1900, 1904] as const).map((value) => ({ value, label: String(value) }))}
        onChange={(dateSystem) => changeColumnFormat('', { dateSystem })}
      />
      <Confidence value={confidence} />
    </Flex>
  );
}

function FiscalStart({ preview }: { preview: Preview }) {
  const { t, format } = useWords();
  const start = preview.read.fiscalStart ?? null;
  const options = Array.from({ length: 12 }, (_, at) => ({
    value: at + 1,
    label: format.monthName(at + 1),
  }));
  return (
    <Flex gap={8} align="center">
      <span>{t('wide.fiscalStart')}</span>
      <Select
        className="wide-figures"
        value={start}
        status={start === null ? 'warning' : ''}
        aria-label={t('wide.fiscalStart')}
        options={options}
        onChange={(fiscalStart) => fiscalStart !== null && changeColumnFormat('', { fiscalStart })}
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
