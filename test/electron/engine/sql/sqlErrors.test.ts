import { expect, test } from 'vitest';
import { ask, cells } from './sqlBook.ts';

test('an error has SQLite’s words, the place, and the name that may have been meant', async () => {
  await expect(ask('select\n  revenu from sales')).rejects.toMatchObject({
    code: 'sqlFailed',
    message: 'no such column: revenu – did you mean revenue?',
    details: { params: { line: 2, column: 3 } },
  });
  await expect(ask('select * from acounts')).rejects.toMatchObject({
    message: 'no such table: acounts – did you mean accounts?',
  });
  await expect(ask('select market from sales where from x')).rejects.toMatchObject({
    message: 'near "from": syntax error',
    details: { params: { line: 1, column: 32 } },
  });
  await expect(ask('select mont(date) from sales')).rejects.toMatchObject({
    message: 'no such function: mont – did you mean month?',
  });
  await expect(ask('select sum(revenue) over (partition by market) + ')).rejects.toMatchObject({
    code: 'sqlFailed',
  });
  expect((await ask("select 1 a, 2 a, x'0a0b' b")).columns.map(({ name }) => name)).toEqual([
    'a',
    'a (2)',
    'b',
  ]);
});

test('an error has its place where a name is quoted, a text is open, or the end is missing', async () => {
  const place = (line: number, column: number) => ({
    code: 'sqlFailed',
    details: { params: { line, column } },
  });
  await expect(ask('select month(date),\n "naïve\'é" from sales')).rejects.toMatchObject(place(2, 2));
  await expect(ask("select week(date),\n  'open")).rejects.toMatchObject(place(2, 3));
  await expect(ask('select month(date) from sales where ')).rejects.toMatchObject(place(1, 36));
  await expect(ask('select month(date), year(date) from sales were 1')).rejects.toMatchObject(place(1, 48));
  await expect(ask('select month(date, 2) from sales')).rejects.toMatchObject({
    message: 'wrong number of arguments to function month()',
  });
  await expect(ask('select month')).rejects.toMatchObject({ message: 'no such column: month' });
});

test.each(['?', '?7', ':x', '@x', '$x'])('a parameter %s is no value', async (parameter) => {
  await expect(ask(`select 1 n,\n ${parameter}`)).rejects.toMatchObject({
    code: 'sqlFailed',
    message: `There is no value for the parameter ${parameter}`,
    details: { params: { line: 2, column: 2 } },
  });
  expect(cells(await ask("select '?', ':x', '@x', '$x', '{\"a\":5}' ->> '$.a' as \"$x ?\" -- ? :x"))).toEqual(
    [...['?', ':x', '@x', '$x'], 5],
  );
});
