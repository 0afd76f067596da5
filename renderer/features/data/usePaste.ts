import { useEffect, useRef } from 'react';

/** Text that is pasted outside of fields, as a table: cells copied from a spreadsheet come with tabs between them. */
export function usePaste(onTable: (name: string, text: string) => void): void {
  const latest = useRef(onTable);
  latest.current = onTable;
  useEffect(() => {
    function paste(event: ClipboardEvent) {
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest('input:not([type=file]), textarea, [contenteditable]')
      )
        return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      latest.current(clipboardName(new Date()), text);
    }
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}

/** `Clipboard 2026-11-22 14.05.09.tsv` */
function clipboardName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `Clipboard ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.tsv`;
}
