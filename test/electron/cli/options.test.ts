import { expect, test } from 'vitest';
import { readArguments, refuseOthers } from '../../../electron/cli/arguments.ts';
import { programs } from '../../../electron/cli/commands.ts';
import { usage } from '../../../electron/cli/usage.ts';

const ofEveryCommand = ['json', 'help', 'lang', 'passphrase-env'];

/** The lines of the usage about one command each, those that go on indented included. */
function usageOf(command: string): string {
  const [commandLines] = usage.split('\n\nquery, pivot');
  const lines = commandLines!.split(/\n {2}(?=qd )| · (?=qd )/);
  return lines.filter((line) => line.replace(/^qd /, '').split(/\s/)[0] === command).join('\n');
}

function optionsIn(text: string): string[] {
  return Array.from(text.matchAll(/--([a-zA-Z][a-zA-Z-]*)/g), ([, name]) => name!);
}

test.each(Object.keys(programs))('qd %s takes every option that its usage names', (command) => {
  const named = optionsIn(usageOf(command));
  const { options } = programs[command]!;
  expect(
    named.filter((name) => !ofEveryCommand.includes(name) && !(options as string[]).includes(name)),
  ).toEqual([]);
});

test('how a file is read is for preview and import alike', () => {
  const read = usage.slice(usage.indexOf('How the file is read:'), usage.indexOf('Rules:'));
  const named = optionsIn(read);
  expect(named.length).toBeGreaterThan(15);
  for (const command of ['preview', 'import'])
    expect(named.filter((name) => !(programs[command]!.options as string[]).includes(name))).toEqual([]);
});

test('an option of another command is refused by name, one of every command is not', () => {
  const check = (...argv: string[]) =>
    refuseOthers(readArguments(argv), argv[0]!, programs[argv[0]!]!.options);
  expect(() => check('info', 'book.qdeck', '--support', '.1')).toThrow('qd info has no option --support');
  expect(() => check('analyse', 'book.qdeck', 'movement', '--sheet', 'A')).toThrow('no option --sheet');
  expect(() => check('info', 'book.qdeck', '--json', '--lang', 'en')).not.toThrow();
  expect(() => check('analyse', 'book.qdeck', 'movement', '--from', '2024')).not.toThrow();
});
