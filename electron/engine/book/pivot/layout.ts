import type { PivotExpansion, PivotHead, PivotPath } from '../../../../shared/domain/pivot.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Axis } from './axis.ts';
import type { PartsOf } from './order.ts';

/** A group of an axis by its level and its place there; level 0 is the whole. */
export interface Spot {
  level: number;
  node: number;
}

/** The rows, or the columns, that are shown, in order. */
export interface Layout {
  length: number;
  spot(index: number): Spot;
  /** Its own figures are shown beside those of its parts. */
  isTotal(index: number): boolean;
  /** An open group whose figures are left to its parts. */
  isBare(index: number): boolean;
  head(index: number, isPartial: (spot: Spot) => boolean): PivotHead;
}

export interface LayoutOptions {
  expansion: PivotExpansion;
  subtotals: boolean;
  grand: boolean;
  /** Rows show a group before its parts; columns show its total after them. */
  totalsAfter: boolean;
  most: number;
}

type Kind = 'plain' | 'open' | 'total';

/** Lays out the open groups of an axis. Throws `tooManyResults` above `most`. */
export function layOutAxis(axis: Axis, partsOf: PartsOf, options: LayoutOptions): Layout {
  const levels: number[] = [];
  const nodes: number[] = [];
  const kinds: Kind[] = [];
  const last = axis.dimensions.length;
  const isOpen = openness(options.expansion);
  function add(level: number, node: number, kind: Kind): void {
    if (levels.length >= options.most) throw tooMany(options.most);
    levels.push(level);
    nodes.push(node);
    kinds.push(kind);
  }
  function visit(level: number, node: number, path: PivotPath): void {
    const open = level < last && isOpen(path);
    if (!open || !options.totalsAfter) add(level, node, open ? 'open' : 'plain');
    if (!open) return;
    parts(level, node, path);
    if (options.totalsAfter && options.subtotals) add(level, node, 'total');
  }
  function parts(level: number, node: number, path: PivotPath): void {
    for (const part of partsOf(level, node)) visit(level + 1, part, [...path, axis.step(level + 1, part)]);
  }
  const isSplit = last > 0 && isOpen([]);
  if (isSplit) parts(0, 0, []);
  if (options.grand || !isSplit) add(0, 0, 'total');
  return {
    length: levels.length,
    spot: (index) => ({ level: levels[index]!, node: nodes[index]! }),
    isTotal: (index) => kinds[index] !== 'plain',
    isBare: (index) => kinds[index] === 'open' && !options.subtotals,
    head(index, isPartial) {
      const spot = { level: levels[index]!, node: nodes[index]! };
      return {
        path: axis.path(spot.level, spot.node),
        total: kinds[index] === 'total',
        group: spot.level < last,
        open: spot.level === 0 ? isSplit : kinds[index] !== 'plain',
        partial: isPartial(spot),
      };
    },
  };
}

/** The innermost level that the expansion can bring into sight. */
export function deepestLevel(expansion: PivotExpansion, fields: number): number {
  const deepest = expansion.except.reduce((most, path) => Math.max(most, path.length), expansion.depth);
  return Math.min(fields, deepest + 1);
}

function openness({ depth, except }: PivotExpansion): (path: PivotPath) => boolean {
  const exceptions = new Set(except.map((path) => JSON.stringify(path)));
  return (path) => path.length <= depth !== (exceptions.size > 0 && exceptions.has(JSON.stringify(path)));
}

function tooMany(most: number): ExpectedError {
  return new ExpectedError('tooManyResults', `The pivot has more than ${most} rows or columns`, {
    hint: 'Close some levels, keep only the largest values, or filter',
    params: { limit: most },
  });
}
