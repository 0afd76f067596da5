import { describe, expect, it } from 'vitest';
import { fitAdoption } from '../../electron/engine/analysis/cross-sell/nextProduct/adoptionModel.ts';
import { dayOf, isoDate } from '../../shared/domain/calendar.ts';
import { loadOnlineRetail } from './onlineRetailRows.ts';

const data = loadOnlineRetail();

/** Seen from three months later, so that the origin tested is the end of June, July and August 2011. */
const days = [dayOf(2011, 9, 30), dayOf(2011, 10, 31), dayOf(2011, 11, 30)];

describe.skipIf(!data)('Online Retail: next products at past origins', () => {
  it.each(days)('finds more of what was taken up than popularity, seen from day %i', (asOf) => {
    const rows = data!.rows('net');
    const items = {
      count: rows.products,
      of: Int32Array.from(data!.productKeys, (key, index) => (/^\d{5}/.test(key) ? index : -1)),
    };
    const { check, ease } = fitAdoption(rows, { asOf, items, most: 600 });
    const { origin, own, popularity, brier, baseBrier, heldOut } = check!;
    console.info(
      `Online Retail, origin ${isoDate(origin)}, λ ${ease.penalty}: recall@10 ${own.recall!.toFixed(3)} (popularity ${popularity.recall!.toFixed(3)}), NDCG@10 ${own.ndcg!.toFixed(3)} (${popularity.ndcg!.toFixed(3)}), Brier ${brier.toFixed(5)} (${baseBrier.toFixed(5)}), ${own.lists} accounts`,
    );
    expect(heldOut).toBe(true);
    expect(own.recall!).toBeGreaterThan(1.5 * popularity.recall!);
    expect(own.ndcg!).toBeGreaterThan(1.5 * popularity.ndcg!);
    expect(brier).toBeLessThan(baseBrier);
  });
});
