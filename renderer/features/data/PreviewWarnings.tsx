import { Alert } from 'antd';
import type { PreviewWarning } from '../../../shared/contract/ingest.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';

function warningText({ code, message, row, params = {} }: PreviewWarning, t: Translate): string {
  const named = typeof params.field === 'string' ? { ...params, field: fieldWords(params.field, t) } : params;
  const said = t.dynamic(`preview.${code}`, named, message);
  return row === undefined ? said : t('importWarning.atRow', { said, row });
}

/** What is odd about the file, without being a reason to refuse it. */
export function PreviewWarnings({ warnings }: { warnings: PreviewWarning[] }) {
  const { t } = useWords();
  if (warnings.length === 0) return null;
  const lines = warnings
    .filter(({ code }) => code !== 'remembered')
    .map((warning) => warningText(warning, t));
  return (
    <Alert
      type="warning"
      showIcon
      title={t('import.warnings')}
      description={
        <ul className="plain-list">
          {[...new Set(lines)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
    />
  );
}
