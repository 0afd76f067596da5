import { type FrameWords, framedSvg, frameOf, type MeasureText } from '../../shared/charts/pictureFrame.ts';
import type { ChartTheme } from '../../shared/charts/theme.ts';

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw on');
  return context;
}

function fontOf(size: number, weight: number, { fontFamily }: ChartTheme): string {
  return `${weight} ${size}px ${fontFamily}`;
}

function measureWith(context: CanvasRenderingContext2D, theme: ChartTheme): MeasureText {
  return (text, size, weight) => {
    context.font = fontOf(size, weight, theme);
    return context.measureText(text).width;
  };
}

/** Canvases one over the other, `ratio` of their pixels to one of the screen, framed by their words, as a PNG. */
export async function framedPng(
  layers: readonly HTMLCanvasElement[],
  ratio: number,
  words: FrameWords,
  theme: ChartTheme,
): Promise<Uint8Array> {
  const [first] = layers;
  if (!first) throw new Error('The chart is not on screen');
  const sheet = document.createElement('canvas');
  const context = contextOf(sheet);
  const size = { width: first.width / ratio, height: first.height / ratio };
  const frame = frameOf(size, words, theme, measureWith(context, theme));
  sheet.width = Math.round(frame.width * ratio);
  sheet.height = Math.round(frame.height * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, frame.width, frame.height);
  for (const layer of layers) context.drawImage(layer, frame.left, frame.top, size.width, size.height);
  for (const { x, y, text, size: letters, weight, fill } of frame.texts) {
    context.font = fontOf(letters, weight, theme);
    context.fillStyle = fill;
    context.fillText(text, x, y);
  }
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be made');
  return new Uint8Array(await blob.arrayBuffer());
}

/** A chart drawn as SVG, framed by its words. */
export function framedVector(
  chart: string,
  size: { width: number; height: number },
  words: FrameWords,
  theme: ChartTheme,
): string {
  const measure = measureWith(contextOf(document.createElement('canvas')), theme);
  return framedSvg(chart, frameOf(size, words, theme, measure), theme);
}
