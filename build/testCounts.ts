export interface Count {
  passed: number;
  failed: number;
}

/** From Vitest's JSON: tests by outcome, and files that could not even be read as one failure each. */
export function vitestCount(report: unknown): Count {
  const { testResults } = report as {
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const tests = testResults.flatMap((file) => file.assertionResults);
  const unread = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(hasFailed),
  );
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter(hasFailed).length + unread.length,
  };
}

function hasFailed(test: { status: string }): boolean {
  return test.status === 'failed';
}

/** From Playwright's JSON: a test that passed only at a second attempt has failed. */
export function playwrightCount(report: unknown): Count {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors?: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (errors?.length ?? 0) };
}
