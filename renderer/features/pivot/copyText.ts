import type { PivotHead, PivotMeasure, PivotSpec, PivotStep } from '../../../shared/domain/pivot.ts';
import type { EngineClient } from '../../app/session.ts';
import { fetchBlock } from './fetchBlock.ts';
import type { Area } from './pivotKeys.ts';

interface CopyWords {
  step(step: PivotStep): string;
  measure(measure: PivotMeasure): string;
  total: string;
  grand: string;
}

/** Rows asked for at once. */
const pageRows = 5_000;

/** The chosen cells as text for a spreadsheet: tabs and lines, numbers in full; with labels where they are chosen too. */
export async function copyText(
  client: EngineClient,
  spec: PivotSpec,
  locale: 'en' | 'zh-CN',
  area: Area,
  width: number,
  words: CopyWords,
): Promise<string> {
  const from = Math.floor(Math.max(0, area.left) / width);
  const to = Math.floor(Math.max(0, area.right) / width);
  const figures = Array.from(
    { length: area.right - Math.max(0, area.left) + 1 },
    (_, index) => Math.max(0, area.left) + index,
  );
  const withLabels = area.left < 0;
  const lines: string[] = [];
  for (let row = area.top; row <= area.bottom; row += pageRows) {
    const limit = Math.min(pageRows, area.bottom - row + 1);
    const block = await fetchBlock(
      client,
      spec,
      locale,
      { offset: row, limit },
      { offset: from, limit: to - from + 1 },
    );
    if (withLabels && lines.length === 0) {
      const heads = figures.map((figure) => {
        const head = block.columns[Math.floor(figure / width)]!;
        return [columnLabel(head, words), words.measure(spec.measures[figure % width]!)].join(' / ');
      });
      lines.push(['', ...heads].map(clean).join('\t'));
    }
    block.heads.forEach((head, at) => {
      const cells = figures.map((figure) => {
        const value = block.figures[figure - from * width]![at]!;
        return Number.isNaN(value) ? '' : String(value);
      });
      const label = head.path.length === 0 ? words.grand : words.step(head.path.at(-1)!);
      lines.push((withLabels ? [clean(label), ...cells] : cells).join('\t'));
    });
  }
  return lines.join('\n');
}

function columnLabel(head: PivotHead, words: CopyWords): string {
  if (head.path.length === 0) return words.grand;
  return [...head.path.map(words.step), ...(head.total ? [words.total] : [])].join(' / ');
}

/** A label must not end its cell. */
function clean(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
