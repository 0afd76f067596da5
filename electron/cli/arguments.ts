import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ExpectedError } from '../../shared/errors/errors.ts';

/** Every option of every command, in one place, so that an unknown one is refused with its name. */
const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' },
  'passphrase-env': { type: 'string' },
  accounts: { type: 'string' },
  products: { type: 'string' },
  months: { type: 'string' },
  seed: { type: 'string' },
  rows: { type: 'string' },
  sheet: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'header-row': { type: 'string' },
  hidden: { type: 'string' },
  range: { type: 'string' },
  'file-column': { type: 'string' },
  memory: { type: 'string' },
  unpivot: { type: 'string' },
  scale: { type: 'string' },
  decimal: { type: 'string' },
  'date-order': { type: 'string' },
  year: { type: 'string' },
  'fiscal-start': { type: 'string' },
  'date-system': { type: 'string' },
  'title-rows': { type: 'string' },
  scenario: { type: 'string' },
  ledger: { type: 'string' },
  footer: { type: 'string' },
  fill: { type: 'string' },
  'rate-base': { type: 'string' },
  'rate-for': { type: 'string' },
  quote: { type: 'string' },
  'header-rows': { type: 'string' },
  as: { type: 'string' },
  map: { type: 'string' },
  mapping: { type: 'string' },
  rules: { type: 'string' },
  mode: { type: 'string' },
  period: { type: 'string' },
  within: { type: 'string' },
  keys: { type: 'string' },
  'dry-run': { type: 'boolean' },
  check: { type: 'boolean' },
  again: { type: 'boolean' },
  judge: { type: 'boolean' },
  'instead-of': { type: 'string' },
  control: { type: 'string' },
  repair: { type: 'string' },
  accept: { type: 'string' },
  name: { type: 'string' },
  least: { type: 'string' },
  out: { type: 'string' },
  table: { type: 'string' },
  format: { type: 'string' },
  'as-of': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  basis: { type: 'string' },
  currency: { type: 'string' },
  rates: { type: 'string' },
  'rates-of': { type: 'string' },
  where: { type: 'string' },
  every: { type: 'string' },
  grain: { type: 'string' },
  by: { type: 'string' },
  top: { type: 'string' },
  support: { type: 'string' },
  confidence: { type: 'string' },
  'max-length': { type: 'string' },
  unit: { type: 'string' },
  level: { type: 'string' },
  'product-pattern': { type: 'string' },
  'product-except': { type: 'string' },
  substitutes: { type: 'string' },
  account: { type: 'string' },
  kind: { type: 'string' },
  k: { type: 'string' },
  'recent-months': { type: 'string' },
  'xyz-months': { type: 'string' },
  'compared-by': { type: 'string' },
  'left-out': { type: 'string' },
  method: { type: 'string' },
  metric: { type: 'string' },
  size: { type: 'string' },
  limit: { type: 'string' },
  offset: { type: 'string' },
  product: { type: 'string' },
  status: { type: 'string' },
  owner: { type: 'string' },
  search: { type: 'string' },
  'min-expected': { type: 'string' },
  sort: { type: 'string' },
  order: { type: 'string' },
  movable: { type: 'string' },
  until: { type: 'string' },
  reason: { type: 'string' },
  reasons: { type: 'string' },
  note: { type: 'string' },
  data: { type: 'string' },
  basket: { type: 'string' },
  item: { type: 'string' },
  x: { type: 'string' },
  y: { type: 'string' },
  z: { type: 'string' },
  tx: { type: 'string' },
  T: { type: 'string' },
  predict: { type: 'string' },
  time: { type: 'string' },
  event: { type: 'string' },
  entry: { type: 'string' },
  'event-value': { type: 'string' },
  group: { type: 'string' },
  part: { type: 'string' },
  base: { type: 'string' },
  end: { type: 'string' },
  interval: { type: 'string' },
  rmst: { type: 'string' },
  rho: { type: 'string' },
  ties: { type: 'string' },
  positive: { type: 'string' },
  tau: { type: 'string' },
  se: { type: 'string' },
  coverage: { type: 'string' },
  horizon: { type: 'string' },
  leaving: { type: 'string' },
  share: { type: 'string' },
  signals: { type: 'string' },
  weights: { type: 'string' },
  since: { type: 'string' },
  silence: { type: 'string' },
  starts: { type: 'string' },
  lifetime: { type: 'string' },
  model: { type: 'string' },
  origins: { type: 'string' },
  growth: { type: 'string' },
  discount: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export type OptionName = keyof typeof options;

export interface Arguments {
  positionals: string[];
  /** The options that were written. */
  given: OptionName[];
  text(name: OptionName): string | undefined;
  flag(name: 'json' | 'help' | 'dry-run' | 'again' | 'check' | 'judge'): boolean;
  /** A number option. Throws `usage` for text that is none. */
  number(name: OptionName): number | undefined;
}

export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv);
  const text = (name: OptionName) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    given: Object.keys(values) as OptionName[],
    text,
    flag: (name) => values[name] === true,
    number(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = given.trim() === '' ? Number.NaN : Number(given);
      if (!Number.isFinite(value))
        throw new ExpectedError('usage', `--${name} takes a number, not "${given}"`);
      return value;
    },
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true });
  } catch (cause) {
    throw new ExpectedError(
      'usage',
      (cause as Error).message,
      { hint: 'qd --help lists the commands' },
      cause,
    );
  }
}

const ofEveryCommand: readonly OptionName[] = ['json', 'help', 'lang', 'passphrase-env'];

/** Throws `usage` for an option that this command would not look at: what was asked for must not be passed over. */
export function refuseOthers({ given }: Arguments, command: string, own: readonly OptionName[]): void {
  const other = given.find((name) => !ofEveryCommand.includes(name) && !own.includes(name));
  if (other === undefined) return;
  throw new ExpectedError('usage', `qd ${command} has no option --${other}`, {
    hint:
      own.length > 0
        ? `Its options: ${own.map((name) => `--${name}`).join(' ')}`
        : 'qd --help lists the commands and their options',
  });
}

/** The positional at `index`, or `usage` naming what is missing. */
export function positional(args: Arguments, index: number, name: string): string {
  const value = args.positionals[index];
  if (value === undefined)
    throw new ExpectedError('usage', `${name} is missing`, { hint: 'qd --help lists the commands' });
  return value;
}
