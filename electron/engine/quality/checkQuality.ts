import type { QualityDimension, QualityFinding, QualityReport } from '../../../shared/contract/quality.ts';
import { qualityDimensions } from '../../../shared/contract/quality.ts';
import { ruleSpecs } from './rules.ts';
import type { Finding, QualityData, RuleSpec } from './types.ts';

/** What each rule found; null for one that does not apply. */
export interface CheckedQuality {
  findings: (Finding | null)[];
  report: QualityReport;
}

/** Runs every rule and scores the book. Pure, and made to run on a worker thread. Linear in rows, but for sorting prices. */
export function checkQuality(data: QualityData): CheckedQuality {
  const all = absoluteRevenue(data);
  const findings = ruleSpecs.map(({ check }) => check(data));
  const told = ruleSpecs.map((spec, at) => tell(spec, findings[at]!, data, all));
  const dimensions = qualityDimensions.map((dimension) => scoreDimension(dimension, told));
  return {
    findings,
    report: {
      score: mean(dimensions.flatMap(({ score }) => score ?? [])),
      dimensions,
      findings: told,
      rows: data.n,
      accounts: data.accountCount,
      products: data.productCount,
    },
  };
}

/**
 * 100 × (1 − √share), of the larger share, of what was looked at or of revenue: one percent costs ten points, a quarter
 * costs fifty, so that few faults are seen and many do not drown them.
 */
export function ruleScore(share: number): number {
  return 100 * (1 - Math.sqrt(Math.min(1, Math.max(0, share))));
}

function tell(spec: RuleSpec, finding: Finding | null, data: QualityData, all: number): QualityFinding {
  const { rule, dimension, fixes } = spec;
  if (!finding) {
    return {
      rule,
      dimension,
      applies: false,
      count: 0,
      of: 0,
      unit: 'rows',
      revenueShare: null,
      score: 100,
      fixes: [],
      params: {},
    };
  }
  const { count, of, unit, params = {} } = finding;
  const touched = finding.touched === undefined ? touchedBy(finding, data) : finding.touched;
  const revenueShare = touched === null || all === 0 ? null : Math.min(1, touched / all);
  const share = Math.max(of === 0 ? 0 : count / of, count === 0 ? 0 : (revenueShare ?? 0));
  return {
    rule,
    dimension,
    applies: true,
    count,
    of,
    unit,
    revenueShare,
    score: ruleScore(share),
    fixes: count === 0 ? [] : fixes,
    params,
  };
}

function scoreDimension(dimension: QualityDimension, findings: QualityFinding[]) {
  const own = findings.filter((finding) => finding.dimension === dimension && finding.applies);
  return { dimension, score: mean(own.map(({ score }) => score)), rules: own.length };
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function absoluteRevenue({ money: revenue, n }: QualityData): number {
  let sum = 0;
  for (let row = 0; row < n; row++) sum += Math.abs(revenue?.[row] ?? 0) || 0;
  return sum;
}

function touchedBy({ rows, members, unit }: Finding, data: QualityData): number | null {
  const { money: revenue, n } = data;
  if (!revenue) return null;
  let sum = 0;
  if (rows) for (const row of rows) sum += Math.abs(revenue[row]!) || 0;
  else if (members) {
    const own = unit === 'products' ? data.product : data.account;
    if (!own) return 0;
    const wanted = new Uint8Array((unit === 'products' ? data.productCount : data.accountCount) + 1);
    for (const member of members) wanted[member] = 1;
    for (let row = 0; row < n; row++)
      if (own[row]! >= 0 && wanted[own[row]!]) sum += Math.abs(revenue[row]!) || 0;
  } else return null;
  return sum;
}
