import { bundlePrograms } from '../build/bundlePrograms.ts';

/** Runs before all tests: the programs that some of them start are bundled, unless they are from before. */
export default async function makePrograms(): Promise<void> {
  if (!(await bundlePrograms())) throw new Error('The programs could not be bundled');
}
