import type { Locale } from '../../shared/i18n/messages.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { Arguments, OptionName } from './arguments.ts';
import type { LocalEngine } from './engine.ts';
import type { Json } from './output.ts';

export interface CommandContext {
  args: Arguments;
  engine: LocalEngine;
  t: Translate;
  locale: Locale;
  /** From the variable that --passphrase-env names. */
  passphrase: string | undefined;
}

/** What a command says: one JSON document, and the same for people. */
export interface Answer {
  json: Json;
  text: string;
  /** For `check`, which prints its report and still fails. */
  exitCode?: number;
}

export type Command = (context: CommandContext) => Promise<Answer>;

/** A command, and the options it looks at beside those of every command. */
export interface Program {
  run: Command;
  options: readonly OptionName[];
}

/** Opens the workspace that the command line names first. */
export async function openNamed(context: CommandContext, path: string, readOnly: boolean) {
  const { engine, passphrase } = context;
  return engine.call('workspace.open', {
    file: engine.file(path, readOnly ? 'read' : 'write'),
    passphrase,
    readOnly,
  });
}
