import { stripVTControlCharacters } from 'node:util';

export interface Count {
  passed: number;
  failed: number;
  /** What failed, by file and name, with the first lines of why. */
  failures: string[];
}

interface VitestFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[];
}

/** From Vitest's JSON: tests by outcome, those that never ended as failures, and files that could not even be read as one each. */
export function vitestCount(report: unknown): Count {
  const { testResults } = report as { testResults: VitestFile[] };
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failures = testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed' || status === 'pending');
    if (failed.length === 0 && file.status === 'failed') return [failure(file.name, '', file.message)];
    return failed.map(({ status, fullName, failureMessages }) =>
      failure(file.name, fullName ?? '', status === 'pending' ? neverEnded : failureMessages?.[0]),
    );
  });
  const passed = tests.filter((test) => test.status === 'passed').length;
  return { passed, failed: failures.length, failures };
}

/** What Vitest calls pending is neither skipped nor done. */
const neverEnded = 'Its process was gone before it had ended';

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
}

/** From Playwright's JSON: a test that passed only at a second attempt has failed. */
export function playwrightCount(report: unknown): Count {
  const { stats, suites, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    suites?: PlaywrightSuite[];
    errors?: { message?: string }[];
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    failures: [
      ...(suites ?? []).flatMap(suiteFailures),
      ...(errors ?? []).map((error) => failure('end-to-end tests', '', error.message)),
    ],
  };
}

function suiteFailures(suite: PlaywrightSuite): string[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((test) => {
        const wrong = test.results.find((result) => result.error);
        return failure(spec.file, spec.title, wrong?.error?.message);
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(suiteFailures)];
}

const shownLines = 6;

function failure(file: string, name: string, message = ''): string {
  const why = stripVTControlCharacters(message)
    .split('\n')
    .slice(0, shownLines)
    .map((line) => `    ${line}`);
  return [[file, name].filter(Boolean).join(' › '), ...why].join('\n');
}
