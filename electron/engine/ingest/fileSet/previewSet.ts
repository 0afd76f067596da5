import type {
  FileSet,
  Preview,
  PreviewColumn,
  ReadOptions,
  SetFile,
} from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { tablesOf } from '../archive/archiveReader.ts';
import { missingFields } from '../mapping/mapColumns.ts';
import { headerOnly, type IngestContext, previewFile } from '../previewFile.ts';
import { openSource } from '../source/openSource.ts';
import { matchHeaders } from './matchHeaders.ts';

export interface ChosenFile {
  handle: string;
  path: string;
  name: string;
}

export interface SetRequest {
  kind?: TableKind | undefined;
  read?: ReadOptions | undefined;
}

interface Looked {
  file: ChosenFile;
  sheet: string | null;
  name: string;
  preview: Preview | null;
  problem: SetFile['problem'];
}

/** A file whose columns are mostly others is another table. */
const leastShared = 0.5;

/**
 * What do these files hold together? Every file (of an archive: every table in it) is looked at by itself; the columns
 * that most files have lead, and the others' are matched to them. A file that cannot be read, or whose columns do not
 * match, is named with the reason. Throws the first file's error where none can be read.
 */
export async function previewSet(
  files: ChosenFile[],
  request: SetRequest,
  context: IngestContext = {},
): Promise<FileSet> {
  const parts = (await Promise.all(files.map((file) => expand(file, request.read)))).flat();
  const looked: Looked[] = [];
  for (const part of parts) {
    looked.push(await look(part, request, context));
    context.progress?.({ phase: 'files', done: looked.length, total: parts.length });
  }
  const lead = leading(looked);
  if (!lead) throw looked[0]?.problem ? asError(looked[0]) : new Error('There is no file');
  return {
    preview: combined(lead, looked),
    files: looked.map((each) => describe(each, lead)),
  };
}

/** The tables of an archive count as files. */
async function expand(
  file: ChosenFile,
  read: ReadOptions | undefined,
): Promise<Omit<Looked, 'preview' | 'problem'>[]> {
  if (read?.sheet !== undefined) return [{ file, sheet: read.sheet, name: file.name }];
  const source = await openSource(file.path).catch(() => null);
  if (source?.format !== 'archive') return [{ file, sheet: null, name: file.name }];
  return tablesOf(source).map((member) => ({ file, sheet: member, name: `${file.name}/${member}` }));
}

async function look(
  part: Omit<Looked, 'preview' | 'problem'>,
  { kind, read }: SetRequest,
  { signal, recall }: IngestContext,
): Promise<Looked> {
  const options = part.sheet === null ? read : { ...read, sheet: part.sheet };
  try {
    const preview = await previewFile(
      part.file.path,
      { name: part.file.name, kind, read: options },
      { signal, recall },
    );
    if (preview.records === 0) throw headerOnly(part.name);
    return { ...part, preview, problem: null };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { code, message, details } = error;
    return { ...part, preview: null, problem: { code, message, hint: details.hint ?? '' } };
  }
}

function asError({ problem, name }: Looked): ExpectedError {
  const code = problem!.code === 'otherColumns' ? 'badInput' : problem!.code;
  return new ExpectedError(code, problem!.message, { file: name, hint: problem!.hint });
}

/** The first file of the shape that most files have. */
function leading(looked: Looked[]): (Looked & { preview: Preview }) | null {
  const counts = new Map<string, number>();
  for (const { preview } of looked)
    if (preview) counts.set(preview.shape, (counts.get(preview.shape) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const found = looked.find(({ preview }) => preview && counts.get(preview.shape) === most);
  return (found as (Looked & { preview: Preview }) | undefined) ?? null;
}

function describe(looked: Looked, lead: Looked & { preview: Preview }): SetFile {
  const { file, name, sheet, preview } = looked;
  const common = { file: file.handle, name, sheet, problem: looked.problem, importedBefore: null };
  if (!preview)
    return { ...common, hash: '', format: '', records: 0, bytes: 0, headers: {}, lacks: [], extra: [] };
  const headers = matchHeaders(lead.preview, preview);
  const own = new Set(headers.values());
  const lacks = lead.preview.columns.map(({ header }) => header).filter((header) => !headers.has(header));
  const extra = preview.columns.map(({ header }) => header).filter((header) => !own.has(header));
  return {
    ...common,
    hash: preview.hash,
    sheet: preview.sheet ?? sheet,
    format: preview.format,
    records: preview.records,
    bytes: preview.bytes,
    headers: Object.fromEntries(headers),
    lacks,
    extra,
    problem: fits(headers, lead.preview) ? null : otherColumns(name, lacks),
  };
}

function fits(headers: Map<string, string>, { columns, mapping, kind }: Preview): boolean {
  if (headers.size < columns.length * leastShared) return false;
  const mapped = Object.fromEntries(
    Object.entries(mapping).flatMap(([field, header]) => {
      const own = headers.get(header);
      return own === undefined ? [] : [[field, own] as const];
    }),
  );
  const missing = kind ? missingFields(kind, mapped) : [];
  const missed = kind ? missingFields(kind, mapping) : [];
  return missing.every((field) => missed.includes(field));
}

function otherColumns(name: string, lacks: string[]): SetFile['problem'] {
  return {
    code: 'otherColumns',
    message: `${name} has other columns: it lacks ${lacks.slice(0, 8).join(', ')}${lacks.length > 8 ? ', …' : ''}`,
    hint: 'Import it by itself.',
  };
}

/** The lead's preview with the columns that only others have, and the records of all that fit. */
function combined(lead: Looked & { preview: Preview }, looked: Looked[]): Preview {
  const columns: PreviewColumn[] = [...lead.preview.columns];
  const mapping = { ...lead.preview.mapping };
  const known = new Set(columns.map(({ header }) => header));
  let records = 0;
  let bytes = 0;
  for (const { preview } of looked) {
    if (!preview) continue;
    const headers = matchHeaders(lead.preview, preview);
    if (!fits(headers, lead.preview)) continue;
    records += preview.records;
    bytes += preview.bytes;
    const matched = new Set(headers.values());
    for (const column of preview.columns) {
      if (matched.has(column.header) || known.has(column.header)) continue;
      known.add(column.header);
      const field = column.field !== null && mapping[column.field] === undefined ? column.field : null;
      if (field !== null) mapping[field] = column.header;
      columns.push({ ...column, field, confidence: field === null ? 0 : column.confidence });
    }
  }
  return { ...lead.preview, columns, mapping, records, bytes, importedBefore: null };
}
