import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AssociationRules,
  findAssociationRules,
} from '../../electron/engine/analysis/cross-sell/associationRules.ts';
import {
  type Baskets,
  basketsFromRows,
  makeBaskets,
} from '../../electron/engine/analysis/cross-sell/baskets.ts';
import { findFrequentItemsets } from '../../electron/engine/analysis/cross-sell/frequentItemsets.ts';
import { ruleMeasures } from '../../electron/engine/analysis/cross-sell/ruleMeasures.ts';
import { referencePath } from '../referenceData.ts';
import { expectWithin, type ReferenceCheck, referenceChecks, type Tolerance } from './expected.ts';
import { loadOnlineRetail, referenceTable, splitCsv } from './onlineRetailRows.ts';

interface RuleSet {
  file: string;
  supp: number;
  conf: number;
  n: number;
  by_length?: Record<string, number>;
}

const rel: Tolerance = { type: 'rel', value: 1e-9 };
const groceries = referenceChecks('02_basket_groceries');
const retail = referenceChecks('07_transactions_online_retail');

function code(values: string[]): { codes: Int32Array; names: string[] } {
  const names = [...new Set(values)];
  const codeOf = new Map(names.map((name, index) => [name, index]));
  return { codes: Int32Array.from(values, (value) => codeOf.get(value)!), names };
}

function groceryBaskets(level: 'item' | 'level2'): { baskets: Baskets; names: string[] } {
  const text = readFileSync(referencePath('02_basket_groceries/transactions.csv')!, 'utf8');
  const lines = splitCsv(text).slice(1);
  const level2 = new Map(
    referenceTable('02_basket_groceries/items.csv')!.map((row) => [row.item!, row.level2!]),
  );
  const transactions = code(lines.map((line) => line[0]!));
  const items = code(lines.map((line) => (level === 'item' ? line[1]! : level2.get(line[1]!)!)));
  const baskets = makeBaskets(transactions.codes, items.codes, transactions.names.length, items.names.length);
  return { baskets, names: items.names };
}

function byKey(rules: AssociationRules, names: string[]): Map<string, number> {
  const keys = new Map<string, number>();
  for (let rule = 0; rule < rules.n; rule++) {
    const lhs = Array.from(rules.lhs.subarray(rules.lhsOffsets[rule], rules.lhsOffsets[rule + 1]));
    const left = lhs.map((item) => names[item]!).sort((a, b) => (a < b ? -1 : 1));
    keys.set(`${left.join(' + ')} => ${names[rules.rhs[rule]!]!}`, rule);
  }
  return keys;
}

/** Every row of a reference table is a rule found, value by value, and no rule is found that the table lacks. */
function expectTable(rules: AssociationRules, names: string[], file: string, columns: string[]): void {
  const table = referenceTable(file)!;
  const found = byKey(rules, names);
  expect(found.size).toBe(rules.n);
  expect(rules.n).toBe(table.length);
  for (const row of table) {
    const key = `${row.lhs} => ${row.rhs}`;
    const rule = found.get(key);
    expect(rule, key).toBeDefined();
    const at = rule!;
    const values: Record<string, number> = Object.fromEntries(
      ruleMeasures.map((name) => [name === 'chance' ? 'fishersExactTest' : name, rules[name][at]!]),
    );
    expect(rules.count[at], key).toBe(Number(row.count));
    for (const column of columns) {
      if (row[column] === 'Inf') expect(values[column], `${key} ${column}`).toBeNaN();
      else expectWithin(values[column]!, Number(row[column]), rel, `${key} ${column}`);
    }
  }
}

const arulesColumns = [
  'support',
  'confidence',
  'lift',
  'coverage',
  'leverage',
  'conviction',
  'chiSquared',
  'phi',
  'cosine',
  'jaccard',
  'kulczynski',
  'oddsRatio',
  'fishersExactTest',
];

function lengths(rules: AssociationRules): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const length of rules.length) counts[length] = (counts[length] ?? 0) + 1;
  return counts;
}

describe.skipIf(!groceries)('Groceries (arules)', () => {
  for (const check of ['rule_counts', 'level2_rules']) {
    const sets = (groceries?.get(check)?.value ?? []) as RuleSet[];
    for (const set of sets) {
      it(`${set.file}: ${set.n} rules, every measure`, () => {
        const { baskets, names } = groceryBaskets(check === 'level2_rules' ? 'level2' : 'item');
        const options = { support: set.supp, confidence: set.conf, maxLength: 10 };
        const rules = findAssociationRules(baskets, options);
        expect(rules.n).toBe(set.n);
        expect(lengths(rules)).toEqual(set.by_length);
        expectTable(rules, names, `02_basket_groceries/${set.file}`, arulesColumns);
      });
    }
  }

  it('counts baskets, items and occurrences', () => {
    const { baskets, names } = groceryBaskets('item');
    const shape = groceries!.get('shape') as ReferenceCheck<Record<string, number>>;
    expect([baskets.n, baskets.itemsSeen, baskets.items.length]).toEqual([
      shape.value.baskets,
      shape.value.items,
      shape.value.occurrences,
    ]);
    const singles = findFrequentItemsets(baskets, { support: 1e-9, maxLength: 1 });
    const frequency = referenceTable('02_basket_groceries/item_frequency.csv')!;
    const expected = new Map(frequency.map((row) => [row.item, Number(row.count)]));
    expect(singles.n).toBe(frequency.length);
    for (let i = 0; i < singles.n; i++) {
      expect(singles.counts[i]).toBe(expected.get(names[singles.items[i]!]!));
    }
  });

  it('counts frequent itemsets by support and length, by either engine', () => {
    const { baskets } = groceryBaskets('item');
    const expected = groceries!.get('frequent_itemsets') as ReferenceCheck<
      { supp: number; n: number; by_length: Record<string, number> }[]
    >;
    expect(expected.value.length).toBe(6);
    for (const { supp, n, by_length } of expected.value) {
      for (const engine of ['sparse', 'dense'] as const) {
        const found = findFrequentItemsets(baskets, { support: supp, maxLength: 10, engine });
        const counts: Record<string, number> = {};
        for (let i = 0; i < found.n; i++) {
          const length = found.offsets[i + 1]! - found.offsets[i]!;
          counts[length] = (counts[length] ?? 0) + 1;
        }
        expect(found.n).toBe(n);
        expect(counts).toEqual(by_length);
      }
    }
  });

  it('counts pairs', () => {
    const { baskets, names } = groceryBaskets('item');
    const pairs = findFrequentItemsets(baskets, { support: 0.0001, maxLength: 2 });
    const counts = new Map<string, number>();
    for (let i = 0; i < pairs.n; i++) {
      const items = Array.from(pairs.items.subarray(pairs.offsets[i], pairs.offsets[i + 1]));
      const key = items.map((item) => names[item]!).sort((a, b) => (a < b ? -1 : 1));
      if (key.length === 2) counts.set(key.join(','), pairs.counts[i]!);
    }
    const table = referenceTable('02_basket_groceries/pair_counts_top20.csv')!;
    expect(table.length).toBeGreaterThan(100);
    for (const row of table) {
      const key = [row.item_a!, row.item_b!].sort((a, b) => (a < b ? -1 : 1)).join(',');
      expect(counts.get(key) ?? 0, key).toBe(Number(row.count));
    }
  });
});

describe.skipIf(!retail)('Online Retail invoices (arules)', () => {
  const check = retail?.get('basket_rules') as
    | ReferenceCheck<{ baskets: number; items: number; sets: RuleSet[] }>
    | undefined;
  for (const set of check?.value.sets ?? []) {
    it(`${set.file}: ${set.n} rules`, () => {
      const data = loadOnlineRetail()!;
      const itemOf = Int32Array.from(data.productKeys, (key, index) => (/^\d{5}/.test(key) ? index : -1));
      const baskets = basketsFromRows(data.rows('gross'), 'order', itemOf);
      expect([baskets.n, baskets.itemsSeen]).toEqual([check!.value.baskets, check!.value.items]);
      const options = { support: set.supp, confidence: set.conf, maxLength: 10 };
      const rules = findAssociationRules(baskets, options);
      expect(rules.n).toBe(set.n);
      const columns = ['support', 'confidence', 'lift', 'coverage'];
      expectTable(rules, data.productKeys, `07_transactions_online_retail/${set.file}`, columns);
    });
  }
});
