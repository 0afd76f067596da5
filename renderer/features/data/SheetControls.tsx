import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { Preview, SheetInfo } from '../../../shared/contract/ingest.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { Control } from './Control.tsx';
import { takeWholeArchive } from './fileSet.ts';
import { changeRead, useImportDraft } from './importDraft.ts';

/** Formats whose tables are sheets of cells, with ranges and hidden rows. */
const spreadsheets = new Set(['xlsx', 'xls', 'xlsb', 'ods']);

function isSpreadsheet({ format }: Preview): boolean {
  return spreadsheets.has(format);
}

const wholeArchive = '\u0000all';

/** Which sheet (table, list, file of an archive) is read, which cells of it, and whether hidden ones are. */
export function SheetControls({ preview }: { preview: Preview }) {
  const words = useWords();
  const { t } = words;
  const read = useImportDraft((draft) => draft.read);
  const file = useImportDraft((draft) => draft.file);
  const sheets = preview.sheets ?? [];
  const isArchive = /\.zip$/i.test(file?.name ?? '') && sheets.length > 1;
  const options = sheets.map((value) => ({
    value,
    label: sheetWords(
      value,
      preview.sheetInfo?.find(({ name }) => name === value),
      words,
    ),
  }));
  if (isArchive) options.unshift({ value: wholeArchive, label: t('set.wholeArchive') });
  function choose(sheet: string) {
    const { range: _, sheet: __, part: ___, ...rest } = read;
    if (sheet === wholeArchive) takeWholeArchive(file);
    changeRead({
      ...rest,
      part: undefined,
      range: undefined,
      sheet: sheet === wholeArchive ? undefined : sheet,
    });
  }
  return (
    <>
      {sheets.length > 1 && (
        <Control label={t(isSpreadsheet(preview) && !isArchive ? 'read.sheet' : 'read.table')}>
          <Select
            value={preview.sheet ?? null}
            aria-label={t('read.sheet')}
            className="read-sheet"
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            onChange={choose}
          />
        </Control>
      )}
      <PartControl preview={preview} />
      {isSpreadsheet(preview) && (
        <>
          <RangeControl key={preview.sheet} preview={preview} />
          <HiddenControl preview={preview} />
        </>
      )}
    </>
  );
}

/** Which of several tables of a file or sheet. */
function PartControl({ preview: { parts, part } }: { preview: Preview }) {
  const { t } = useWords();
  if (parts.length < 2) return null;
  return (
    <Control label={t('read.part')}>
      <Select
        value={part}
        aria-label={t('read.part')}
        className="read-sheet"
        popupMatchSelectWidth={false}
        options={parts.map((name, value) => ({ value, label: `${value + 1} · ${name}` }))}
        onChange={(chosen) =>
          changeRead({ part: chosen, headerRow: undefined, headerRows: undefined, fill: undefined })
        }
      />
    </Control>
  );
}

function sheetWords(name: string, info: SheetInfo | undefined, { t, format }: Words): string {
  const parts = [
    info?.rows === 0 ? t('sheet.empty') : null,
    info?.rows ? t('sheet.rows', { rows: format.value(info.rows, 'count') }) : null,
    info?.hidden ? t('sheet.hidden') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? name : `${name} (${parts.join(', ')})`;
}

/** A range is taken when it is left, not at every key. */
function RangeControl({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const range = useImportDraft((draft) => draft.read.range) ?? '';
  const [text, setText] = useState(range);
  const used = preview.sheetInfo?.find(({ name }) => name === preview.sheet)?.range ?? '';
  function take() {
    const wanted = text.trim().toUpperCase();
    if (wanted !== range) changeRead({ range: wanted === '' ? undefined : wanted });
  }
  return (
    <Control label={t('read.range')}>
      <Input
        value={text}
        placeholder={used || 'B3:H200'}
        maxLength={30}
        allowClear
        aria-label={t('read.range')}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onPressEnter={take}
      />
    </Control>
  );
}

function HiddenControl({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const hidden = useImportDraft((draft) => draft.read.hidden);
  const concerns =
    hidden !== undefined || preview.warnings.some(({ code }) => /^hidden(?:Rows|Columns)/.test(code));
  if (!concerns) return null;
  return (
    <Control label={t('read.hidden')}>
      <Checkbox
        checked={hidden === 'skip'}
        onChange={({ target }) => changeRead({ hidden: target.checked ? 'skip' : 'read' })}
      >
        {t('read.hidden.skip')}
      </Checkbox>
    </Control>
  );
}
