import { inProject } from '../../../build/project.ts';

/** `qd` in one file, as test/programs.ts makes it; qdPivotSql.test.ts starts it from its sources, as `npm run qd` does. */
export const program = inProject('dist/bundled/engine/qd.js');
