import type { PointerEvent, MouseEvent as ReactMouseEvent, RefObject } from 'react';
import {
  clickBrush,
  type Held,
  isClick,
  moveGesture,
  type Point,
} from '../../../../shared/charts/exploreGesture.ts';
import { nothingSelected } from '../../../../shared/charts/explorePaint.ts';
import type { ExploreFilter } from '../../../../shared/contract/explore.ts';
import type { Words } from '../../../app/words.tsx';
import { filterOfBrush, type LinkedChart, restingSelection } from './chartSelection.ts';
import { type Drag, startDrag } from './drag.ts';
import type { Drawing } from './drawing.ts';
import { type MemberDrag, membersUnder } from './memberBrush.ts';
import { binUnder } from './pointed.ts';
import { showTip } from './tip.ts';
import type { BrushControl } from './useBrush.ts';

interface PointedProps extends LinkedChart {
  /** Right click on a bin or point: the filter that means it alone. */
  onDrill(filter: ExploreFilter, label: string): void;
}

interface PointerTargets {
  drawing: RefObject<Drawing | null>;
  drag: RefObject<Drag | null>;
  tip: RefObject<HTMLElement | null>;
}

function pointOf(event: ReactMouseEvent): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function heldBy(event: PointerEvent): Held {
  return {
    add: event.ctrlKey || event.metaKey,
    extend: event.shiftKey,
    touch: event.pointerType === 'touch',
  };
}

/** What a pointer does on a chart: pressed it selects, else it points. */
export function pointerHandlers(
  props: PointedProps,
  brush: BrushControl,
  words: Words,
  { drawing, drag, tip }: PointerTargets,
) {
  function hideTip(): void {
    if (tip.current) tip.current.hidden = true;
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || !drawing.current || props.data.cells === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = startDrag(drawing.current, pointOf(event), heldBy(event));
    brush.begin();
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const [drawn, pressed] = [drawing.current, drag.current];
    if (!drawn) return;
    const point = pointOf(event);
    if (!pressed) {
      if (tip.current) showTip(tip.current, props, drawn, point, words);
      return;
    }
    if (!pressed.moved && isClick(pressed.start, point)) return;
    pressed.moved = true;
    hideTip();
    if (pressed.gesture) brush.moveTo(moveGesture(drawn.plot, pressed.gesture, point));
    else if (pressed.members) moveMembers(props, drawn, pressed.members, point);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const [drawn, pressed] = [drawing.current, drag.current];
    drag.current = null;
    if (!drawn || !pressed) return;
    if (pressed.members) brush.settle(chosenMembers(props, drawn, pressed.members, pressed, pointOf(event)));
    else {
      const chosen = pressed.moved ? drawn.selection.brush : clickedBrush(props, drawn, pressed);
      if (chosen) brush.moveTo(chosen);
      else drawn.select(nothingSelected);
      brush.settle(filterOfBrush(props.data, chosen));
    }
  }

  function onContextMenu(event: ReactMouseEvent<HTMLElement>): void {
    const drawn = drawing.current;
    const found = drawn && binUnder(drawn.plot, pointOf(event), props.data, drawn.values);
    if (!found) return;
    event.preventDefault();
    props.onDrill(found.filter, found.label);
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onContextMenu,
    onPointerCancel: brush.giveUp,
    onPointerEnter: brush.warmSoon,
    onPointerLeave: () => {
      brush.keepCold();
      hideTip();
    },
    onDoubleClick: () => brush.settle(null),
  };
}

function clickedBrush(props: LinkedChart, { plot }: Drawing, { start, held }: Drag) {
  return clickBrush(plot, restingSelection(props).brush, start, held);
}

/** Has all other charts follow the points of a scatter that a drag covers. */
function moveMembers({ chart, data, link }: LinkedChart, drawn: Drawing, members: MemberDrag, point: Point) {
  const found = membersUnder(drawn.plot, members, point, data, drawn.values, link.gridOf(chart.id));
  drawn.select({ brush: null, box: found.box, members: null });
  if (found.brush) link.move({ id: chart.id, brush: found.brush, filter: { members: found.keys } });
}

function chosenMembers(
  { chart, data, link }: LinkedChart,
  { plot, values }: Drawing,
  members: MemberDrag,
  { moved }: Drag,
  point: Point,
): ExploreFilter | null {
  const grid = moved ? link.gridOf(chart.id) : undefined;
  const { keys } = membersUnder(plot, members, point, data, values, grid);
  return keys.length > 0 ? { members: keys } : null;
}
