import { type Ref, useRef } from 'react';
import type { ExploreFilter } from '../../../../shared/contract/explore.ts';
import { useWords } from '../../../app/words.tsx';
import type { ChartPictures } from '../../../charts/Chart.tsx';
import type { LinkedChart } from './chartSelection.ts';
import type { Drag } from './drag.ts';
import { keyHandler } from './keyHandler.ts';
import { pointerHandlers } from './pointerHandlers.ts';
import { useBrush } from './useBrush.ts';
import { useDrawing } from './useDrawing.ts';

export interface ChartCanvasProps extends LinkedChart {
  /** Scales end where the selections end. */
  fit: boolean;
  label: string;
  height: number;
  pictures: Ref<ChartPictures>;
  /** The brush has come to rest; null takes the selection away. */
  onSelect(filter: ExploreFilter | null): void;
  /** Right click on a bin or point: the filter that means it alone. */
  onDrill(filter: ExploreFilter, label: string): void;
}

/**
 * A linked chart on two canvases: axes and unfiltered marks below, what moves with the brushes above. Everything that
 * happens while a pointer moves stays outside React.
 */
export function ChartCanvas(props: ChartCanvasProps) {
  const { chart, label, height } = props;
  const words = useWords();
  const tip = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const { box, below, above, drawing } = useDrawing(props, drag);
  const brush = useBrush(props, drawing, drag);
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
      {...pointerHandlers(props, brush, words, { drawing, drag, tip })}
      onFocus={brush.warm}
      onKeyDown={keyHandler(props, brush, drawing, drag)}
    >
      <canvas ref={below} aria-hidden />
      <canvas ref={above} aria-hidden />
      <div ref={tip} className="explore-tip" hidden aria-hidden />
    </div>
  );
}
