import { type FoundTotal, findTotals, type MemberFigures } from '../../analysis/market/findTotals.ts';
import type { Collected } from './collected.ts';
import type { ImportPlan } from './importPlan.ts';

/** Values of one field of a market table that are sums of other values of it. */
export interface Hierarchy {
  field: 'category' | 'region';
  totals: { name: string; parts: string[]; checked: number }[];
}

export interface FoundHierarchies {
  hierarchies: Hierarchy[];
  /** Which rows to leave out, in the order of rows: those of parts, or those of totals. */
  leaveOut(keep: 'totals' | 'leaves'): Uint8Array;
}

const fields = ['category', 'region'] as const;
/** A metric or unit with more values than this is a number of the series, not what tells figures apart. */
const mostKinds = 20;
const besides = ['category', 'region', 'city_tier', 'metric', 'unit'];

/** Totals among the categories and regions of market figures, found from the figures. */
export function findHierarchies(plan: ImportPlan, collected: Collected): FoundHierarchies {
  const found = fields.flatMap((field) => {
    const figures = figuresOf(field, plan, collected);
    const totals = figures ? findTotals(figures) : [];
    return figures && totals.length > 0 ? [{ field, figures, totals }] : [];
  });
  return {
    hierarchies: found.map(({ field, totals }) => {
      const names = collected.dictionaries[plan.slots.get(field)!]!.values;
      return {
        field,
        totals: totals.map(({ total, parts, checked }) => ({
          name: names[total]!,
          parts: parts.map((part) => names[part]!),
          checked,
        })),
      };
    }),
    leaveOut(keep) {
      const marks = new Uint8Array(collected.rows);
      for (const { figures, totals } of found) markRows(figures, totals, keep, marks);
      return marks;
    },
  };
}

function figuresOf(field: string, plan: ImportPlan, collected: Collected): MemberFigures | null {
  const own = plan.slots.get(field);
  const day = plan.slots.get('date');
  const value = plan.slots.get('value');
  if (own === undefined || day === undefined || value === undefined) return null;
  const { rows } = collected;
  const member = collected.columns[own]!.all() as Int32Array;
  const days = collected.columns[day]!.all() as Int32Array;
  const others = besides
    .filter((name) => name !== field)
    .flatMap((name) => plan.slots.get(name) ?? [])
    .filter(
      (slot) =>
        slot === plan.slots.get('region') ||
        slot === plan.slots.get('category') ||
        collected.dictionaries[slot]!.values.length <= mostKinds,
    );
  const codes = others.map((slot) => collected.columns[slot]!.all() as Int32Array);
  const group = numbered(rows, (row) => codes.map((one) => one[row]).join(','));
  const context = numbered(rows, (row) => `${group.codes[row]},${days[row]}`);
  return {
    member,
    members: collected.dictionaries[own]!.values.length,
    group: group.codes,
    groups: group.count,
    context: context.codes,
    contexts: context.count,
    value: collected.columns[value]!.all() as Float64Array,
  };
}

function numbered(rows: number, key: (row: number) => string): { codes: Int32Array; count: number } {
  const known = new Map<string, number>();
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = key(row);
    if (!known.has(text)) known.set(text, known.size);
    codes[row] = known.get(text)!;
  }
  return { codes, count: known.size };
}

/**
 * Marks what is not to count: every part of a total; or, context by context, the total where all its parts are there.
 * Where some of them are not published, the total stays and its parts go, so that nothing is lost.
 */
function markRows(
  figures: MemberFigures,
  totals: FoundTotal[],
  keep: 'totals' | 'leaves',
  marks: Uint8Array,
): void {
  const { member, context, value } = figures;
  if (keep === 'totals') {
    const parts = new Set(totals.flatMap((total) => total.parts));
    for (let row = 0; row < member.length; row++) if (parts.has(member[row]!)) marks[row] = 1;
    return;
  }
  const rowsOf = new Map<number, number[]>();
  const at = (code: number, where: number) => where * figures.members + code;
  for (let row = 0; row < value.length; row++) {
    if (member[row]! < 0 || Number.isNaN(value[row]!)) continue;
    const key = at(member[row]!, context[row]!);
    const known = rowsOf.get(key);
    if (known) known.push(row);
    else rowsOf.set(key, [row]);
  }
  const partsOf = new Map(totals.map(({ total, parts }) => [total, parts]));
  const mark = (code: number, where: number) => {
    for (const row of rowsOf.get(at(code, where)) ?? []) marks[row] = 1;
  };
  const markBelow = (code: number, where: number): void => {
    for (const part of partsOf.get(code) ?? []) {
      mark(part, where);
      markBelow(part, where);
    }
  };
  const fromTop = [...totals].reverse();
  for (let where = 0; where < figures.contexts; where++) {
    for (const { total, parts } of fromTop) {
      const own = rowsOf.get(at(total, where));
      if (!own || own.every((row) => marks[row] === 1)) continue;
      if (parts.every((part) => rowsOf.has(at(part, where)))) mark(total, where);
      else markBelow(total, where);
    }
  }
}
