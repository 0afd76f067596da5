import type { PivotHead, PivotMeasure, PivotPath, PivotStep } from '../../../shared/domain/pivot.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';

export function stepWords(step: PivotStep, t: Translate): string {
  if (step === true) return t('pivot.other');
  return step === null ? t('value.empty') : step;
}

export function measureWords({ measure, as }: PivotMeasure, t: Translate): string {
  const name = t.dynamic(`measure.${measure}`, {}, measure);
  return as === 'value' ? name : t('pivot.measureAs', { measure: name, as: t(`pivot.as.${as}`) });
}

/** A header over the columns from one to another. */
export interface HeaderCell {
  depth: number;
  from: number;
  to: number;
  text: string;
  path: PivotPath;
  total: boolean;
  group: boolean;
  open: boolean;
  partial: boolean;
}

/** The headers of every depth: a group's stands over its parts and its total. */
export function headerCells(columns: PivotHead[], depths: number, t: Translate): HeaderCell[] {
  const cells: HeaderCell[] = [];
  for (let depth = 0; depth < depths; depth++) {
    let before: HeaderCell | null = null;
    columns.forEach((head, index) => {
      const cell = headerAt(head, index, depth, depths, t);
      if (
        before &&
        cell.path.length > depth &&
        before.path.length > depth &&
        samePath(before.path, cell.path)
      ) {
        before.to = index;
        before.open ||= cell.open;
        return;
      }
      before = cell;
      cells.push(cell);
    });
  }
  return cells;
}

function samePath(a: PivotPath, b: PivotPath): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function headerAt(head: PivotHead, index: number, depth: number, depths: number, t: Translate): HeaderCell {
  const { path } = head;
  const base = { depth, from: index, to: index, total: head.total };
  if (depth < path.length) {
    const isOwn = depth === path.length - 1;
    return {
      ...base,
      text: stepWords(path[depth]!, t),
      path: path.slice(0, depth + 1),
      total: false,
      group: depth < depths - 1,
      open: !isOwn || head.open,
      partial: isOwn && head.partial && !head.total,
    };
  }
  const isLabel = head.total && depth === path.length;
  const text = path.length === 0 ? t('pivot.grandTotal') : t('pivot.total');
  return { ...base, text: isLabel ? text : '', path: [], group: false, open: false, partial: false };
}
