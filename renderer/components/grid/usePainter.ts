import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type Drawn, type Picture, type PlacedCell, RowPainter } from './RowPainter.ts';
import type { Size } from './useSize.ts';

interface Painted<Cell extends PlacedCell> {
  box: RefObject<HTMLElement | null>;
  body: RefObject<HTMLElement | null>;
  size: Size;
  /** Another one each time that something is to be drawn anew. */
  picture: Picture<Cell>;
  onDrawn?(drawn: Drawn): void;
}

/** Draws a picture, and what is scrolled into sight without React. */
export function usePainter<Cell extends PlacedCell>({
  box,
  body,
  size,
  picture,
  onDrawn,
}: Painted<Cell>): RefObject<RowPainter<Cell> | null> {
  const painter = useRef<RowPainter<Cell> | null>(null);
  const tell = useRef(onDrawn);
  tell.current = onDrawn;
  useLayoutEffect(() => {
    const scroller = box.current!;
    const made = new RowPainter<Cell>(scroller, body.current!);
    painter.current = made;
    const onScroll = () => {
      made.follow();
      tell.current?.(made.drawn);
    };
    const ending = new AbortController();
    const { signal } = ending;
    scroller.addEventListener('scroll', onScroll, { passive: true, signal });
    scroller.addEventListener('pointerover', ({ target }) => made.hover(target as Element), { signal });
    scroller.addEventListener('pointerleave', () => made.hover(null), { signal });
    return () => ending.abort();
  }, [box, body]);
  useLayoutEffect(() => {
    if (size.width === 0 || !painter.current) return;
    painter.current.show(picture, size);
    tell.current?.(painter.current.drawn);
  }, [picture, size]);
  return painter;
}
