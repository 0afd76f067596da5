import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { readJsonFile, writeJsonFile } from '../host/jsonFile.ts';

export interface WindowState {
  bounds: Partial<Rectangle> & { width: number; height: number };
  maximized: boolean;
}

const usual: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false };
const leastVisible = 100;

/** Where the window was, if a screen still shows that place; else the usual size, placed by the system. */
export function readWindowState(file: string, screen: Pick<Screen, 'getAllDisplays'>): WindowState {
  const stored = readJsonFile(file) as Partial<Record<keyof Rectangle | 'maximized', unknown>> | null;
  const { x, y, width, height } = stored ?? {};
  if (!isSize(width) || !isSize(height) || !Number.isInteger(x) || !Number.isInteger(y)) return usual;
  const bounds = { x: x as number, y: y as number, width, height };
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(bounds, workArea));
  const maximized = stored?.maximized === true;
  return visible ? { bounds, maximized } : { ...usual, maximized };
}

export function keepWindowState(file: string, window: BrowserWindow): void {
  window.on('close', () =>
    writeJsonFile(file, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
}

function isSize(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 20_000;
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across >= leastVisible && down >= leastVisible;
}
