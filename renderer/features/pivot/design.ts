import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import {
  mostPivotColumnFields,
  mostPivotMeasures,
  mostPivotRowFields,
  newPivot,
  type PivotField,
  type PivotSort,
  type PivotSpec,
  type ShowAs,
  showAs,
} from '../../../shared/domain/pivot.ts';

/** What the person decides about a pivot; filters come from the slice of the page. */
export type PivotDesign = Omit<PivotSpec, 'where' | 'basis' | 'from' | 'to'> & {
  /** A period text that the pivot is cut to; null = all days. */
  period: string | null;
};

export type Well = 'rows' | 'columns' | 'measures';

/** A chip in a well, or a name in the list that is being dragged. */
export interface Item {
  name: string;
  /** Where it is taken from; null = the list. */
  well: Well | null;
  index: number;
}

const most: Record<Well, number> = {
  rows: mostPivotRowFields,
  columns: mostPivotColumnFields,
  measures: mostPivotMeasures,
};

const byLabel: PivotSort = { by: 'label', descending: false };

/** Groupings that show something on most books: a field of few values down, years across. */
export function firstDesign(fields: FieldInfo[], measures: string[]): PivotDesign {
  const few = (field: FieldInfo) => field.type === 'text' && field.distinct >= 2 && field.distinct <= 40;
  const preferred = ['market', 'region', 'segment', 'industry', 'category', 'family'];
  const named = preferred.flatMap((name) => fields.filter((field) => field.name === name && few(field)));
  const down = named[0] ?? fields.find((field) => few(field) && field.of !== 'time');
  const {
    where: _where,
    basis: _basis,
    ...rest
  } = newPivot(
    down ? [down.name] : ['month'],
    down ? ['year'] : [],
    [measures.includes('revenue') ? 'revenue' : 'lines'],
    { where: [], basis: 'net' },
  );
  return { ...rest, period: null };
}

export function encodeDesign(design: PivotDesign): string {
  return JSON.stringify(design);
}

/** The design in an address, or null where there is none that could be one. */
export function decodeDesign(text: string | null): PivotDesign | null {
  if (!text) return null;
  try {
    const value = JSON.parse(text) as PivotDesign;
    return isDesign(value) ? value : null;
  } catch {
    return null;
  }
}

function isDesign(value: PivotDesign): boolean {
  const areFields = (fields: PivotField[]) => fields.every(({ field }) => typeof field === 'string');
  return (
    Array.isArray(value.rows) &&
    Array.isArray(value.columns) &&
    Array.isArray(value.measures) &&
    areFields(value.rows) &&
    areFields(value.columns) &&
    value.measures.every(({ measure, as }) => typeof measure === 'string' && showAs.includes(as)) &&
    [value.rowSort, value.columnSort].every((sort) => sort.by === 'label' || sort.by === 'value') &&
    [value.rowsOpen, value.columnsOpen].every(
      ({ depth, except }) => Number.isInteger(depth) && Array.isArray(except),
    ) &&
    typeof value.totals === 'object' &&
    typeof value.heat === 'boolean'
  );
}

function nameAt(design: PivotDesign, well: Well, index: number): string | undefined {
  if (well === 'measures') return design.measures[index]?.measure;
  return design[well][index]?.field;
}

/** Another field makes other groups: what was open or sorted by a group no longer means anything. */
function forgetting(design: PivotDesign, well: Well): PivotDesign {
  if (well === 'measures') return withoutDeadSorts(design);
  const open = { depth: 0, except: [] };
  const next = well === 'rows' ? { ...design, rowsOpen: open } : { ...design, columnsOpen: open };
  return well === 'rows'
    ? { ...next, columnSort: { ...next.columnSort, at: undefined } }
    : { ...next, rowSort: { ...next.rowSort, at: undefined } };
}

function withoutDeadSorts(design: PivotDesign): PivotDesign {
  const alive = (sort: PivotSort) => ((sort.measure ?? 0) < design.measures.length ? sort : byLabel);
  return { ...design, rowSort: alive(design.rowSort), columnSort: alive(design.columnSort) };
}

export function withoutItem(design: PivotDesign, well: Well, index: number): PivotDesign {
  const rest = <Each>(list: Each[]) => list.filter((_, at) => at !== index);
  const next =
    well === 'measures'
      ? { ...design, measures: rest(design.measures) }
      : { ...design, [well]: rest(design[well]) };
  return forgetting(next, well);
}

/** Puts an item into a well, before the chip at `index`; a field stands once, a measure may stand in several ways. */
export function withItem(design: PivotDesign, item: Item, well: Well, index: number): PivotDesign {
  if ((item.well === 'measures') !== (well === 'measures') && item.well !== null) return design;
  const field = item.well && item.well !== 'measures' ? design[item.well][item.index] : undefined;
  const measure = item.well === 'measures' ? design.measures[item.index] : undefined;
  const taken =
    item.well === null ? withoutField(design, item.name, well) : withoutItem(design, item.well, item.index);
  const place = Math.max(0, index - (item.well === well && item.index < index ? 1 : 0));
  const insert = <Each>(list: Each[], each: Each) => [...list.slice(0, place), each, ...list.slice(place)];
  if (well === 'measures') {
    if (taken.measures.length >= most.measures) return design;
    return forgetting(
      { ...taken, measures: insert(taken.measures, measure ?? { measure: item.name, as: 'value' }) },
      well,
    );
  }
  if (taken[well].length >= most[well]) return design;
  return forgetting({ ...taken, [well]: insert(taken[well], field ?? { field: item.name }) }, well);
}

function withoutField(design: PivotDesign, name: string, well: Well): PivotDesign {
  if (well === 'measures') return design;
  let next = design;
  for (const each of ['rows', 'columns'] as const) {
    const at = next[each].findIndex(({ field }) => field === name);
    if (at >= 0) next = withoutItem(next, each, at);
  }
  return next;
}

export function withAs(design: PivotDesign, index: number, as: ShowAs): PivotDesign {
  return {
    ...design,
    measures: design.measures.map((measure, at) => (at === index ? { ...measure, as } : measure)),
  };
}

export function withTop(
  design: PivotDesign,
  well: 'rows' | 'columns',
  index: number,
  top: number | null,
  by: string | undefined,
): PivotDesign {
  const fields = design[well].map(({ field, ...rest }, at): PivotField => {
    if (at !== index) return { field, ...rest };
    return top === null ? { field } : { field, top, ...(by ? { by } : {}) };
  });
  return forgetting({ ...design, [well]: fields }, well);
}

export function hasItem(design: PivotDesign, name: string): boolean {
  const wells: Well[] = ['rows', 'columns', 'measures'];
  return wells.some((well) =>
    Array.from({ length: most[well] }, (_, index) => nameAt(design, well, index)).includes(name),
  );
}

/** A click on a column's header: largest first, then smallest first, then by label again. */
export function nextSort(sort: PivotSort, measure: number, at: PivotSort['at']): PivotSort {
  const isSame =
    sort.by === 'value' &&
    (sort.measure ?? 0) === measure &&
    JSON.stringify(sort.at ?? []) === JSON.stringify(at ?? []);
  if (!isSame) return { by: 'value', measure, at: at ?? [], descending: true };
  return sort.descending ? { ...sort, descending: false } : byLabel;
}
