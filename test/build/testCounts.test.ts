import { expect, test } from 'vitest';
import { playwrightCount, vitestCount } from '../../build/testCounts.ts';

test('unit tests are counted by outcome, and a file that cannot be read is a failure', () => {
  const file = (status: string, ...outcomes: string[]) => ({
    status,
    assertionResults: outcomes.map((outcome) => ({ status: outcome })),
  });
  const testResults = [
    file('passed', 'passed', 'passed', 'pending'),
    file('failed', 'failed', 'passed'),
    file('failed'),
    file('failed', 'passed'),
  ];
  expect(vitestCount({ testResults })).toEqual({ passed: 4, failed: 3 });
});

test('an end-to-end test that needed a second attempt is a failure', () => {
  expect(
    playwrightCount({ stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 1 }, errors: [{}] }),
  ).toEqual({
    passed: 7,
    failed: 4,
  });
});
