import type { Pen } from '../../../../shared/charts/explorePen.ts';

const baselines = { top: 'top', middle: 'middle', bottom: 'bottom' } as const;

/** Draws on a canvas; sizes are in CSS pixels. */
export function canvasPen(context: CanvasRenderingContext2D, fontFamily: string): Pen {
  const widths = new Map<string, number>();
  const useFont = (size: number) => {
    const font = `${size}px ${fontFamily}`;
    if (context.font !== font) context.font = font;
  };
  return {
    rect({ x, y, width, height }, fill, opacity = 1) {
      context.fillStyle = fill;
      context.globalAlpha = opacity;
      context.fillRect(x, y, width, height);
      context.globalAlpha = 1;
    },
    frame({ x, y, width, height }, stroke, lineWidth) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.strokeRect(x, y, width, height);
    },
    line(x1, y1, x2, y2, stroke) {
      context.strokeStyle = stroke;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    },
    path(points, stroke, lineWidth, area) {
      context.beginPath();
      for (let at = 0; at < points.length; at += 2) context.lineTo(points[at]!, points[at + 1]!);
      if (area && points.length > 2) {
        const line = new Path2D();
        for (let at = 0; at < points.length; at += 2) line.lineTo(points[at]!, points[at + 1]!);
        context.lineTo(points.at(-2)!, area.base);
        context.lineTo(points[0]!, area.base);
        context.fillStyle = area.fill;
        context.fill();
        context.strokeStyle = stroke;
        context.lineWidth = lineWidth;
        context.stroke(line);
        return;
      }
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.stroke();
    },
    dots(points, radius, fill, opacity = 1) {
      context.fillStyle = fill;
      context.globalAlpha = opacity;
      for (let at = 0; at < points.length; at += 2) {
        context.beginPath();
        context.arc(points[at]!, points[at + 1]!, radius, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    },
    text(x, y, text, { fill, align, baseline, size }) {
      useFont(size);
      context.fillStyle = fill;
      context.textAlign = align;
      context.textBaseline = baselines[baseline];
      context.fillText(text, x, y);
    },
    measure(text, size) {
      const key = `${size}:${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      useFont(size);
      const { width } = context.measureText(text);
      widths.set(key, width);
      return width;
    },
  };
}

/** Gives a canvas the size of its box at the sharpness of the screen, and clears it. */
export function prepareCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw on');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
