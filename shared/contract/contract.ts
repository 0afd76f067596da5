import { analyseContract } from './analyse.ts';
import { editsContract } from './edits.ts';
import { entitiesContract } from './entities.ts';
import { exploreContract } from './explore.ts';
import { ingestContract } from './ingest.ts';
import { opportunitiesContract } from './opportunities.ts';
import { pivotContract } from './pivot.ts';
import { qualityContract } from './quality.ts';
import { repairContract } from './repair.ts';
import { sqlContract } from './sql.ts';
import { workspaceContract } from './workspace.ts';

/** Everything the engine can be asked, by name. Hosts carry it; the screen and `qd` call it. */
export const contract = {
  ...workspaceContract,
  ...ingestContract,
  ...editsContract,
  ...entitiesContract,
  ...repairContract,
  ...qualityContract,
  ...analyseContract,
  ...exploreContract,
  ...opportunitiesContract,
  ...pivotContract,
  ...sqlContract,
};

export type EngineContract = typeof contract;
