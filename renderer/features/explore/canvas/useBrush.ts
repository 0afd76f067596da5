import { type RefObject, useEffect, useRef } from 'react';
import type { ExploreFilter } from '../../../../shared/contract/explore.ts';
import type { Brush } from '../../../../shared/domain/cubeBrush.ts';
import { filterOfBrush, type LinkedChart, restingSelection } from './chartSelection.ts';
import type { Drag } from './drag.ts';
import type { Drawing } from './drawing.ts';

/** Pointing at a chart for so long has its cubes made, in milliseconds. */
const warmAfter = 80;
/** After the last key a brush that was moved by keys comes to rest, in milliseconds. */
const keysRest = 350;

interface BrushedProps extends LinkedChart {
  /** The brush has come to rest; null takes the selection away. */
  onSelect(filter: ExploreFilter | null): void;
}

interface Timers {
  warm?: ReturnType<typeof setTimeout>;
  keys?: ReturnType<typeof setTimeout>;
}

/** What a brush does to its chart and to all others, whether a pointer or keys move it. */
export interface BrushControl {
  /** Has the cubes made that a brush is answered from. */
  warm(): void;
  /** The same after a while, unless it is called off. */
  warmSoon(): void;
  keepCold(): void;
  /** A pointer is pressed: what keys have moved comes to rest with what the pointer does. */
  begin(): void;
  /** Shows a brush while it moves and has all other charts follow. */
  moveTo(brush: Brush): void;
  settle(filter: ExploreFilter | null): void;
  /** Settles what keys have moved once no further key comes. */
  settleSoon(filter: ExploreFilter | null): void;
  /** Takes the selection away, and what keys have moved with it. */
  clear(): void;
  /** Everything is as it was before the brush began. */
  giveUp(): void;
}

/** The brush of a chart, from its first move to its rest. */
export function useBrush(
  { chart, data, filter, link, onSelect }: BrushedProps,
  drawing: RefObject<Drawing | null>,
  drag: RefObject<Drag | null>,
): BrushControl {
  const timers = useRef<Timers>({});
  useEffect(() => () => clearTimers(timers.current), []);

  function warm(): void {
    void link.warm(chart.id)?.catch(() => undefined);
  }

  function settle(next: ExploreFilter | null): void {
    clearTimeout(timers.current.keys);
    link.settle();
    onSelect(next);
  }

  return {
    warm,
    warmSoon: () => {
      timers.current.warm = setTimeout(warm, warmAfter);
    },
    keepCold: () => clearTimeout(timers.current.warm),
    begin: () => {
      clearTimers(timers.current);
      warm();
    },
    moveTo: (brush) => {
      if (!drawing.current) return;
      drawing.current.select({ brush, box: null, members: null });
      link.move({ id: chart.id, brush, filter: filterOfBrush(data, brush) });
    },
    settle,
    settleSoon: (next) => {
      clearTimeout(timers.current.keys);
      timers.current.keys = setTimeout(() => settle(next), keysRest);
    },
    clear: () => settle(null),
    giveUp: () => {
      drag.current = null;
      clearTimeout(timers.current.keys);
      link.giveUp();
      drawing.current?.select(restingSelection({ data, filter }));
    },
  };
}

function clearTimers({ warm, keys }: Timers): void {
  clearTimeout(warm);
  clearTimeout(keys);
}
