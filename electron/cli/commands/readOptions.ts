import { type ReadOptions, readOptions, type Unpivot, unpivot } from '../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Arguments, OptionName } from '../arguments.ts';

/** How a file is written. */
export const writtenOptions = [
  'sheet',
  'range',
  'hidden',
  'encoding',
  'delimiter',
  'quote',
  'header-row',
  'header-rows',
  'title-rows',
  'footer',
  'fill',
  'part',
  'year',
  'fiscal-start',
  'date-system',
  'scenario',
  'ledger',
  'rate-base',
  'rate-for',
  'date-order',
  'decimal',
  'scale',
] as const satisfies OptionName[];

/** What the user says of how a file is written; undefined where nothing. Throws `usage` naming the option. */
export function readOptionsOf(args: Arguments): ReadOptions | undefined {
  const options = {
    sheet: args.text('sheet'),
    range: args.text('range'),
    hidden: args.text('hidden'),
    encoding: args.text('encoding'),
    delimiter: args.text('delimiter')?.replace('\\t', '\t'),
    quote: quoteOf(args.text('quote')),
    headerRow: args.number('header-row'),
    headerRows: args.number('header-rows'),
    titleRows: args.number('title-rows'),
    footer: args.text('footer'),
    fill: fillColumns(args.text('fill')),
    part: countedFromOne(args.number('part')),
    year: args.number('year'),
    fiscalStart: args.number('fiscal-start'),
    dateSystem: args.number('date-system'),
    scenario: args.text('scenario'),
    ledger: args.text('ledger'),
    rateBase: args.text('rate-base'),
    rateFor: args.text('rate-for'),
    dateOrder: perColumn(args, 'date-order'),
    decimal: perColumn(args, 'decimal'),
    scale: scales(args),
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return undefined;
  const parsed = readOptions.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ExpectedError('usage', `${issue?.path.join('.')}: ${issue?.message}`, {
    hint: 'qd --help lists the options',
  });
}

/** People count tables from one. */
function countedFromOne(count: number | undefined): number | undefined {
  return count === undefined ? undefined : count - 1;
}

/** `Column;Column`, or `off` for none. */
function fillColumns(text: string | undefined): string[] | undefined {
  if (text === undefined || text === 'auto') return undefined;
  return text === 'off' ? [] : text.split(';').flatMap((name) => name.trim() || []);
}

function quoteOf(text: string | undefined): string | undefined {
  return text === 'none' ? '' : text;
}

/** `Column=value;Column=value`: semicolons, because the decimal mark may be a comma. */
function perColumn(
  args: Arguments,
  option: 'date-order' | 'decimal' | 'scale',
): Record<string, string> | undefined {
  const text = args.text(option);
  if (text === undefined) return undefined;
  const entries = text.split(';').map((part) => {
    const at = part.lastIndexOf('=');
    if (at < 1) throw new ExpectedError('usage', `--${option}: "${part}" is not Column=value`);
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(entries);
}

/** `Column=4`: the values count by that power of ten. */
function scales(args: Arguments): Record<string, number> | undefined {
  const given = perColumn(args, 'scale');
  return given && Object.fromEntries(Object.entries(given).map(([column, power]) => [column, Number(power)]));
}

/** What `--unpivot` says: nothing, that periods across stay (`off`), a field for their figures, or all of it as JSON. */
export type UnpivotOption =
  | { is: 'detected' }
  | { is: 'off' }
  | { is: 'field'; field: string }
  | { is: 'given'; unpivot: Unpivot };

export function unpivotOption(args: Arguments): UnpivotOption {
  const text = args.text('unpivot');
  if (text === undefined || text === 'auto') return { is: 'detected' };
  if (text === 'off') return { is: 'off' };
  if (!text.startsWith('{')) return { is: 'field', field: text };
  const parsed = unpivot.safeParse(parseJson(text));
  if (parsed.success) return { is: 'given', unpivot: parsed.data };
  const issue = parsed.error.issues[0];
  throw new ExpectedError('usage', `--unpivot: ${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ExpectedError('usage', `--unpivot is not JSON: ${(cause as Error).message}`, {}, cause);
  }
}

/** Whether what is remembered of such files is used. */
export function memoryOption(args: Arguments): 'use' | 'ignore' | undefined {
  const text = args.text('memory');
  if (text === undefined || text === 'use' || text === 'ignore') return text;
  throw new ExpectedError('usage', `--memory takes use or ignore, not "${text}"`);
}
