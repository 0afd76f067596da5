import {
  type KeyboardEvent,
  type PointerEvent,
  type MouseEvent as ReactMouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import {
  clickBrush,
  type Gesture,
  keyBrush,
  moveGesture,
  type Point,
  startGesture,
} from '../../../shared/charts/exploreGesture.ts';
import { nothingSelected, paintBase, paintNow, type Selection } from '../../../shared/charts/explorePaint.ts';
import { svgPen } from '../../../shared/charts/explorePen.ts';
import type { DrawnChart } from '../../../shared/charts/explorePlot.ts';
import type { ChartData, ExploreFilter } from '../../../shared/contract/explore.ts';
import { type Brush, filterOfRuns, runsOfFilter } from '../../../shared/domain/cubeBrush.ts';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import type { ChartPictures } from '../../charts/Chart.tsx';
import { framedPng, framedVector } from '../../charts/framedPicture.ts';
import { createDrawing, type Drawing } from './drawing.ts';
import type { Link } from './link.ts';
import { type MemberDrag, membersUnder, startMembers } from './memberBrush.ts';
import { binUnder, tipLines } from './pointed.ts';

export interface ChartCanvasProps {
  chart: DrawnChart;
  data: ChartData;
  filter: ExploreFilter | undefined;
  /** Scales end where the selections end. */
  fit: boolean;
  link: Link;
  label: string;
  height: number;
  pictures: Ref<ChartPictures>;
  /** The brush has come to rest; null takes the selection away. */
  onSelect(filter: ExploreFilter | null): void;
  /** Right click on a bin or point: the filter that means it alone. */
  onDrill(filter: ExploreFilter, label: string): void;
}

/** A click is a drag of less than this many pixels. */
const clickReach = 3;
/** Pointing at a chart for so long has its cubes made, in milliseconds. */
const warmAfter = 80;
/** After the last key a brush that was moved by keys comes to rest, in milliseconds. */
const keysRest = 350;

interface Drag {
  gesture: Gesture | null;
  members: MemberDrag | null;
  start: Point;
  moved: boolean;
  add: boolean;
  extend: boolean;
}

/** What a chart's selection means where nothing is being dragged. */
function restingSelection(data: ChartData, filter: ExploreFilter | undefined): Selection {
  if (!filter) return nothingSelected;
  if ('members' in filter) {
    const chosen = new Set(filter.members);
    const members = Uint8Array.from(data.members?.keys ?? [], (key) => (chosen.has(key) ? 1 : 0));
    return { brush: null, box: null, members };
  }
  const runs = data.axes.map((axis, index) => runsOfFilter(axis, index === 0 ? filter.x : filter.y));
  return { brush: runs.some((run) => run !== null) ? runs : null, box: null, members: null };
}

/** The filter that a brush means; null where it lets every row through. */
function filterOfBrush(data: ChartData, brush: Brush | null): ExploreFilter | null {
  if (!brush) return null;
  const [x, y] = data.axes.map((axis, index) => filterOfRuns(axis, brush[index] ?? null));
  return x || y ? { ...(x ? { x } : {}), ...(y ? { y } : {}) } : null;
}

/**
 * A linked chart on two canvases: axes and unfiltered marks below, what moves with the brushes above. Everything that
 * happens while a pointer moves stays outside React.
 */
export function ChartCanvas(props: ChartCanvasProps) {
  const { chart, data, filter, fit, link, label, height, pictures } = props;
  const words = useWords();
  const theme = usePalette();
  const box = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const state = useRef<Drawing | null>(null);
  const drag = useRef<Drag | null>(null);
  const timers = useRef<{ warm?: ReturnType<typeof setTimeout>; keys?: ReturnType<typeof setTimeout> }>({});

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const [base, marks] = [below.current, above.current];
    if (!base || !marks || width === 0) return undefined;
    const drawing = createDrawing({ base, marks, chart, data, fit, width, height, theme, words });
    drawing.selection =
      drag.current && state.current ? state.current.selection : restingSelection(data, filter);
    state.current = drawing;
    drawing.show(link.valuesOf(chart.id) ?? data.now, true);
    return link.attach(chart.id, (values) => drawing.show(values, false));
  }, [chart, data, filter, fit, width, height, theme, words, link]);

  useEffect(() => () => clearTimers(timers.current), []);

  useImperativeHandle(
    pictures,
    () => ({
      png: (words) => {
        const layers = [below.current, above.current].filter((layer) => layer !== null);
        return framedPng(layers, (layers[0]?.width ?? 1) / (layers[0]?.clientWidth ?? 1), words, theme);
      },
      svg: (words) => {
        const drawing = state.current;
        if (!drawing) throw new Error('The chart is not on screen');
        const pen = svgPen(drawing.plot, theme.surface, theme.fontFamily, drawing.measure);
        paintBase(pen, drawing.plot, data.all, theme);
        paintNow(pen, drawing.plot, drawing.values, drawing.selection, theme);
        return framedVector(pen.source(), drawing.plot, words, theme);
      },
    }),
    [data, theme],
  );

  function pointOf(event: ReactMouseEvent): Point {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** Shows a brush while it moves and has all other charts follow. */
  function brushTo(brush: Brush): void {
    const drawing = state.current;
    if (!drawing) return;
    drawing.select({ brush, box: null, members: null });
    link.move({ id: chart.id, brush, filter: filterOfBrush(data, brush) });
  }

  function settle(next: ExploreFilter | null): void {
    link.settle();
    props.onSelect(next);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const drawing = state.current;
    if (event.button !== 0 || !drawing || data.cells === 0) return;
    const start = pointOf(event);
    const { plot, selection } = drawing;
    event.currentTarget.setPointerCapture(event.pointerId);
    const add = event.ctrlKey || event.metaKey;
    const held = { add, extend: event.shiftKey, touch: event.pointerType === 'touch' };
    const isScatter = chart.kind === 'scatter';
    drag.current = {
      gesture: isScatter ? null : startGesture(plot, selection.brush, start, held),
      members: isScatter ? startMembers(start, add, selection.members) : null,
      start,
      moved: false,
      add,
      extend: event.shiftKey,
    };
    clearTimeout(timers.current.warm);
    void link.warm(chart.id)?.catch(() => undefined);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const drawing = state.current;
    const current = drag.current;
    if (!drawing) return;
    const point = pointOf(event);
    if (!current) {
      showTip(drawing, point);
      return;
    }
    const distance = Math.hypot(point.x - current.start.x, point.y - current.start.y);
    if (!current.moved && distance < clickReach) return;
    current.moved = true;
    hideTip();
    if (current.gesture) brushTo(moveGesture(drawing.plot, current.gesture, point));
    else if (current.members) moveMembers(drawing, current.members, point);
  }

  function moveMembers(drawing: Drawing, members: MemberDrag, point: Point): void {
    const found = membersUnder(drawing.plot, members, point, data, drawing.values, link.gridOf(chart.id));
    drawing.select({ brush: null, box: found.box, members: null });
    if (found.brush) link.move({ id: chart.id, brush: found.brush, filter: { members: found.keys } });
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>): void {
    const drawing = state.current;
    const current = drag.current;
    drag.current = null;
    if (!drawing || !current) return;
    const point = pointOf(event);
    if (current.members) {
      const { keys } = membersUnder(
        drawing.plot,
        current.members,
        point,
        data,
        drawing.values,
        current.moved ? link.gridOf(chart.id) : undefined,
      );
      settle(keys.length > 0 ? { members: keys } : null);
      return;
    }
    const brush = current.moved
      ? drawing.selection.brush
      : clickBrush(drawing.plot, restingSelection(data, filter).brush, current.start, {
          add: current.add,
          extend: current.extend,
          touch: event.pointerType === 'touch',
        });
    if (brush) brushTo(brush);
    else drawing.select(nothingSelected);
    settle(filterOfBrush(data, brush));
  }

  function giveUp(): void {
    drag.current = null;
    clearTimeout(timers.current.keys);
    link.giveUp();
    state.current?.select(restingSelection(data, filter));
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const drawing = state.current;
    if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && drag.current) {
      event.preventDefault();
      giveUp();
      return;
    }
    if (event.key === 'Delete' || event.key === 'Backspace' || (event.key === 'Escape' && filter)) {
      event.preventDefault();
      clearTimeout(timers.current.keys);
      settle(null);
      return;
    }
    if (chart.kind === 'scatter' || data.cells === 0) return;
    const brush = keyBrush(drawing.plot, drawing.selection.brush, event.key, event.shiftKey);
    if (!brush) return;
    event.preventDefault();
    brushTo(brush);
    clearTimeout(timers.current.keys);
    timers.current.keys = setTimeout(() => settle(filterOfBrush(data, brush)), keysRest);
  }

  function onContextMenu(event: ReactMouseEvent<HTMLDivElement>): void {
    const drawing = state.current;
    const found = drawing && binUnder(drawing.plot, pointOf(event), data, drawing.values);
    if (!found) return;
    event.preventDefault();
    props.onDrill(found.filter, found.label);
  }

  function showTip(drawing: Drawing, point: Point): void {
    const element = tip.current;
    const found = binUnder(drawing.plot, point, data, drawing.values);
    if (!element) return;
    if (!found) {
      element.hidden = true;
      return;
    }
    element.textContent = tipLines(chart, found, data, drawing.values, words).join('\n');
    element.hidden = false;
    const left = Math.min(point.x + 12, drawing.plot.width - element.offsetWidth - 4);
    const top =
      point.y + 14 + element.offsetHeight > height ? point.y - element.offsetHeight - 8 : point.y + 14;
    element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(0, top)}px)`;
  }

  function hideTip(): void {
    if (tip.current) tip.current.hidden = true;
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that is selected in has no element of its own
    <div
      ref={box}
      className={`explore-canvas is-${chart.kind}`}
      style={{ height }}
      role="group"
      aria-roledescription={words.t('explore.roleDescription')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys select in the chart that has the focus
      tabIndex={0}
      aria-label={label}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={giveUp}
      onPointerEnter={() => {
        timers.current.warm = setTimeout(() => void link.warm(chart.id)?.catch(() => undefined), warmAfter);
      }}
      onPointerLeave={() => {
        clearTimeout(timers.current.warm);
        hideTip();
      }}
      onFocus={() => void link.warm(chart.id)?.catch(() => undefined)}
      onDoubleClick={() => settle(null)}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
    >
      <canvas ref={below} aria-hidden />
      <canvas ref={above} aria-hidden />
      <div ref={tip} className="explore-tip" hidden aria-hidden />
    </div>
  );
}

function clearTimers(timers: {
  warm?: ReturnType<typeof setTimeout>;
  keys?: ReturnType<typeof setTimeout>;
}): void {
  clearTimeout(timers.warm);
  clearTimeout(timers.keys);
}
