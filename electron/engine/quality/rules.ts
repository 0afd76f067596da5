import { feedbackRange, negativeStock } from './rules/bounds.ts';
import { currencyHoles } from './rules/currencyHoles.ts';
import { beforeContract, contractDates, futureDates } from './rules/dates.ts';
import { duplicateAccounts } from './rules/duplicateAccounts.ts';
import { duplicateLines } from './rules/duplicateLines.ts';
import { missingOwner } from './rules/missingOwner.ts';
import { accountGaps, bookGaps } from './rules/monthGaps.ts';
import { monthOutliers, priceOutliers } from './rules/outliers.ts';
import { priceTimesQuantity } from './rules/priceTimesQuantity.ts';
import { returnsAsSales } from './rules/returnsAsSales.ts';
import { returnsWithoutSale } from './rules/returnsWithoutSale.ts';
import { rowsWithoutAccount } from './rules/rowsWithoutAccount.ts';
import { serviceLines } from './rules/serviceLines.ts';
import { unlistedAccounts, unlistedProducts } from './rules/unlistedMembers.ts';
import { unmatchedPlans } from './rules/unmatchedPlans.ts';
import type { RuleSpec } from './types.ts';

/** Every rule, in the order it is shown. */
export const ruleSpecs: readonly RuleSpec[] = [
  { rule: 'missingOwner', dimension: 'completeness', check: missingOwner, fixes: ['owner', 'download'] },
  {
    rule: 'unlistedAccounts',
    dimension: 'completeness',
    check: unlistedAccounts,
    fixes: ['download', 'importList'],
  },
  {
    rule: 'unlistedProducts',
    dimension: 'completeness',
    check: unlistedProducts,
    fixes: ['download', 'importList'],
  },
  {
    rule: 'rowsWithoutAccount',
    dimension: 'completeness',
    check: rowsWithoutAccount,
    fixes: ['rows', 'exclude', 'download'],
  },
  { rule: 'bookGaps', dimension: 'completeness', check: bookGaps, fixes: ['rows', 'importList'] },
  { rule: 'accountGaps', dimension: 'completeness', check: accountGaps, fixes: ['rows', 'download'] },
  {
    rule: 'currencyHoles',
    dimension: 'completeness',
    check: currencyHoles,
    fixes: ['rows', 'exclude', 'importList'],
  },
  { rule: 'duplicateAccounts', dimension: 'uniqueness', check: duplicateAccounts, fixes: ['merge'] },
  {
    rule: 'duplicateLines',
    dimension: 'uniqueness',
    check: duplicateLines,
    fixes: ['rows', 'exclude', 'download'],
  },
  {
    rule: 'returnsWithoutSale',
    dimension: 'consistency',
    check: returnsWithoutSale,
    fixes: ['rows', 'exclude', 'download'],
  },
  {
    rule: 'returnsAsSales',
    dimension: 'consistency',
    check: returnsAsSales,
    fixes: ['rows', 'exclude', 'download'],
  },
  { rule: 'serviceLines', dimension: 'consistency', check: serviceLines, fixes: ['rows', 'download'] },
  {
    rule: 'priceTimesQuantity',
    dimension: 'consistency',
    check: priceTimesQuantity,
    fixes: ['rows', 'exclude', 'download'],
  },
  { rule: 'unmatchedPlans', dimension: 'consistency', check: unmatchedPlans, fixes: ['rows', 'download'] },
  {
    rule: 'futureDates',
    dimension: 'timeliness',
    check: futureDates,
    fixes: ['rows', 'exclude', 'download'],
  },
  {
    rule: 'beforeContract',
    dimension: 'timeliness',
    check: beforeContract,
    fixes: ['rows', 'exclude', 'download'],
  },
  { rule: 'contractDates', dimension: 'validity', check: contractDates, fixes: ['rows', 'download'] },
  {
    rule: 'priceOutliers',
    dimension: 'validity',
    check: priceOutliers,
    fixes: ['rows', 'exclude', 'download'],
  },
  { rule: 'monthOutliers', dimension: 'validity', check: monthOutliers, fixes: ['rows', 'download'] },
  { rule: 'feedbackRange', dimension: 'validity', check: feedbackRange, fixes: ['rows', 'download'] },
  { rule: 'negativeStock', dimension: 'validity', check: negativeStock, fixes: ['rows', 'download'] },
];
