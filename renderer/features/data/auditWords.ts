import type { Translate } from '../../../shared/i18n/translate.ts';

type Said = (match: RegExpExecArray, t: Translate) => string;

/** The log is written in one language, part by part, so that it can be checked; these are its parts. */
const parts: readonly [RegExp, Said][] = [
  [/^revision (\d+)$/, ([, revision], t) => t('auditDetail.revision', { revision: Number(revision) })],
  [/^copy at revision (\d+)$/, ([, revision], t) => t('auditDetail.copy', { revision: Number(revision) })],
  [/^batch (\d+)$/, ([, batch], t) => t('auditDetail.batch', { batch: Number(batch) })],
  [/^(\d+) rows$/, ([, rows], t) => t('auditDetail.rows', { rows: Number(rows) })],
  [/^source ([0-9a-f]+)$/, ([, source = ''], t) => t('auditDetail.source', { source })],
  [/^for the batch that follows$/, (_, t) => t('auditDetail.replaced')],
  [/^repaired rows of batch (\d+)$/, ([, batch], t) => t('auditDetail.repaired', { batch: Number(batch) })],
  [/^(\d+) bytes$/, ([, bytes], t) => t('auditDetail.bytes', { bytes: Number(bytes) })],
  [/^\{\}$/, () => ''],
  [/^[a-z]+$/, ([kind = ''], t) => t.dynamic(`kindOfTable.${kind}`, {}, kind)],
];

/** What the audit log says of a step, in the reader's language; what is not known to it stays as it was written. */
export function auditWords(detail: string, t: Translate): string {
  return detail
    .split(', ')
    .map((part) => {
      for (const [pattern, said] of parts) {
        const match = pattern.exec(part);
        if (match) return said(match, t);
      }
      return part;
    })
    .filter((part) => part !== '')
    .join(t('list.separator'));
}
