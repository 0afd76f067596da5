import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { askOf, numberOptions, textOptions } from '../../../electron/cli/commands/analyse.ts';
import { ofEveryQuestion, questionOptions } from '../../../electron/cli/questionOptions.ts';
import { loadBook } from '../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../electron/engine/book/types.ts';
import { answer } from '../../../electron/engine/exhibit/answer.ts';
import { writeSample } from '../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../electron/engine/workspace/types.ts';
import { type Ask, type OptionValue, questions } from '../../../shared/domain/exhibit.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';

let folder: string;
let workspace: Workspace;
let book: Book;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-questions-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const size = { accounts: 120, months: 36 };
  await writeSample(workspace, size, { signal: new AbortController().signal, progress: () => undefined });
  book = loadBook(workspace);
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = new Map(
  [
    ...Object.entries(numberOptions),
    ...Object.entries(textOptions),
    ['from', 'from'],
    ['to', 'to'],
    ['judge', 'judge'],
  ].map(([name, option]) => [name!, option!]),
);

/** Tells what is looked at and is not there: what is there is looked at in any case, as a part of the question. */
function watched<Watched extends object>(object: Watched, seen: (name: string) => void): Watched {
  return new Proxy(object, {
    get: (own, name) => {
      if (typeof name === 'string' && !(name in own)) seen(name);
      return Reflect.get(own, name);
    },
  });
}

test.each(questions)('%s takes the options that it looks at, and no others', async (question) => {
  const [account, other] = book.accounts.keys;
  const [product] = book.products.keys;
  const variants: Record<string, OptionValue>[] = [
    {},
    { account: account! },
    { account: other!, product: product! },
    { product: product! },
    { by: 'segment' },
    { group: 'owner' },
    { lifetime: 'contract' },
  ];
  const seen = new Set<string>();
  for (const options of variants) {
    const see = (name: string) => void (names.has(name) && seen.add(names.get(name)!));
    const ask: Ask = { question, slice: { where: [], basis: 'net' }, options: watched(options, see) };
    await answer(book, watched(ask, see)).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) throw error;
    });
  }
  // Every answer looks whether it is a page of a list, a movement over time is asked for by its grain.
  const isList = ['opportunities', 'next-product'].includes(question);
  const looked = [...seen].filter((name) => name !== 'rates' && (isList || name !== 'limit'));
  const taken = questionOptions[question].filter((name) => name !== 'every');
  expect(looked.sort()).toEqual([...taken].sort());
});

test('an option of other questions is refused, with those that the question has', () => {
  const ask = (question: string, ...options: string[]) =>
    askOf(readArguments(['analyse', 'book.qdeck', question, ...options]), question);
  expect(() => ask('rfm', '--support', '.1')).toThrow('The question rfm has no option --support');
  try {
    ask('cohorts', '--model', 'bg-nbd');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'usage',
      details: {
        hint: `Its options: --grain; of every question: ${ofEveryQuestion.map((name) => `--${name}`).join(' ')}`,
      },
    });
  }
  expect(() => ask('rfm', '--from', '2024')).toThrow('no option --from');
  expect(ask('rfm', '--from', '2024', '--to', '2025', '--rates', 'constant')).toMatchObject({ from: '2024' });
  expect(ask('movement', '--from', '2024', '--to', '2025', '--every', 'month').question).toBe(
    'movement-series',
  );
  expect(ask('rules', '--support', '.1', '--max-length', '3').options).toEqual({
    support: 0.1,
    maxLength: 3,
  });
});
