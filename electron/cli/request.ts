import type { ZodType } from 'zod';
import type { Told } from '../../shared/domain/slice.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { Arguments } from './arguments.ts';
import { readJson } from './commands/ingest.ts';

/** A request given as JSON, or as @FILE. Throws `usage` with what is wrong and where. */
export function parseRequest<Request>(text: string, schema: ZodType<Request>, name: string): Request {
  const raw = text.startsWith('@') ? readJson(text.slice(1)) : parseJson(text);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ExpectedError('usage', `${name}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** What amounts are told in: as the options say, else as the request does. */
export function toldBy(args: Arguments, given: Told): Told {
  return {
    currency: args.text('currency') ?? given.currency,
    ratesOf: args.text('rates-of') ?? given.ratesOf,
  };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ExpectedError('usage', `Not JSON: ${(cause as Error).message}`, {}, cause);
  }
}

/** In what an answer is written, `json` where nothing is said. Throws `usage` for another, and where it needs a file and has none. */
export function formatOf<Format extends string>(args: Arguments, known: readonly Format[]): Format {
  const given = args.text('format') ?? 'json';
  const format = known.find((candidate) => candidate === given);
  if (!format) throw new ExpectedError('usage', `--format ${given} is not known`, { hint: known.join(', ') });
  if (given !== 'json' && args.text('out') === undefined)
    throw new ExpectedError('usage', '--out is missing', { hint: '--out FILE says where to write' });
  return format;
}
