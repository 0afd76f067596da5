import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Arguments, OptionName } from '../../arguments.ts';

/** The option's text, or `usage` naming what is missing. */
export function required(args: Arguments, name: OptionName): string {
  const value = args.text(name);
  if (value === undefined)
    throw new ExpectedError('usage', `--${name} is missing`, { hint: 'qd --help lists the commands' });
  return value;
}
