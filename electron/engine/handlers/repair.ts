import type { Handlers } from '../../../shared/contract/method.ts';
import type { Repair, RepairResult, repairContract } from '../../../shared/contract/repair.ts';
import type { FileGrants } from '../files.ts';
import { importBatch } from '../ingest/importFile.ts';
import { readRepairFile } from '../ingest/repair/repairFile.ts';
import { repairedBatch, reviewRepair } from '../ingest/repair/repairRows.ts';
import type { Session } from '../session.ts';
import { createdSince } from './ingest.ts';

/** Quarantined rows on their way back. */
export function repairHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof repairContract, AbortSignal> {
  async function take(change: Repair, signal: AbortSignal): Promise<RepairResult> {
    const started = performance.now();
    const before = await session.memberCounts({ signal });
    const { batch, remaining } = await repairedBatch(session.workspace(), change, signal);
    const result = await importBatch(session.workspace(), batch, { signal });
    const info = await session.info();
    return {
      ...result,
      created: createdSince(before, info),
      info,
      remaining,
      seconds: (performance.now() - started) / 1000,
    };
  }

  return {
    'quarantine.review': ({ show, offset, limit, ...change }, { signal }) =>
      reviewRepair(session.workspace(), change, { show, offset, limit }, signal),
    'quarantine.repair': (change, { signal }) => take(change, signal),
    'quarantine.repairFile': async ({ batch, file, accept }, { signal }) => {
      const path = grants.resolve(file, 'read');
      const { rows } = await readRepairFile(session.workspace(), batch, path, signal);
      return take({ batch, rows, accept, substitutions: [] }, signal);
    },
  };
}
