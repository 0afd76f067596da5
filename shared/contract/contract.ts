import { analyseContract } from './analyse.ts';
import { ingestContract } from './ingest.ts';
import { workspaceContract } from './workspace.ts';

/** Everything the engine can be asked, by name. Hosts carry it; the screen and `qd` call it. */
export const contract = { ...workspaceContract, ...ingestContract, ...analyseContract };

export type EngineContract = typeof contract;
