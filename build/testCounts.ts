import { stripVTControlCharacters } from 'node:util';

export interface Failure {
  /** The file of the test; null where the runner itself went wrong. */
  file: string | null;
  name: string;
  /** The first lines of what was said. */
  why: string;
}

export interface Count {
  passed: number;
  failures: Failure[];
  /** What failed at first, and passed when it was run again by itself. */
  unsteady: Failure[];
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
  return { passed, failures, unsteady: [] };
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

/** From Playwright's JSON. */
export function playwrightCount(report: unknown): Count {
  const { stats, suites, errors } = report as {
    stats: { expected: number };
    suites?: PlaywrightSuite[];
    errors?: { message?: string }[];
  };
  return {
    passed: stats.expected,
    failures: [
      ...(suites ?? []).flatMap(suiteFailures),
      ...(errors ?? []).map((error) => failure(null, 'end-to-end tests', error.message)),
    ],
    unsteady: [],
  };
}

function suiteFailures(suite: PlaywrightSuite): Failure[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status !== 'expected' && test.status !== 'skipped')
      .map((test) => {
        const wrong = test.results.find((result) => result.error);
        return failure(spec.file, spec.title, wrong?.error?.message);
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(suiteFailures)];
}

const shownLines = 6;

function failure(file: string | null, name: string, message = ''): Failure {
  const why = stripVTControlCharacters(message).split('\n').slice(0, shownLines).join('\n');
  return { file, name, why };
}

/** More failures than this are no accident. */
const rerunAtMost = 5;

/** The files whose tests may be run again by themselves: a machine busy with other things fails a test or two, not many. */
export function toRunAgain({ failures }: Count): string[] {
  const files = failures.map(({ file }) => file);
  if (failures.length > rerunAtMost || files.includes(null)) return [];
  return Array.from(new Set(files as string[]));
}

/** What holds after `again` ran the files of `first`'s failures: `again` has the last word on them, and says who wavered. */
export function settled(first: Count, again: Count): Count {
  if (again.failures.some(({ file }) => file === null)) {
    return { ...first, failures: [...first.failures, ...again.failures] };
  }
  const still = new Set(again.failures.map(nameOf));
  const unsteady = first.failures.filter((each) => !still.has(nameOf(each)));
  return { passed: first.passed + unsteady.length, failures: again.failures, unsteady };
}

function nameOf({ file, name }: Failure): string {
  return [file, name].filter(Boolean).join(' › ');
}

/** One line of file and test, then why. */
export function failureText(each: Failure): string {
  return [nameOf(each), ...(each.why ? each.why.split('\n').map((line) => `    ${line}`) : [])].join('\n');
}
