import { Alert, Button, Flex, Input, Radio, Select } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { EffectPreview } from './EffectPreview.tsx';
import { useFileSet } from './fileSet.ts';
import { beginDraft, changeDraft, fieldByHeader, type ModeDraft, useImportDraft } from './importDraft.ts';
import { SetEffect } from './SetEffect.tsx';

const modes = ['append', 'replace', 'upsert'] as const;

/** What the import does to rows that are there already, and to itself where the file is known. */
export function ModeChoice({ preview, kind }: { preview: Preview; kind: TableKind | null }) {
  const { t } = useWords();
  const mode = useImportDraft((draft) => draft.mode);
  const isSet = useFileSet(({ files }) => files.length > 0);
  return (
    <section aria-labelledby="mode-title" className="mode-choice">
      <h3 id="mode-title">{t('mode.title')}</h3>
      {mode.mode === 'append' && preview.importedBefore !== null && (
        <KnownFile batch={preview.importedBefore} />
      )}
      <Radio.Group
        value={mode.mode}
        aria-labelledby="mode-title"
        onChange={(event) => changeDraft({ mode: { mode: event.target.value } })}
      >
        <Flex vertical gap={6}>
          {modes.map((name) => (
            <Radio key={name} value={name}>
              {t(`mode.${name}`)} <span className="quiet">{t(`mode.${name}.about`)}</span>
            </Radio>
          ))}
        </Flex>
      </Radio.Group>
      <ModeFields preview={preview} kind={kind} mode={mode} />
      {isSet ? (
        <SetEffect preview={preview} />
      ) : (
        mode.mode !== 'append' && <EffectPreview preview={preview} />
      )}
    </section>
  );
}

function KnownFile({ batch }: { batch: number }) {
  const { t } = useWords();
  const known = useImportDraft((draft) => draft.known);
  return (
    <Alert
      type="warning"
      showIcon
      title={t('known.title', { batch })}
      description={
        <Flex vertical gap={6}>
          <span>{t('known.hint')}</span>
          <Radio.Group
            value={known}
            aria-label={t('known.title', { batch })}
            onChange={(event) => changeDraft({ known: event.target.value })}
            options={[
              { value: 'instead', label: t('known.instead', { batch }) },
              { value: 'again', label: t('known.again') },
            ]}
          />
          <Button size="small" className="back-button" onClick={() => beginDraft(null)}>
            {t('known.skip')}
          </Button>
        </Flex>
      }
    />
  );
}

interface ModeFieldsProps {
  preview: Preview;
  kind: TableKind | null;
  mode: ModeDraft;
}

function ModeFields({ preview, kind, mode }: ModeFieldsProps) {
  const { t } = useWords();
  const edits = useImportDraft((draft) => draft.edits);
  const fields = Object.values(fieldByHeader(preview, edits)).filter((field) => field !== null);
  const options = [...new Set(fields)].map((field) => ({ value: field, label: fieldWords(field, t) }));
  const change = (patch: Partial<ModeDraft>) => changeDraft({ mode: { ...mode, ...patch } });
  const isList = kind === 'accounts' || kind === 'products';
  if (mode.mode === 'append' || (mode.mode === 'upsert' && isList)) return null;
  if (mode.mode === 'upsert') {
    return (
      <div className="mode-field">
        <span>{t('mode.keys')}</span>
        <Select
          mode="multiple"
          aria-label={t('mode.keys')}
          value={mode.keys ?? []}
          placeholder={t('mode.keys.auto')}
          options={options}
          onChange={(keys: string[]) => change({ keys: keys.length > 0 ? keys : undefined })}
        />
      </div>
    );
  }
  return (
    <Flex wrap gap={16}>
      {!isList && (
        <div className="mode-field">
          <span>{t('mode.period')}</span>
          <Input
            value={mode.period ?? ''}
            placeholder={t('mode.period.auto')}
            onChange={({ target }) => change({ period: target.value.trim() || undefined })}
          />
        </div>
      )}
      <div className="mode-field">
        <span>{t('mode.within')}</span>
        <Select
          mode="multiple"
          aria-label={t('mode.within')}
          value={mode.within ?? []}
          placeholder={t('mode.within.all')}
          options={options.filter(({ value }) => value !== 'date')}
          onChange={(within: string[]) => change({ within: within.length > 0 ? within : undefined })}
        />
      </div>
    </Flex>
  );
}
