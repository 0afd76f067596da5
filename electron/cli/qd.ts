#!/usr/bin/env node
import { CancelledError, type ErrorCode, ExpectedError } from '../../shared/errors/errors.ts';
import { type Locale, locales } from '../../shared/i18n/messages.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { type Arguments, readArguments, refuseOthers } from './arguments.ts';
import type { Answer } from './command.ts';
import { programs } from './commands.ts';
import { createLocalEngine } from './engine.ts';
import { usage } from './usage.ts';

const workspaceCodes = new Set<ErrorCode>([
  'locked',
  'wrongPassphrase',
  'needsPassphrase',
  'damaged',
  'newerVersion',
  'notWorkspace',
]);

function exitCode(error: unknown): number {
  if (error instanceof CancelledError) return 130;
  if (!(error instanceof ExpectedError)) return 1;
  if (error.code === 'usage') return 2;
  return workspaceCodes.has(error.code) ? 4 : 3;
}

function errorJson(error: unknown) {
  if (error instanceof CancelledError) return { code: 'cancelled', message: 'Cancelled' };
  if (!(error instanceof ExpectedError))
    return { code: 'bug', message: String((error as Error)?.message ?? error) };
  const { file, row, column, hint } = error.details;
  return { code: error.code, message: error.message, file, row, column, hint };
}

function errorText(error: unknown): string {
  if (!(error instanceof ExpectedError)) {
    return error instanceof CancelledError ? 'Cancelled' : String((error as Error)?.stack ?? error);
  }
  const { file, row, column, hint } = error.details;
  const where = [file, row === undefined ? undefined : `row ${row}`, column].filter(Boolean).join(', ');
  return [`${error.message}${where ? ` (${where})` : ''}`, hint].filter(Boolean).join('\n');
}

function passphraseOf(args: Arguments): string | undefined {
  const variable = args.text('passphrase-env');
  if (variable === undefined) return undefined;
  const value = process.env[variable];
  if (!value) throw new ExpectedError('usage', `The environment variable ${variable} holds no passphrase`);
  return value;
}

function localeOf(args: Arguments): Locale {
  const given = args.text('lang') ?? 'en';
  const locale = locales.find((candidate) => candidate === given);
  if (!locale) throw new ExpectedError('usage', `--lang takes ${locales.join(' or ')}, not "${given}"`);
  return locale;
}

async function run(args: Arguments): Promise<Answer> {
  const name = args.positionals[0];
  if (args.flag('help') || name === undefined) return { json: { usage }, text: usage };
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program)
    throw new ExpectedError('usage', `"${name}" is no command`, { hint: 'qd --help lists the commands' });
  refuseOthers(args, name, program.options);
  const locale = localeOf(args);
  const t = createTranslate(locale);
  const controller = new AbortController();
  const cancel = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, cancel);
  let shown = 0;
  const engine = createLocalEngine(controller.signal, ({ phase, done, total, rows }) => {
    if (Date.now() - shown < 500 || !process.stderr.isTTY) return;
    shown = Date.now();
    const amount = total > 0 ? `${Math.floor((100 * done) / total)} %` : `${done}`;
    process.stderr.write(
      `\r${t.dynamic(`progress.${phase}`, {}, phase)} ${amount}${rows ? ` · ${rows}` : ''}   `,
    );
  });
  try {
    return await program.run({ args, engine, t, locale, passphrase: passphraseOf(args) });
  } finally {
    await engine.dispose();
    if (shown > 0) process.stderr.write('\n');
  }
}

/** A reader that has seen enough (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

/** Waits until the text is out: `process.exit` would cut a pipe short. */
function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done) => stream.write(`${text}\n`, () => done()));
}

async function main(argv: string[]): Promise<number> {
  const json = argv.includes('--json');
  try {
    const answer = await run(readArguments(argv));
    await print(process.stdout, json ? JSON.stringify(answer.json) : answer.text);
    return answer.exitCode ?? 0;
  } catch (error) {
    return fail(error, json);
  }
}

async function fail(error: unknown, json: boolean): Promise<number> {
  if (json) await print(process.stdout, JSON.stringify({ error: errorJson(error) }));
  if (!json || exitCode(error) === 1) await print(process.stderr, errorText(error));
  return exitCode(error);
}

process.exitCode = await main(process.argv.slice(2));
