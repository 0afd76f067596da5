/**
 * `npm test`: every check there is, all of them even if one fails. The last line is `N passed, N failed`. One or a few
 * tests that fail are run again by themselves; those that pass then are told by name (docs/decisions/0011-second-run.md).
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildRenderer } from './build.ts';
import { inProject, runTool } from './project.ts';
import {
  type Count,
  type Failure,
  failureText,
  playwrightCount,
  settled,
  toRunAgain,
  vitestCount,
} from './testCounts.ts';

interface Check {
  name: string;
  run(): Promise<Count>;
}

const results = 'dist/results';

const checks: Check[] = [
  tool('types', 'typescript/bin/tsc', ['-b']),
  tool('style and lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']),
  script('runtime imports', 'build/lint/runtimeImports.ts'),
  tool('dead exports and dependencies', 'knip/bin/knip.js', []),
  { name: 'unit, reference, property, crash and hostile tests', run: runVitest },
  { name: 'the page builds', run: async () => one(await buildRenderer(), 'the page builds') },
  { name: 'end-to-end tests', run: runPlaywright },
];

async function main(): Promise<void> {
  mkdirSync(inProject(results), { recursive: true });
  const lines: string[] = [];
  const total: Count = { passed: 0, failures: [], unsteady: [] };
  for (const check of checks) {
    console.log(`\n── ${check.name} ──`);
    const started = performance.now();
    const count = await check.run().catch((error: unknown) => {
      console.error(error);
      return one(false, check.name);
    });
    total.passed += count.passed;
    total.failures.push(...count.failures);
    total.unsteady.push(...count.unsteady);
    const failed = count.failures.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    lines.push(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${check.name}: ${count.passed} passed, ${failed} failed (${seconds} s)`,
    );
  }
  console.log(`\n${lines.join('\n')}`);
  list('What passed only when it was run again by itself', total.unsteady);
  list('What failed', total.failures);
  process.exitCode = total.failures.length === 0 ? 0 : 1;
  console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
}

function list(title: string, failures: Failure[]): void {
  if (failures.length > 0) console.log(`\n${title}:\n${failures.map(failureText).join('\n')}`);
}

function one(passed: boolean, name: string): Count {
  return passed
    ? { passed: 1, failures: [], unsteady: [] }
    : { passed: 0, failures: [runnerFailure(name)], unsteady: [] };
}

function runnerFailure(name: string): Failure {
  return { file: null, name, why: '' };
}

function tool(name: string, program: string, args: string[]): Check {
  return { name, run: async () => one(runTool(program, args) === 0, name) };
}

function script(name: string, file: string): Check {
  return { name, run: async () => one(runTool(`../${file}`, []) === 0, name) };
}

async function runVitest(): Promise<Count> {
  const report = `${results}/vitest.json`;
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return withSecondRun(report, (files) => runTool('vitest/vitest.mjs', [...args, ...files]), vitestCount);
}

async function runPlaywright(): Promise<Count> {
  const report = `${results}/playwright.json`;
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: inProject(report) };
  const args = ['test', '--reporter=list,json'];
  const run = (files: string[]) => runTool('@playwright/test/cli.js', [...args, ...files], env);
  return withSecondRun(report, run, playwrightCount);
}

type Run = (files: string[]) => number;

function withSecondRun(report: string, run: Run, read: (report: unknown) => Count): Count {
  const first = counted(report, run, read, []);
  const files = toRunAgain(first);
  if (files.length === 0) return first;
  console.log(`\n── again: ${files.join(', ')} ──`);
  return settled(first, counted(report, run, read, files));
}

/** A runner that fails without saying which test, or that leaves no report, is a failure of its own. */
function counted(report: string, run: Run, read: (report: unknown) => Count, files: string[]): Count {
  rmSync(inProject(report), { force: true });
  const code = run(files);
  if (!existsSync(inProject(report))) return one(false, `${report} was not written`);
  const count = read(JSON.parse(readFileSync(inProject(report), 'utf8')));
  const silent = count.failures.length === 0 && (code !== 0 || count.passed === 0);
  return silent
    ? { ...count, failures: [runnerFailure(`${report} names no failure; exit code ${code}`)] }
    : count;
}

await main();
