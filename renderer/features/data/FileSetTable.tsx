import { Alert, Checkbox, Flex, Input } from 'antd';
import type { SetFile } from '../../../shared/contract/ingest.ts';
import { useWords } from '../../app/words.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { changeFileSet, chosenFiles, leaveOut, useFileSet } from './fileSet.ts';

/** The files of a set: which of them fit together, why the others do not, and which are to be imported. */
export function FileSetTable() {
  const { t, format } = useWords();
  const { found, leftOut, fileColumn } = useFileSet();
  if (found.length === 0) return null;
  const chosen = chosenFiles({ found, leftOut });
  const misfits = found.filter(({ problem }) => problem !== null).length;
  const columns: PlainColumn<SetFile>[] = [
    {
      key: 'take',
      title: t('set.take'),
      cell: ({ name, problem }) => (
        <Checkbox
          checked={problem === null && !leftOut.has(name)}
          disabled={problem !== null}
          aria-label={t('set.takeFile', { file: name })}
          onChange={({ target }) => leaveOut(name, !target.checked)}
        />
      ),
    },
    { key: 'file', title: t('set.file'), cell: ({ name }) => <strong>{name}</strong> },
    { key: 'sheet', title: t('read.sheet'), cell: ({ sheet }) => sheet ?? '' },
    {
      key: 'records',
      title: t('set.records'),
      isNumber: true,
      cell: ({ records, problem }) => (problem ? '–' : format.value(records, 'count')),
    },
    { key: 'note', title: t('set.note'), cell: (file) => <FileNote file={file} /> },
  ];
  return (
    <Flex vertical gap={8}>
      <p className="wizard-facts">
        {t('set.facts', {
          files: chosen.length,
          records: format.value(
            chosen.reduce((sum, { records }) => sum + records, 0),
            'count',
          ),
        })}
      </p>
      {misfits > 0 && <Alert type="warning" showIcon title={t('set.misfits', { count: misfits })} />}
      <PlainTable
        label={t('set.title')}
        columns={columns}
        rows={found}
        rowKey={({ name, sheet }) => `${name} ${sheet}`}
      />
      <Flex gap={12} align="center" wrap>
        <Checkbox
          checked={fileColumn !== null}
          onChange={({ target }) =>
            changeFileSet({ fileColumn: target.checked ? t('set.columnName') : null })
          }
        >
          {t('set.keepName')}
        </Checkbox>
        {fileColumn !== null && (
          <Input
            className="set-column"
            value={fileColumn}
            maxLength={100}
            aria-label={t('set.keepNameAs')}
            onChange={({ target }) => changeFileSet({ fileColumn: target.value })}
          />
        )}
      </Flex>
    </Flex>
  );
}

function FileNote({ file }: { file: SetFile }) {
  const { t } = useWords();
  const { problem, importedBefore, lacks, extra } = file;
  if (problem?.code === 'otherColumns') return <>{t('set.otherColumns', { columns: shown(lacks) })}</>;
  if (problem) return <>{t.dynamic(`error.${problem.code}`, {}, problem.message)}</>;
  const notes = [
    importedBefore === null ? null : t('set.known', { batch: importedBefore }),
    lacks.length === 0 ? null : t('set.lacks', { columns: shown(lacks) }),
    extra.length === 0 ? null : t('set.extra', { columns: shown(extra) }),
  ].filter((note) => note !== null);
  return <>{notes.join(' ')}</>;
}

function shown(headers: string[]): string {
  return headers.slice(0, 4).join(', ') + (headers.length > 4 ? ', …' : '');
}
