import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lazyChart } from '../../../renderer/charts/lazyChart.ts';

const made: string[] = [];
const chart = {
  getWidth: () => 300,
  getHeight: () => 200,
  resize: () => void made.push('resize'),
  dispose: () => void made.push('dispose'),
};
vi.mock('../../../renderer/charts/install.ts', () => ({
  initChart: () => {
    made.push('init');
    return chart;
  },
}));

const observers: { seen(isIntersecting: boolean): void; over: boolean }[] = [];
let resized: () => void = () => undefined;
const page = new EventTarget();
const element = { clientWidth: 300, clientHeight: 200 } as HTMLElement;

beforeEach(() => {
  made.length = 0;
  observers.length = 0;
  Object.assign(element, { clientWidth: 300 });
  vi.stubGlobal('window', page);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      over = false;
      told: (entries: { isIntersecting: boolean }[]) => void;
      constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
        this.told = told;
        observers.push(this);
      }
      seen(isIntersecting: boolean): void {
        this.told([{ isIntersecting }]);
      }
      observe(): void {}
      disconnect(): void {
        this.over = true;
      }
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(told: () => void) {
        resized = told;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

function draw(what: string): () => void {
  return () => void made.push(what);
}

test('nothing is made before the chart comes into sight; then the latest is drawn, once', () => {
  const lazy = lazyChart(element, draw('made'));
  lazy.show(draw('first'));
  lazy.show(draw('second'));
  observers[0]!.seen(false);
  expect(made).toEqual([]);
  observers[0]!.seen(true);
  observers[0]!.seen(true);
  expect(made).toEqual(['init', 'made', 'second']);
  lazy.show(draw('third'));
  expect(made.at(-1)).toBe('third');
});

test('out of sight a change waits until the chart is seen again', () => {
  const lazy = lazyChart(element, draw('made'));
  lazy.show(draw('first'));
  observers[0]!.seen(true);
  observers[0]!.seen(false);
  lazy.show(draw('later'));
  expect(made).not.toContain('later');
  observers[0]!.seen(true);
  expect(made).toEqual(['init', 'made', 'first', 'later']);
});

test('a picture or paper has it drawn, in sight or not', () => {
  const lazy = lazyChart(element, draw('made'));
  lazy.show(draw('first'));
  expect(lazy.drawn()).toBe(chart);
  expect(made).toEqual(['init', 'made', 'first']);
  lazy.show(draw('second'));
  page.dispatchEvent(new Event('beforeprint'));
  expect(made.at(-1)).toBe('second');
});

test('only another size draws again, and nothing does after the end', () => {
  const lazy = lazyChart(element, draw('made'));
  resized();
  lazy.show(draw('first'));
  observers[0]!.seen(true);
  resized();
  expect(made).not.toContain('resize');
  Object.assign(element, { clientWidth: 301 });
  resized();
  expect(made.at(-1)).toBe('resize');
  lazy.dispose();
  expect(observers[0]!.over).toBe(true);
  page.dispatchEvent(new Event('beforeprint'));
  expect(made.filter((what) => what === 'init')).toHaveLength(1);
  expect(made.at(-1)).toBe('dispose');
});
