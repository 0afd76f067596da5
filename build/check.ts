/** `npm test`: every check there is, all of them even if one fails. The last line is `N passed, N failed`. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildRenderer } from './build.ts';
import { inProject, runTool } from './project.ts';
import { type Count, playwrightCount, vitestCount } from './testCounts.ts';

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
  const total: Count = { passed: 0, failed: 0, failures: [] };
  for (const check of checks) {
    console.log(`\n── ${check.name} ──`);
    const started = performance.now();
    const count = await check.run().catch((error: unknown) => {
      console.error(error);
      return one(false, check.name);
    });
    total.passed += count.passed;
    total.failed += count.failed;
    total.failures.push(...count.failures);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    lines.push(
      `${count.failed === 0 ? 'ok    ' : 'FAILED'} ${check.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`,
    );
  }
  console.log(`\n${lines.join('\n')}`);
  if (total.failures.length > 0) console.log(`\nWhat failed:\n${total.failures.join('\n')}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function one(passed: boolean, name: string): Count {
  return passed ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] };
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
  return counted(report, () => runTool('vitest/vitest.mjs', args), vitestCount);
}

async function runPlaywright(): Promise<Count> {
  const report = `${results}/playwright.json`;
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: inProject(report) };
  return counted(
    report,
    () => runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env),
    playwrightCount,
  );
}

/** A runner that fails without saying which test, or that leaves no report, is a failure of its own. */
function counted(report: string, run: () => number, read: (report: unknown) => Count): Count {
  rmSync(inProject(report), { force: true });
  const code = run();
  if (!existsSync(inProject(report))) return one(false, `${report} was not written`);
  const count = read(JSON.parse(readFileSync(inProject(report), 'utf8')));
  const silent = count.failed === 0 && (code !== 0 || count.passed === 0);
  return silent
    ? { ...count, failed: 1, failures: [`${report} names no failure; exit code ${code}`] }
    : count;
}

await main();
