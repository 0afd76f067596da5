import type { Browser, Page } from '@playwright/test';

/** One task or step of the page's main thread; times in milliseconds, `work` is processor time. */
interface Span {
  name: string;
  start: number;
  end: number;
  work: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: {
    name?: string;
    data?: { functionName?: string; url?: string; lineNumber?: number; type?: string };
  };
}

export interface Frame {
  /** All that the page's main thread did from one frame to the next, in milliseconds of processor time. */
  work: number;
  script: number;
  style: number;
  layout: number;
  paint: number;
}

interface Recording {
  frames: Frame[];
  /** Tasks of more than 50 ms of processor time, each with what took longest in it. */
  long: { work: number; name: string }[];
}

const categories = ['toplevel', 'devtools.timeline', 'blink.user_timing'];
const mark = 'bench frame';
const tasks = 'ThreadControllerImpl::RunTask';

const kinds: Record<string, keyof Frame> = {
  FunctionCall: 'script',
  EventDispatch: 'script',
  FireAnimationFrame: 'script',
  TimerFire: 'script',
  RunMicrotasks: 'script',
  EvaluateScript: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
};

/** Runs `act` under Chromium's tracing; frames begin where the page calls `performance.mark('bench frame')`. */
export async function record(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<Recording> {
  await browser.startTracing(page, { categories });
  const [done] = await Promise.allSettled([act()]);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  if (done.status === 'rejected') throw done.reason;
  return readTrace(trace.traceEvents);
}

function readTrace(events: TraceEvent[]): Recording {
  const thread = mainThread(events);
  const own = events.filter((event) => threadOf(event) === thread);
  const marks = own.filter(({ name }) => name === mark).map(({ ts }) => ts / 1000);
  const spans = own
    .filter(({ ph }) => ph === 'X')
    .map(toSpan)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const whole = spans.filter(({ name }) => name === tasks);
  return { frames: framesOf(whole, spans, marks), long: longTasks(whole, spans) };
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

/** Where most styles were computed: a browser has several processes, each with a main thread. */
function mainThread(events: TraceEvent[]): string | undefined {
  const styled = events.filter(({ name }) => name === 'UpdateLayoutTree' || name === mark);
  const groups = [...Map.groupBy(styled, threadOf)];
  return groups.sort((a, b) => b[1].length - a[1].length)[0]?.[0];
}

function toSpan({ name, ts, dur = 0, tdur = 0, args }: TraceEvent): Span {
  const data = args?.data;
  const file = data?.url?.split('/').at(-1) ?? '';
  const place = [data?.functionName, file && `${file}:${data?.lineNumber ?? 0}`, data?.type];
  const named = [name, ...place.filter(Boolean)].join(' ');
  return { name: named, start: ts / 1000, end: (ts + dur) / 1000, work: tdur / 1000 };
}

function kindOf({ name }: Span): keyof Frame | undefined {
  return kinds[name.split(' ')[0]!];
}

/** From the task that holds one mark up to the task that holds the next. */
function framesOf(whole: Span[], spans: Span[], marks: number[]): Frame[] {
  const starts = marks.map((time) => whole.findLast(({ start }) => start <= time)?.start ?? time);
  return starts.slice(0, -1).map((from, index) => {
    const to = starts[index + 1]!;
    const within = ({ start }: Span) => start >= from && start < to;
    const frame: Frame = { work: 0, script: 0, style: 0, layout: 0, paint: 0 };
    for (const { work } of whole.filter(within)) frame.work += work;
    for (const [kind, work] of ownWork(spans.filter(within))) frame[kind] += work;
    return frame;
  });
}

/** The work of each step without that of steps within it that are of another kind. */
function ownWork(spans: Span[]): [keyof Frame, number][] {
  const open: { end: number; kind: keyof Frame }[] = [];
  const parts: [keyof Frame, number][] = [];
  for (const span of spans) {
    const kind = kindOf(span);
    if (!kind) continue;
    while (open.length > 0 && open.at(-1)!.end <= span.start) open.pop();
    const around = open.at(-1);
    if (around) parts.push([around.kind, -span.work]);
    parts.push([kind, span.work]);
    open.push({ end: span.end, kind });
  }
  return parts;
}

function longTasks(whole: Span[], spans: Span[]): Recording['long'] {
  return whole
    .filter(({ work }) => work > 50)
    .map(({ work, start, end }) => {
      const within = spans.filter((span) => span.start >= start && span.end <= end && span.name !== tasks);
      const named = within
        .filter((span) => kindOf(span) && span.work > work / 4)
        .sort((a, b) => a.work - b.work);
      return { work, name: named[0]?.name ?? 'not named' };
    });
}
