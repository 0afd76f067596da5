/** Passes on the first value at once, and from then on the latest one, no more often than every `interval` ms. */
export function throttle<T>(
  interval: number,
  pass: (value: T) => void,
): { push(value: T): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let waiting: { value: T } | null = null;
  function tick(): void {
    timer = null;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(tick, interval);
    pass(value);
  }
  function push(value: T): void {
    waiting = { value };
    if (!timer) tick();
  }
  function stop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    waiting = null;
  }
  return { push, stop };
}
