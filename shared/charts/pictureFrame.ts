import { escapeText } from './explorePen.ts';
import type { ChartTheme } from './theme.ts';

/** What stands around a chart on screen: its question above, its period, filters and n below. */
export interface FrameWords {
  title: string;
  line: string;
}

export interface FrameText {
  x: number;
  /** Of the baseline. */
  y: number;
  text: string;
  size: number;
  weight: 400 | 600;
  fill: string;
}

/** A sheet around a chart, in pixels: where the chart stands, and every line of its words. */
export interface PictureFrame {
  width: number;
  height: number;
  left: number;
  top: number;
  texts: FrameText[];
}

export type MeasureText = (text: string, size: number, weight: number) => number;

const margin = 14;
const gap = 8;
const title = { size: 14, height: 20, weight: 600 } as const;
const line = { size: 12, height: 17, weight: 400 } as const;

/** Lays out a picture of a chart of this size, so that it says away from the screen what it says on it. */
export function frameOf(
  chart: { width: number; height: number },
  words: FrameWords,
  theme: ChartTheme,
  measure: MeasureText,
): PictureFrame {
  const texts: FrameText[] = [];
  let y = margin;
  const write = (text: string, { size, height, weight }: typeof title | typeof line, fill: string) => {
    for (const part of wrapped(text, chart.width, (each) => measure(each, size, weight))) {
      texts.push({ x: margin, y: y + size, text: part, size, weight, fill });
      y += height;
    }
  };
  write(words.title, title, theme.text);
  const top = y + gap;
  y = top + chart.height + gap;
  write(words.line, line, theme.muted);
  return { width: chart.width + 2 * margin, height: y + margin - gap, left: margin, top, texts };
}

/** Lines no wider than this, broken at spaces and between Chinese characters, within a word only where it must be. */
function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const part of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    if (current !== '' && measure((current + part).trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = '';
    }
    for (const letter of measure(part.trimEnd()) > width ? [...part] : [part]) {
      if (current !== '' && measure(current + letter.trimEnd()) > width) {
        lines.push(current);
        current = '';
      }
      current += letter;
    }
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}

/** The frame around a chart that is a text of SVG. */
export function framedSvg(chart: string, frame: PictureFrame, theme: ChartTheme): string {
  const { width, height, left, top } = frame;
  const texts = frame.texts.map(
    ({ x, y, text, size, weight, fill }) =>
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeText(text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeText(theme.fontFamily)}">`,
    `<rect width="${width}" height="${height}" fill="${theme.surface}"/>`,
    ...texts,
    chart.replace(/^<svg\b/, `<svg x="${left}" y="${top}"`),
    '</svg>',
  ].join('');
}
