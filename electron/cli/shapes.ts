import type { Exhibit } from '../../shared/domain/exhibit.ts';
import { reasonSentence } from '../../shared/domain/riskReasons.ts';
import { numbers, type Table, texts } from '../../shared/domain/table.ts';
import { type Json, jsonRows } from './output.ts';

type Shape = (exhibit: Exhibit) => { [key: string]: Json };
type Row = { [key: string]: Json };

function table(exhibit: Exhibit, name: string): Table {
  const found = exhibit.tables[name];
  if (!found) throw new Error(`${exhibit.ask.question} has no table ${name}`);
  return found;
}

const movementCounts = ['start', 'new', 'reactivated', 'expansion', 'contraction', 'flat', 'churned', 'end'];

function movement({ values }: Exhibit): Row {
  const lines = ['start', 'new', 'reactivated', 'expansion', 'contraction', 'churned', 'other', 'fx', 'end'];
  const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);
  return {
    ...Object.fromEntries(lines.map((line) => [line, values[line] ?? null])),
    counts: Object.fromEntries(movementCounts.map((name) => [name, values[`count${capital(name)}`] ?? null])),
    nrr: values.nrr ?? null,
    grr: values.grr ?? null,
    logoRetention: values.logoRetention ?? null,
  };
}

function movementSeries(exhibit: Exhibit): Row {
  const periods = jsonRows(table(exhibit, 'periods')).map((row) => {
    const counts = Object.fromEntries(
      movementCounts.map((name) => [name, row[`n${name[0]!.toUpperCase()}${name.slice(1)}`] ?? null]),
    );
    const rest = Object.entries(row).filter(([key]) => !/^n[A-Z]/.test(key));
    return { ...Object.fromEntries(rest), counts };
  });
  return { periods };
}

/** Rules with their left side as a list: a key may hold any character. Measures also by their names in arules. */
export function rulesJson(values: Exhibit['values'], rules: Table, left: Table): Row {
  const sides: string[][] = Array.from({ length: rules.n }, () => []);
  const items = texts(left, 'item');
  numbers(left, 'rule').forEach((rule, row) => void sides[rule]!.push(items[row]!));
  return {
    transactions: values.transactions ?? null,
    items: values.items ?? null,
    rules: jsonRows(rules).map(({ lhsSupport = null, ...row }, rule) => ({
      ...row,
      lhs: sides[rule]!,
      coverage: lhsSupport,
      fishersExactTest: row.chance ?? null,
    })),
  };
}

function opportunities(exhibit: Exhibit): Row {
  const rows = jsonRows(table(exhibit, 'opportunities')).map(({ evidenceParams, ...row }) => ({
    ...row,
    evidenceParams: JSON.parse(String(evidenceParams)) as Json,
  }));
  const groups = exhibit.tables.groups ? { groups: jsonRows(exhibit.tables.groups) } : {};
  return { ...exhibit.values, rows, ...groups, lists: listsJson(table(exhibit, 'lists')) };
}

/** Which list every kind goes by, and whether it was judged. */
function listsJson(lists: Table): Json {
  return jsonRows(lists).map((row) => ({ ...row, judged: row.verdict !== 'notJudged' }));
}

function rowsOf(name: string): Shape {
  return (exhibit) => ({
    ...exhibit.values,
    rows: jsonRows(table(exhibit, name)),
    warnings: exhibit.evidence.warnings as unknown as Json,
  });
}

/** Best first, with the reasons a person would give. */
function ranked(name: string, value: string, reasons: (row: Row) => Json[]): Shape {
  return (exhibit) => ({
    ...exhibit.values,
    rows: jsonRows(table(exhibit, name)).map((row) => ({
      probability: null,
      ...row,
      value: row[value] ?? null,
      reasons: reasons(row),
    })),
    warnings: exhibit.evidence.warnings as unknown as Json,
  });
}

/** Each group with its curve and the accounts at risk at round times. */
function survivalShape({ values, tables, evidence }: Exhibit): Row {
  const rowsFor = (name: string, group: Json) =>
    jsonRows(tables[name]!)
      .filter((row) => row.group === group)
      .map(({ group: _, ...row }) => row);
  const groups = jsonRows(tables.groups!).map((row) => ({
    ...row,
    rows: rowsFor('curves', row.group ?? null),
    atRisk: rowsFor('at_risk', row.group ?? null),
  }));
  return { ...values, groups, warnings: evidence.warnings as unknown as Json };
}

/** Accounts with the most expected revenue first; beside them the fit and how well it tells the past. */
function activityShape(exhibit: Exhibit): Row {
  const rows = jsonRows(table(exhibit, 'activity')).map(({ evidence, evidenceParams, ...row }) => ({
    ...row,
    value: row.expectedRevenue ?? null,
    probability: row.pActive ?? null,
    reasons: [{ code: evidence!, ...(JSON.parse(String(evidenceParams)) as { [key: string]: Json }) }],
  }));
  const parameters = jsonRows(table(exhibit, 'parameters'));
  const own = parameters.filter(({ model }) => model === exhibit.values.model);
  return {
    ...exhibit.values,
    converged: exhibit.values.converged === 1,
    params: Object.fromEntries(own.map(({ parameter, estimate }) => [String(parameter), estimate!])),
    rows,
    parameters,
    frequency: jsonRows(table(exhibit, 'frequency')),
    holdout: jsonRows(table(exhibit, 'holdout')),
    warnings: exhibit.evidence.warnings as unknown as Json,
  };
}

function headroomReasons(row: Row): Json[] {
  const [revenue, percentile] = [row.revenue ?? null, row.spendPercentile ?? null];
  return [
    { code: 'peers', revenue, expected: row.expected ?? null, peers: row.peers ?? null },
    ...(percentile === null ? [] : [{ code: 'quantiles', revenue, expected: row.q50 ?? null, percentile }]),
  ];
}

/** Reasons of every row as codes and figures; with `baseOdds` they sum to the log odds of the probability. */
function riskShape(exhibit: Exhibit): Row {
  const reasons = table(exhibit, 'reasons');
  const [effects, values] = [numbers(reasons, 'effect'), numbers(reasons, 'value')];
  const features = texts(reasons, 'feature');
  const of: number[][] = Array.from({ length: table(exhibit, 'risk').n }, () => []);
  numbers(reasons, 'row').forEach((row, at) => void of[row]!.push(at));
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  const rows = jsonRows(table(exhibit, 'risk')).map((row, index) => ({
    ...row,
    reasons: of[index]!.sort((a, b) => Math.abs(effects[b]!) - Math.abs(effects[a]!) || a - b).map((at) => ({
      feature: features[at] ?? null,
      effect: known(effects[at]!),
      value: known(values[at]!),
      ...reasonSentence(features[at] ?? '', known(values[at]!), {
        daysSince: Number(row.daysSince),
        usualGap: Number(row.usualGap ?? Number.NaN),
        orders: Number(row.orders),
      }),
    })),
  }));
  return {
    ...exhibit.values,
    rows,
    calibration: jsonRows(table(exhibit, 'calibration')),
    effects: jsonRows(table(exhibit, 'effects')),
    warnings: exhibit.evidence.warnings as unknown as Json,
  };
}

/** Rows with what each input added to the change. */
function healthShape(exhibit: Exhibit): Row {
  const moved = jsonRows(table(exhibit, 'moved'));
  const of: Row[][] = Array.from({ length: table(exhibit, 'health').n }, () => []);
  for (const { row, ...rest } of moved) of[Number(row)]!.push(rest);
  return {
    ...exhibit.values,
    rows: jsonRows(table(exhibit, 'health')).map((row, index) => ({ ...row, moved: of[index]! })),
    bands: jsonRows(table(exhibit, 'bands')),
    warnings: exhibit.evidence.warnings as unknown as Json,
  };
}

const shapes: Partial<Record<Exhibit['ask']['question'], Shape>> = {
  movement,
  'movement-series': movementSeries,
  cohorts: (exhibit) => ({ cells: jsonRows(table(exhibit, 'cells')) }),
  concentration: (exhibit) => ({ ...exhibit.values }),
  'price-volume-mix': (exhibit) => ({ ...exhibit.values }),
  rfm: (exhibit) => ({ rows: jsonRows(table(exhibit, 'rfm')) }),
  abc: (exhibit) => ({
    counts: {
      A: exhibit.values.countA ?? null,
      B: exhibit.values.countB ?? null,
      C: exhibit.values.countC ?? null,
    },
    rows: jsonRows(table(exhibit, 'abc')),
  }),
  rhythm: ranked('rhythm', 'value', (row) => [
    {
      code: 'rhythm',
      daysSince: row.daysSince ?? null,
      medianGap: row.medianGap ?? null,
      percentile: row.percentile ?? null,
    },
  ]),
  survival: survivalShape,
  activity: activityShape,
  risk: riskShape,
  health: healthShape,
  renewals: (exhibit) => ({ ...rowsOf('renewals')(exhibit), months: jsonRows(table(exhibit, 'months')) }),
  headroom: (exhibit) => ({
    ...ranked('headroom', 'value', headroomReasons)(exhibit),
    coefficients: jsonRows(table(exhibit, 'coefficients')),
    frontier: jsonRows(table(exhibit, 'frontier')),
    ...(exhibit.tables.peers ? { peers: jsonRows(exhibit.tables.peers) } : {}),
  }),
  momentum: ranked('momentum', 'value', (row) => [
    {
      code: 'market',
      growth: row.growth ?? null,
      marketGrowth: row.marketGrowth ?? null,
      basis: row.basis ?? null,
    },
  ]),
  price: (exhibit) => ({
    ...ranked('price', 'leakage', (row) => [
      { code: 'corridor', price: row.price ?? null, lower: row.lower ?? null, buyers: row.buyers ?? null },
    ])(exhibit),
    ...Object.fromEntries(
      ['accounts', 'products', 'buyers'].map((name) => [`${name}Rows`, jsonRows(table(exhibit, name))]),
    ),
  }),
  wallet: ranked('wallet', 'open', (row) => [
    { code: 'wallet', basis: row.basis ?? null, share: row.share ?? null },
  ]),
  rules: (exhibit) => rulesJson(exhibit.values, table(exhibit, 'rules'), table(exhibit, 'left')),
  'next-product': (exhibit) => ({
    ...exhibit.values,
    rows: jsonRows(table(exhibit, 'nextProducts')).map(({ evidenceParams, ...row }) => ({
      ...row,
      evidenceParams: JSON.parse(String(evidenceParams)) as Json,
      ...(row.reasons === undefined ? {} : { reasons: JSON.parse(String(row.reasons)) as Json }),
    })),
    reliability: jsonRows(table(exhibit, 'reliability')),
    warnings: exhibit.evidence.warnings as unknown as Json,
  }),
  sequence: rowsOf('sequences'),
  opportunities,
  accounts: rowsOf('accounts'),
};

/** The JSON document of `qd analyse`: the question's own shape, with the evidence beside it. */
export function analysisJson(exhibit: Exhibit): { [key: string]: Json } {
  const shape = shapes[exhibit.ask.question];
  const body = shape
    ? shape(exhibit)
    : {
        ...exhibit.values,
        ...Object.fromEntries(Object.entries(exhibit.tables).map(([name, one]) => [name, jsonRows(one)])),
      };
  return { ...body, evidence: exhibit.evidence as unknown as Json };
}

/** The name of the table that stands for an exhibit in a terminal. */
export function mainTable(exhibit: Exhibit): string | undefined {
  return Object.keys(exhibit.tables).find((name) => exhibit.tables[name]!.columns.length > 0);
}
