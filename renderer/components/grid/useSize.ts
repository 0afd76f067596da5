import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** How large an element is, its border and scroll bars included; nothing before it is there. */
export function useSize(box: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current!;
    const read = () => {
      const [width, height] = [element.offsetWidth, element.offsetHeight];
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    const observer = new ResizeObserver(read);
    observer.observe(element);
    read();
    return () => observer.disconnect();
  }, [box]);
  return size;
}

let barWidth: number | null = null;

/** Pixels that a scroll bar takes from what it stands beside. */
export function scrollBarWidth(): number {
  if (barWidth === null) {
    const box = document.createElement('div');
    box.style.cssText = 'position: absolute; width: 100px; overflow-y: scroll';
    document.body.append(box);
    barWidth = 100 - box.clientWidth;
    box.remove();
  }
  return barWidth;
}
