import { readFileSync } from 'node:fs';
import { importRules, type Mapping, type SetFile, type Unpivot } from '../../../shared/contract/ingest.ts';
import { acrossFields } from '../../../shared/domain/acrossFields.ts';
import { type TableKind, tableKinds } from '../../../shared/domain/fields.ts';
import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type Arguments, positional } from '../arguments.ts';
import { type Answer, type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, printTable, printValues } from '../output.ts';
import { isSet, mappingOf, withFolders } from './fileSets.ts';
import { memoryOption, readOptionsOf, unpivotOption } from './readOptions.ts';

export const preview: Command = async (context) => {
  const { args, engine, t } = context;
  const path = positional(args, 1, 'The file');
  if (isSet(args.positionals.slice(1), args.text('sheet'))) return previewFiles(context);
  const kind = kindOption(args);
  const read = readOptionsOf(args);
  const file = engine.file(path, 'read');
  const found = await engine.call('ingest.preview', {
    file,
    kind,
    read,
    unpivot: await askedUnpivot(args, engine, path),
  });
  const { columns, sample: _, mapping: __, warnings, unpivot, fill, read: ___, rules: ____, ...rest } = found;
  const head = {
    ...rest,
    parts: rest.parts.length > 0 ? rest.parts.map((name, at) => `${at + 1} ${name}`).join(' | ') : null,
    part: rest.parts.length > 0 ? rest.part + 1 : null,
    fill: fill && fill.columns.length > 0 ? fill.columns.join(', ') : null,
    unpivot: unpivot ? `${unpivot.headers.length} columns → ${acrossFields(unpivot).join(', ')}` : null,
  };
  const table = makeTable([
    textColumn(
      'header',
      columns.map((column) => column.header),
    ),
    textColumn(
      'type',
      columns.map((column) => column.type),
    ),
    textColumn(
      'field',
      columns.map((column) => column.field),
    ),
    numberColumn(
      'confidence',
      'ratio',
      columns.map((column) => column.confidence),
    ),
    numberColumn(
      'nulls',
      'count',
      columns.map((column) => column.nulls),
      'integer',
    ),
    textColumn(
      'sample',
      columns.map((column) => column.sample.slice(0, 3).join(' | ')),
    ),
  ]);
  const notes = warnings.map(
    ({ code, message, params = {} }) => `! ${t.dynamic(`preview.${code}`, named(params, t), message)}`,
  );
  const text = [
    printValues(head as unknown as Record<string, Json>),
    '',
    printTable(table, t),
    ...notes,
  ].join('\n');
  return { json: found as unknown as Json, text };
};

/** A folder or an archive: which of its files fit together. */
async function previewFiles({ args, engine, t }: CommandContext): Promise<Answer> {
  const files = withFolders(args.positionals.slice(1)).map((path) => engine.file(path, 'read'));
  const set = await engine.call('ingest.previewSet', {
    files,
    kind: kindOption(args),
    read: readOptionsOf(args),
  });
  const { preview: found } = set;
  const table = makeTable([
    textColumn(
      'file',
      set.files.map(({ name }) => name),
    ),
    textColumn(
      'format',
      set.files.map(({ format }) => format),
    ),
    numberColumn(
      'records',
      'count',
      set.files.map(({ records }) => records),
      'integer',
    ),
    textColumn(
      'problem',
      set.files.map(({ problem, importedBefore }) =>
        problem
          ? problem.message
          : importedBefore === null
            ? ''
            : `already imported as batch ${importedBefore}`,
      ),
    ),
  ]);
  const head = { kind: found.kind, records: found.records, columns: found.columns.length };
  return { json: set as unknown as Json, text: [printValues(head), '', printTable(table, t)].join('\n') };
}

/**
 * Imports every file of a folder or archive that fits as a batch of its own, so that each can be taken back, and a folder
 * that has grown can be imported again: files that are known already are left out, like those that do not fit, and named.
 */
async function importSet(context: CommandContext): Promise<Answer> {
  const { args, engine } = context;
  const request = importRequest(args);
  const dry = args.flag('dry-run');
  await openNamed(context, args.positionals[1]!, dry);
  const files = withFolders(args.positionals.slice(2)).map((path) => engine.file(path, 'read'));
  const { kind, memory, read } = request;
  const set = await engine.call('ingest.previewSet', { files, kind, memory, read });
  const imports: Json[] = [];
  const leftOut: Json[] = [];
  for (const file of set.files) {
    const known = file.importedBefore !== null && !request.again && request.mode === 'append';
    const reason = file.problem ?? (known ? alreadyImported(file) : null);
    if (reason) {
      leftOut.push({ file: file.name, reason: reason.code, message: reason.message });
      continue;
    }
    const input = {
      ...request,
      file: file.file,
      mapping: mappingOf(set, request.mapping, file),
      read: file.sheet === null ? read : { ...read, sheet: file.sheet },
    };
    if (dry)
      imports.push({ file: file.name, ...((await engine.call('ingest.check', input)) as unknown as object) });
    else {
      const { info: _, ...result } = await engine.call('ingest.import', input);
      imports.push({ file: file.name, ...(result as unknown as object) });
    }
  }
  const text = [
    ...imports.map((one) => printValues(one as Record<string, Json>)),
    ...leftOut.map(leftOutText),
  ];
  return { json: { imports, leftOut }, text: text.join('\n\n') };
}

function leftOutText(one: Json): string {
  const { file, message } = one as { file: string; message: string };
  return `! ${file}: ${message}`;
}

function alreadyImported({ name, importedBefore }: SetFile) {
  return { code: 'alreadyImported', message: `${name} was already imported as batch ${importedBefore}` };
}

export const importFiles: Command = async (context) => {
  const { args, engine } = context;
  const workspace = positional(args, 1, 'The workspace');
  positional(args, 2, 'The file');
  if (args.text('repair') !== undefined) return repairFrom(context);
  if (isSet(args.positionals.slice(2), args.text('sheet'))) return importSet(context);
  const request = importRequest(args);
  const dry = args.flag('dry-run');
  await openNamed(context, workspace, dry);
  const results: Json[] = [];
  for (const path of args.positionals.slice(2)) {
    const unpivot = await askedUnpivot(args, engine, path);
    const input = { ...request, unpivot, file: engine.file(path, 'read') };
    if (dry) results.push((await engine.call('ingest.check', input)) as unknown as Json);
    else {
      const { info: _, ...result } = await engine.call('ingest.import', input);
      results.push(result as unknown as Json);
    }
  }
  const json = results.length === 1 ? results[0]! : { imports: results };
  return { json, text: results.map((one) => printValues(one as Record<string, Json>)).join('\n\n') };
};

/** Rows of a batch that were saved with `qd quarantine --out` and corrected. */
async function repairFrom(context: CommandContext): Promise<Answer> {
  const { args, engine } = context;
  const batch = wholeNumber(args, 'repair');
  const path = args.positionals[2]!;
  await openNamed(context, args.positionals[1]!, false);
  const accept = list(args.text('accept')) ?? [];
  const { info: _, ...result } = await engine.call('quarantine.repairFile', {
    batch,
    file: engine.file(path, 'read'),
    accept,
  });
  return { json: result as unknown as Json, text: printValues(result as unknown as Record<string, Json>) };
}

function importRequest(args: Arguments) {
  const kind = kindOption(args);
  if (!kind) throw new ExpectedError('usage', '--as is missing', { hint: `Kinds: ${tableKinds.join(', ')}` });
  return {
    kind,
    mapping: mappingOption(args),
    rules: rulesOption(args),
    read: readOptionsOf(args),
    memory: memoryOption(args),
    ...modeOptions(args),
    again: args.flag('again'),
    instead: args.text('instead-of') === undefined ? undefined : wholeNumber(args, 'instead-of'),
    control: controlOption(args),
    fileColumn: args.text('file-column'),
  };
}

const modes = ['append', 'replace', 'upsert'] as const;

function modeOptions(args: Arguments) {
  const given = args.text('mode') ?? 'append';
  const mode = modes.find((candidate) => candidate === given);
  if (!mode) throw new ExpectedError('usage', `--mode ${given} is not known`, { hint: modes.join(', ') });
  const options = {
    period: args.text('period'),
    within: list(args.text('within')),
    keys: list(args.text('keys')),
  };
  const needs = { period: 'replace', within: 'replace', keys: 'upsert' } as const;
  for (const name of ['period', 'within', 'keys'] as const) {
    if (options[name] !== undefined && needs[name] !== mode)
      throw new ExpectedError('usage', `--${name} goes with --mode ${needs[name]}`);
  }
  return { mode, ...options };
}

function list(text: string | undefined): string[] | undefined {
  return text?.split(',').flatMap((part) => part.trim() || []);
}

function wholeNumber(args: Arguments, name: 'repair' | 'instead-of'): number {
  const text = args.text(name) ?? '';
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new ExpectedError('usage', `--${name} takes a batch number, not "${text}"`, {
    hint: 'qd batches WS lists them',
  });
}

/** `field=sum,field=sum` as the source system printed them. */
function controlOption(args: Arguments): Record<string, number> | undefined {
  const text = args.text('control');
  if (text === undefined) return undefined;
  const entries = Object.entries(pairs('control', text)).map(([field, written]) => {
    const sum = written === '' ? Number.NaN : Number(written);
    if (Number.isFinite(sum)) return [field, sum] as const;
    throw new ExpectedError('usage', `--control: "${written}" is no number`, { hint: 'revenue=1234.56' });
  });
  return Object.fromEntries(entries);
}

function kindOption(args: Arguments): TableKind | undefined {
  const kind = args.text('as');
  if (kind === undefined) return undefined;
  const known = tableKinds.find((candidate) => candidate === kind);
  if (!known)
    throw new ExpectedError('usage', `--as ${kind} is no table kind`, {
      hint: `Kinds: ${tableKinds.join(', ')}`,
    });
  return known;
}

/** What fills a warning's sentence, with a field called by its name. */
function named(
  params: Record<string, string | number>,
  t: CommandContext['t'],
): Record<string, string | number> {
  const { field } = params;
  return typeof field === 'string' ? { ...params, field: t.dynamic(`field.${field}`, {}, field) } : params;
}

/** What `--unpivot` asks for; a field alone is laid over the columns that are detected. */
async function askedUnpivot(
  args: Arguments,
  engine: CommandContext['engine'],
  path: string,
): Promise<Unpivot | null | undefined> {
  const option = unpivotOption(args);
  if (option.is === 'detected') return undefined;
  if (option.is === 'off') return null;
  if (option.is === 'given') return option.unpivot;
  const file = engine.file(path, 'read');
  const found = await engine.call('ingest.preview', {
    file,
    kind: kindOption(args),
    read: readOptionsOf(args),
  });
  if (found.unpivot)
    return {
      headers: found.unpivot.headers,
      date: found.unpivot.date,
      value: option.field,
      ...yearOf(found.unpivot),
    };
  throw new ExpectedError('badInput', `${path} has no columns whose headers are periods`, {
    file: path,
    hint: 'Name them: --unpivot \'{"headers":["…","…"],"date":"date","value":"revenue"}\'',
  });
}

function yearOf({ year, yearColumn }: Unpivot): Pick<Unpivot, 'year' | 'yearColumn'> {
  return { ...(year === undefined ? {} : { year }), ...(yearColumn === undefined ? {} : { yearColumn }) };
}

/** Forgets how files with the columns of this one were imported. */
export const forget: Command = async (context) => {
  const { args, engine } = context;
  const path = positional(args, 2, 'The file');
  await openNamed(context, positional(args, 1, 'The workspace'), false);
  const { shape, remembered } = await engine.call('ingest.preview', {
    file: engine.file(path, 'read'),
    read: readOptionsOf(args),
  });
  await engine.call('ingest.forget', { shape });
  const json = { forgotten: remembered };
  return { json, text: remembered ? `${remembered.file} (${remembered.at.slice(0, 10)})` : '–' };
};

/** `field=Header,field=Header`; a header with a comma goes into a --mapping file. */
function mappingOption(args: Arguments): Mapping | undefined {
  const file = args.text('mapping');
  if (file !== undefined) return readJson(file) as Mapping;
  const text = args.text('map');
  return text === undefined ? undefined : pairs('map', text);
}

function rulesOption(args: Arguments) {
  const text = args.text('rules');
  if (text === undefined) return undefined;
  const parsed = importRules.safeParse(pairs('rules', text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ExpectedError('usage', `--rules: ${issue?.path.join('.')}: ${issue?.message}`);
}

function pairs(option: string, text: string): Record<string, string> {
  const entries = text.split(',').map((part) => {
    const at = part.indexOf('=');
    if (at < 1) throw new ExpectedError('usage', `--${option}: "${part}" is not name=value`);
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(entries);
}

/** A JSON file of the command line. Throws `badInput` naming the file. */
export function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ExpectedError('notFound', `Cannot read ${path}`, { file: path }, cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ExpectedError(
      'badInput',
      `${path} is not JSON: ${(cause as Error).message}`,
      { file: path },
      cause,
    );
  }
}
