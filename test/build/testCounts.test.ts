import { expect, test } from 'vitest';
import { playwrightCount, vitestCount } from '../../build/testCounts.ts';

test('unit tests are counted by outcome, and a file that cannot be read is a failure', () => {
  const file = (name: string, status: string, ...outcomes: string[]) => ({
    name,
    status,
    message: 'SyntaxError',
    assertionResults: outcomes.map((outcome, number) => ({
      status: outcome,
      fullName: `test ${number}`,
      failureMessages: outcome === 'failed' ? ['expected 1 to be 2\n  at a.ts:3'] : [],
    })),
  });
  const testResults = [
    file('a.ts', 'passed', 'passed', 'passed', 'skipped'),
    file('b.ts', 'failed', 'failed', 'passed'),
    file('c.ts', 'failed'),
    file('d.ts', 'failed', 'passed'),
    file('e.ts', 'passed', 'passed', 'pending'),
  ];
  expect(vitestCount({ testResults })).toEqual({
    passed: 5,
    failed: 4,
    failures: [
      'b.ts › test 0\n    expected 1 to be 2\n      at a.ts:3',
      'c.ts\n    SyntaxError',
      'd.ts\n    SyntaxError',
      'e.ts › test 1\n    Its process was gone before it had ended',
    ],
  });
});

test('an end-to-end test that needed a second attempt is a failure', () => {
  const result = (status: string, ...messages: (string | undefined)[]) => ({
    status,
    results: messages.map((message) => (message ? { error: { message } } : {})),
  });
  const spec = (title: string, ...tests: ReturnType<typeof result>[]) => ({
    title,
    file: 'a.spec.ts',
    tests,
  });
  const suites = [
    {
      specs: [spec('opens', result('expected', undefined)), spec('closes', result('unexpected', 'too slow'))],
      suites: [{ specs: [spec('stays', result('flaky', '\u001b[31mgone\u001b[39m', undefined))] }],
    },
  ];
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 1 };
  expect(playwrightCount({ stats, suites, errors: [{ message: 'no browser' }] })).toEqual({
    passed: 7,
    failed: 3,
    failures: [
      'a.spec.ts › closes\n    too slow',
      'a.spec.ts › stays\n    gone',
      'end-to-end tests\n    no browser',
    ],
  });
});
