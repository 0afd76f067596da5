import {
  type Gesture,
  type Held,
  type Point,
  startGesture,
} from '../../../../shared/charts/exploreGesture.ts';
import type { Drawing } from './drawing.ts';
import { type MemberDrag, startMembers } from './memberBrush.ts';

/** A pointer that was pressed on a chart and not yet let go: over binned axes a gesture, over a scatter its points. */
export interface Drag {
  gesture: Gesture | null;
  members: MemberDrag | null;
  start: Point;
  held: Held;
  /** It has left the reach of a click. */
  moved: boolean;
}

/** A drag as it begins. */
export function startDrag({ plot, selection }: Drawing, start: Point, held: Held): Drag {
  const isScatter = plot.chart.kind === 'scatter';
  return {
    gesture: isScatter ? null : startGesture(plot, selection.brush, start, held),
    members: isScatter ? startMembers(start, held.add, selection.members) : null,
    start,
    held,
    moved: false,
  };
}
