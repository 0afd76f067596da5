import { z } from 'zod';
import type { WireTable } from './analyse.ts';
import { read, write } from './method.ts';
import { fileHandle, type WorkspaceInfo } from './workspace.ts';

/** What good data is: nothing missing, nothing twice, nothing that contradicts itself, up to date, within bounds. */
export const qualityDimensions = [
  'completeness',
  'uniqueness',
  'consistency',
  'timeliness',
  'validity',
] as const;
export type QualityDimension = (typeof qualityDimensions)[number];

export const qualityRules = [
  'missingOwner',
  'unlistedAccounts',
  'unlistedProducts',
  'rowsWithoutAccount',
  'bookGaps',
  'accountGaps',
  'currencyHoles',
  'duplicateAccounts',
  'duplicateLines',
  'returnsWithoutSale',
  'returnsAsSales',
  'serviceLines',
  'priceTimesQuantity',
  'unmatchedPlans',
  'futureDates',
  'beforeContract',
  'contractDates',
  'priceOutliers',
  'monthOutliers',
  'feedbackRange',
  'negativeStock',
] as const;
export type QualityRule = (typeof qualityRules)[number];

/** What can be done about the rows of a rule. */
export type QualityFix = 'rows' | 'merge' | 'owner' | 'exclude' | 'download' | 'importList';

export interface QualityFinding {
  rule: QualityRule;
  dimension: QualityDimension;
  /** False where the book has nothing that the rule looks at; it has no part in the score then. */
  applies: boolean;
  /** What was found, of what was looked at. */
  count: number;
  of: number;
  unit: 'rows' | 'accounts' | 'products' | 'months' | 'pairs';
  /** Absolute revenue of the sales concerned, as a share of all; null where none is concerned by its nature. */
  revenueShare: number | null;
  /** 0–100. */
  score: number;
  fixes: QualityFix[];
  params: Record<string, number | string>;
}

export interface QualityReport {
  /** 0–100; null without any rule that applies. */
  score: number | null;
  dimensions: { dimension: QualityDimension; score: number | null; rules: number }[];
  findings: QualityFinding[];
  rows: number;
  accounts: number;
  products: number;
}

const rule = z.enum(qualityRules);

export const qualityContract = {
  /** All rules over the book; kept until it changes. */
  'quality.report': read<QualityReport>()(z.strictObject({})),
  /** What a rule found, a page at a time. Throws `noData` for a rule that found nothing. */
  'quality.rows': read<WireTable & { total: number }>()(
    z.strictObject({ rule, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
  ),
  /** Writes all that a rule found; for accounts and products in the form of a list that can be filled in and imported. */
  'quality.export': read<{ rows: number }>()(z.strictObject({ rule, file: fileHandle })),
  /** Leaves out the sales rows that a rule found, as an edit that can be taken back. */
  'quality.exclude': write<WorkspaceInfo>()(z.strictObject({ rule })),
};
