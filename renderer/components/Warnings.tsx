import { Alert } from 'antd';
import type { Warning } from '../../shared/domain/exhibit.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { useWords } from '../app/words.tsx';

export function warningWords(warning: Warning, t: Translate): string {
  try {
    return t.dynamic(`warning.${warning.code}`, warning.params, warning.code);
  } catch {
    return warning.code;
  }
}

/** Cautions shown with the number they concern. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useWords();
  if (warnings.length === 0) return null;
  return (
    <Alert
      type="warning"
      className="warnings"
      title={warnings.map((warning) => warningWords(warning, t)).join(' ')}
    />
  );
}
