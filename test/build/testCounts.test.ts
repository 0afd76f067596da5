import { expect, test } from 'vitest';
import {
  type Count,
  type Failure,
  failureText,
  playwrightCount,
  settled,
  toRunAgain,
  vitestCount,
} from '../../build/testCounts.ts';

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
  const count = vitestCount({ testResults });
  expect(count.passed).toBe(5);
  expect(count.failures.map(failureText)).toEqual([
    'b.ts › test 0\n    expected 1 to be 2\n      at a.ts:3',
    'c.ts\n    SyntaxError',
    'd.ts\n    SyntaxError',
    'e.ts › test 1\n    Its process was gone before it had ended',
  ]);
});

test('end-to-end tests are counted by outcome, and a runner that goes wrong is a failure', () => {
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
  const count = playwrightCount({ stats: { expected: 7 }, suites, errors: [{ message: 'no browser' }] });
  expect(count.passed).toBe(7);
  expect(count.failures.map(failureText)).toEqual([
    'a.spec.ts › closes\n    too slow',
    'a.spec.ts › stays\n    gone',
    'end-to-end tests\n    no browser',
  ]);
});

const failed = (file: string | null, name: string): Failure => ({ file, name, why: 'slow' });
const count = (passed: number, ...failures: Failure[]): Count => ({ passed, failures, unsteady: [] });

test('a few failed tests are run again, file by file; many, or a runner that went wrong, are not', () => {
  expect(toRunAgain(count(9))).toEqual([]);
  expect(toRunAgain(count(9, failed('a.ts', 'x'), failed('b.ts', 'x'), failed('a.ts', 'y')))).toEqual([
    'a.ts',
    'b.ts',
  ]);
  expect(toRunAgain(count(9, failed('a.ts', 'x'), failed(null, 'no report')))).toEqual([]);
  const many = Array.from({ length: 6 }, (_, number) => failed('a.ts', `test ${number}`));
  expect(toRunAgain(count(9, ...many))).toEqual([]);
});

test('the second run has the last word, and what passed only then is named', () => {
  const first = count(9, failed('a.ts', 'wavers'), failed('a.ts', 'fails'));
  const settledOnes = settled(first, count(3, failed('a.ts', 'fails')));
  expect(settledOnes).toEqual({
    passed: 10,
    failures: [failed('a.ts', 'fails')],
    unsteady: [failed('a.ts', 'wavers')],
  });
  const noReport = failed(null, 'no report');
  expect(settled(first, count(0, noReport))).toEqual({ ...first, failures: [...first.failures, noReport] });
});
