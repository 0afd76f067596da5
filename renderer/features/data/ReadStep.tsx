import { Alert, Flex, Form, InputNumber, Select } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import { type TableKind, tableKinds } from '../../../shared/domain/fields.ts';
import { fileSize } from '../../app/fileSize.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { Control } from './Control.tsx';
import { FileSetTable } from './FileSetTable.tsx';
import { FillColumns } from './FillColumns.tsx';
import { chosenFiles, useFileSet } from './fileSet.ts';
import { changeDraft, changeRead, useImportDraft } from './importDraft.ts';
import { LedgerSides } from './LedgerSides.tsx';
import { MemoryNotice } from './MemoryNotice.tsx';
import { PreviewWarnings } from './PreviewWarnings.tsx';
import { SampleRows } from './SampleRows.tsx';
import { SheetControls } from './SheetControls.tsx';
import { StepButtons } from './StepButtons.tsx';

const encodings = [
  'utf-8',
  'gb18030',
  'gbk',
  'big5',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-874',
  'iso-8859-1',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'shift_jis',
  'euc-jp',
  'euc-kr',
];
const delimiters = [',', ';', '\t', '|', '^', '~', ' '];
const delimiterKeys: Record<string, 'comma' | 'semicolon' | 'tab' | 'bar' | 'blank'> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'blank',
};

function delimiterWords(delimiter: string, { t }: Words): string {
  const key = delimiterKeys[delimiter];
  return key ? t(`delimiter.${key}`) : delimiter;
}

function withCurrent(known: string[], current: string): string[] {
  return known.some((each) => each.toLowerCase() === current.toLowerCase()) || !current
    ? known
    : [current, ...known];
}

/** How the file is written: every detection with its confidence, and open to correction. */
export function ReadStep({ preview, busy }: { preview: Preview; busy: boolean }) {
  const words = useWords();
  const { t, format, locale } = words;
  const kind = useImportDraft((draft) => draft.kind) ?? preview.kind;
  const noneChosen = useFileSet((set) => set.files.length > 0 && chosenFiles(set).length === 0);
  return (
    <Flex vertical gap={12}>
      <FileSetTable />
      <p className="wizard-facts">
        {t('read.facts', {
          format: preview.format.toUpperCase(),
          records: format.value(preview.records, 'count'),
          columns: preview.columns.length,
          size: fileSize(preview.bytes, locale),
        })}
      </p>
      {preview.importedBefore !== null && (
        <Alert type="warning" showIcon title={t('read.before', { batch: preview.importedBefore })} />
      )}
      <MemoryNotice preview={preview} />
      <PreviewWarnings warnings={preview.warnings} />
      <Form layout="vertical" className="read-form" component="div">
        <Control label={t('read.kind')}>
          <Select<TableKind>
            value={kind}
            status={kind ? '' : 'warning'}
            placeholder={t('read.kind.choose')}
            aria-label={t('read.kind')}
            options={tableKinds.map((value) => ({ value, label: t(`kindOfTable.${value}`) }))}
            onChange={(value) => changeDraft({ kind: value, unpivot: undefined, edits: {} })}
          />
        </Control>
        <Dialect preview={preview} words={words} />
      </Form>
      <SampleRows preview={preview} />
      <StepButtons
        next="map"
        disabled={busy || !kind || noneChosen || preview.columns.length === 0 || preview.records === 0}
      />
    </Flex>
  );
}

function Dialect({ preview, words }: { preview: Preview; words: Words }) {
  const { t } = words;
  const isSet = useFileSet((set) => set.files.length > 0);
  return (
    <>
      {!isSet && <SheetControls preview={preview} />}
      {preview.format === 'csv' && <TextControls preview={preview} words={words} />}
      <Control label={t('read.header')} confidence={preview.headerConfidence}>
        <InputNumber
          value={preview.headerRow + 1}
          min={0}
          max={1001}
          aria-label={t('read.header')}
          onChange={(row) => {
            if (row !== null && row !== preview.headerRow + 1) changeRead({ headerRow: row - 1 });
          }}
        />
      </Control>
      <HeaderRows preview={preview} words={words} />
      <FillColumns preview={preview} />
      <LedgerSides preview={preview} />
    </>
  );
}

/** How delimited text is written. */
function TextControls({ preview, words }: { preview: Preview; words: Words }) {
  const { t } = words;
  return (
    <>
      <Control label={t('read.encoding')} confidence={preview.encodingConfidence}>
        <Select
          value={preview.encoding}
          aria-label={t('read.encoding')}
          options={withCurrent(encodings, preview.encoding).map((value) => ({
            value,
            label: value.toUpperCase(),
          }))}
          onChange={(encoding) => changeRead({ encoding })}
        />
      </Control>
      <Control label={t('read.delimiter')} confidence={preview.delimiterConfidence}>
        <Select
          value={preview.delimiter}
          aria-label={t('read.delimiter')}
          options={withCurrent(delimiters, preview.delimiter).map((value) => ({
            value,
            label: delimiterWords(value, words),
          }))}
          onChange={(delimiter) => changeRead({ delimiter })}
        />
      </Control>
      <Control label={t('read.quote')}>
        <Select
          value={preview.quote}
          aria-label={t('read.quote')}
          options={[
            { value: '"', label: '"' },
            { value: "'", label: "'" },
            { value: '', label: t('read.quote.none') },
          ]}
          onChange={(quote) => changeRead({ quote })}
        />
      </Control>
    </>
  );
}

/** How many records the header takes, and what becomes of notes below the data. */
function HeaderRows({ preview, words: { t } }: { preview: Preview; words: Words }) {
  const read = useImportDraft((draft) => draft.read);
  const asksFooter = preview.footerRows > 0 || read.footer !== undefined;
  return (
    <>
      {preview.headerRow >= 0 && (
        <Control label={t('read.headerRows')}>
          <InputNumber
            value={preview.headerRows}
            min={1}
            max={Math.min(10, preview.headerRow + 1)}
            aria-label={t('read.headerRows')}
            onChange={(rows) => {
              if (rows === null || rows === preview.headerRows) return;
              changeRead({ headerRow: preview.headerRow, headerRows: rows });
            }}
          />
        </Control>
      )}
      {(preview.titleRows > 0 || read.titleRows !== undefined) && preview.headerRow < 0 && (
        <Control label={t('read.titleRows')}>
          <InputNumber
            value={preview.titleRows}
            min={0}
            max={1000}
            aria-label={t('read.titleRows')}
            onChange={(rows) => {
              if (rows !== null && rows !== preview.titleRows) changeRead({ titleRows: rows });
            }}
          />
        </Control>
      )}
      {asksFooter && (
        <Control label={t('read.footer')}>
          <Select
            value={read.footer ?? 'skip'}
            aria-label={t('read.footer')}
            options={[
              { value: 'skip', label: t('read.footer.skip', { count: preview.footerRows }) },
              { value: 'read', label: t('read.footer.read') },
            ]}
            onChange={(footer) => changeRead({ footer })}
          />
        </Control>
      )}
    </>
  );
}
