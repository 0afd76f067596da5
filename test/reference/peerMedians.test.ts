import { describe, expect, it } from 'vitest';
import { spendOfPeers } from '../../electron/engine/analysis/upsell/headroom.ts';
import { findLookAlikes } from '../../electron/engine/analysis/upsell/lookAlikes.ts';
import { expectWithin, type ReferenceCheck, referenceChecks } from './expected.ts';
import { referenceTable } from './onlineRetailRows.ts';

const wholesale = referenceChecks('12_wholesale_customers');
const categories = ['Fresh', 'Milk', 'Grocery', 'Frozen', 'Detergents_Paper', 'Delicassen'];

/**
 * The published peers of a client are the clients of its channel and region, itself included. A stranger of the same
 * channel and region, with as many look-alikes as the group has clients, gets exactly them.
 */
describe.skipIf(!wholesale)('Wholesale customers: medians by channel and region', () => {
  const check = wholesale?.get('peer_medians') as ReferenceCheck<Record<string, number>[]> | undefined;
  for (const group of check?.value ?? []) {
    it(`channel ${group.Channel}, region ${group.Region}: ${group.n} clients`, () => {
      const clients = referenceTable('12_wholesale_customers/wholesale_customers.csv')!;
      const codes = (name: string) =>
        Int32Array.from([...clients.map((client) => Number(client[name])), group[name]!]);
      const lookAlikes = findLookAlikes(
        { members: clients.length + 1, numeric: [], categories: [codes('Channel'), codes('Region')] },
        group.n!,
      );
      const stranger = clients.length;
      expect(lookAlikes.counts[stranger]).toBe(group.n);
      const similarity = lookAlikes.similarity.subarray(stranger * group.n!, (stranger + 1) * group.n!);
      expect(similarity.every((value) => value === 1)).toBe(true);
      for (const name of categories) {
        const spend = Float64Array.from([...clients.map((client) => Number(client[name])), 0]);
        const found = spendOfPeers(spend, lookAlikes).expected[stranger]!;
        expectWithin(found, group[name]!, check!.tolerance, name);
      }
    });
  }
});
