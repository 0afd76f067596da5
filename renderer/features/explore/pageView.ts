import type { ExploreChart, ExploreFilter, ExploreView } from '../../../shared/contract/explore.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import { measures } from '../../../shared/domain/measures.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import type { Slice } from '../../../shared/domain/slice.ts';
import type { SliceState } from '../../app/sliceAddress.ts';

/** Charts in their order, and what is selected in them: all that a saved view holds. */
export interface PageView {
  charts: ExploreChart[];
  filters: Record<string, ExploreFilter>;
  /** Scales end where the selections end; otherwise they hold what the slice alone leaves. */
  fit?: true;
}

/** As many charts as the engine answers for at once. */
export const mostCharts = 12;

export function encodeView({ charts, filters, fit }: PageView): string {
  return JSON.stringify({ charts, filters, ...(fit ? { fit } : {}) });
}

/** The view written by `encodeView`; null for text that is none: an address can be typed by hand. */
export function decodeView(text: string | null): PageView | null {
  if (!text) return null;
  try {
    const { charts, filters, fit } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (!Array.isArray(charts) || typeof filters !== 'object' || filters === null) return null;
    if (!charts.every(isChart) || !Object.values(filters).every(isFilter)) return null;
    return { charts, filters: filters as PageView['filters'], ...(fit === true ? { fit } : {}) };
  } catch {
    return null;
  }
}

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a chart has what it takes to be named and drawn; values and fields are for the engine to judge. */
function isChart(chart: unknown): chart is ExploreChart {
  if (!isPlain(chart) || typeof chart.id !== 'string' || !isMeasure(chart.measure)) return false;
  const hasAxis = (axis: unknown) => isPlain(axis) && typeof axis.field === 'string';
  if (chart.kind === 'table') return true;
  if (chart.kind === 'scatter')
    return isMeasure(chart.measureY) && (chart.of === 'account' || chart.of === 'product');
  if (chart.kind === 'heat') return hasAxis(chart.x) && hasAxis(chart.y);
  return ['time', 'bars', 'tiers', 'histogram'].includes(String(chart.kind)) && hasAxis(chart.x);
}

function isMeasure(name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(measures, name);
}

function isFilter(filter: unknown): boolean {
  if (!isPlain(filter)) return false;
  if ('members' in filter) return Array.isArray(filter.members);
  return [filter.x, filter.y].every((each) => each === undefined || isAxisFilter(each));
}

function isAxisFilter(filter: unknown): boolean {
  if (!isPlain(filter)) return false;
  const listed = filter.in ?? filter.not;
  return Array.isArray(listed) || ('from' in filter && 'below' in filter);
}

/**
 * The days that the page's period and as-of date leave, as the engine takes them; nothing where neither is set. Text that
 * is no period goes to the engine as it is, which says so.
 */
function spanOf({ from, to, asOf }: SliceState): { from?: string; to?: string } {
  const written = [from, to, asOf].flatMap((text) => text ?? []);
  const wrong = written.find((text) => !isPeriod(text));
  if (wrong !== undefined) return { from: wrong };
  const last = asOf ? parsePeriod(asOf).to : Number.POSITIVE_INFINITY;
  const periods = [from, to].flatMap((text) => (text ? [parsePeriod(text)] : []));
  if (periods.length === 0) return asOf ? { to: isoDate(last) } : {};
  const first = Math.min(...periods.map((period) => period.from));
  const end = Math.max(...periods.map((period) => period.to));
  return { from: isoDate(first), to: isoDate(Math.min(end, last)) };
}

function isPeriod(text: string): boolean {
  try {
    parsePeriod(text);
    return true;
  } catch {
    return false;
  }
}

/** The whole question to the engine: the view over the slice and period of the page. */
export function questionOf(state: SliceState, slice: Slice, { charts, filters }: PageView): ExploreView {
  return {
    slice,
    ...spanOf(state),
    charts,
    filters: filters as ExploreView['filters'],
  };
}

/** A name that no chart of the list has. */
export function freshId(charts: readonly ExploreChart[]): string {
  let number = charts.length + 1;
  while (charts.some(({ id }) => id === `c${number}`)) number++;
  return `c${number}`;
}

/** The view with a chart put in before another (null: at the end). */
export function withChart(view: PageView, chart: ExploreChart, before: string | null): PageView {
  const at = view.charts.findIndex(({ id }) => id === before);
  const charts = [...view.charts];
  charts.splice(at < 0 ? charts.length : at, 0, chart);
  return { ...view, charts };
}

export function withoutChart(view: PageView, id: string): PageView {
  const { [id]: _gone, ...filters } = view.filters;
  return { ...view, charts: view.charts.filter((chart) => chart.id !== id), filters };
}

/** The view with one chart changed. A filter over another field than before goes. */
export function withChanged(view: PageView, chart: ExploreChart): PageView {
  const old = view.charts.find(({ id }) => id === chart.id);
  const charts = view.charts.map((one) => (one.id === chart.id ? chart : one));
  if (old && fieldsOf(old) === fieldsOf(chart)) return { ...view, charts };
  const { [chart.id]: _gone, ...filters } = view.filters;
  return { ...view, charts, filters };
}

function fieldsOf(chart: ExploreChart): string {
  if (chart.kind === 'scatter') return `scatter ${chart.of}`;
  if (chart.kind === 'table') return 'table';
  return JSON.stringify(chart.kind === 'heat' ? [chart.x.field, chart.y.field] : [chart.x.field]);
}

/** The view with a chart moved before another (null: to the end). */
export function withMoved(view: PageView, id: string, before: string | null): PageView {
  const chart = view.charts.find((one) => one.id === id);
  if (!chart || id === before) return view;
  const others = { ...view, charts: view.charts.filter((one) => one.id !== id) };
  return withChart(others, chart, before);
}

/** The view with what is selected in one chart replaced; null takes it out. */
export function withSelected(view: PageView, id: string, filter: ExploreFilter | null): PageView {
  const { [id]: _old, ...filters } = view.filters;
  return { ...view, filters: filter ? { ...filters, [id]: filter } : filters };
}
