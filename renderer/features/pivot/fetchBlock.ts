import type { Progress } from '../../../shared/contract/method.ts';
import type { PivotPage } from '../../../shared/contract/pivot.ts';
import type { PivotSpec } from '../../../shared/domain/pivot.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import type { EngineClient } from '../../app/session.ts';

/** Rows and columns fetched at once. */
export const blockRows = 100;
export const blockColumns = 24;

/** A window of figures that has come. */
export interface Block extends Omit<PivotPage, 'arrow'> {
  /** The question that it answers. */
  spec: PivotSpec;
  /** By column of the block and measure: the figures of the block's rows. */
  figures: Float64Array[];
}

export async function fetchBlock(
  client: EngineClient,
  spec: PivotSpec,
  locale: 'en' | 'zh-CN',
  rows: { offset: number; limit: number },
  columns: { offset: number; limit: number },
  options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<Block> {
  const { arrow, ...page } = await client.call('pivot.page', { spec, rows, columns, locale }, options);
  const table = decodeTable({ arrow });
  const figures = table.columns.slice(1).map((column) => column.values as Float64Array);
  return { ...page, spec, figures };
}
