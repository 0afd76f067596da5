import type { FoldBatch } from './foldBatch.ts';

/** Which account or product of the book each code of a batch's column means. */
export interface Identity {
  members(batch: FoldBatch, name: MemberField): Int32Array;
  /** The same in every book in which the codes of the batch's column mean the same accounts or products. */
  fingerprint(batch: FoldBatch, name: MemberField): string;
}

export type MemberField = 'account' | 'product';
