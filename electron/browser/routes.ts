import { createReadStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ExpectedError } from '../../shared/errors/errors.ts';
import type { GrantedHandle } from '../host/engineSupervisor.ts';
import { fileNameFrom } from '../host/workspaceName.ts';
import type { HostState } from './hostState.ts';
import { readJson, replyJson } from './reply.ts';
import { receiveFile } from './transfer.ts';

const name = z.string().min(1).max(1000);
const named = z.strictObject({ name });
const handled = z.strictObject({ handle: z.string().min(1).max(200) });

type Route = (
  state: HostState,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void>;

/** What a page may ask of this host, beside the engine's contract: files only. */
export const routes: Record<string, Route> = {
  'GET /host/workspaces': listWorkspaces,
  'POST /host/workspaces/create': createWorkspace,
  'POST /host/workspaces/open': openWorkspace,
  'PUT /host/workspaces/add': addWorkspace,
  'GET /host/launch': launchFile,
  'PUT /host/upload': upload,
  'POST /host/release': release,
  'POST /host/save': save,
  'GET /host/download': download,
};

async function listWorkspaces({ library }: HostState, _request: IncomingMessage, response: ServerResponse) {
  const entries = await library.list();
  replyJson(
    response,
    entries.map((entry) => ({ name: entry.name, modified: entry.modified, bytes: entry.bytes })),
  );
}

async function createWorkspace(state: HostState, request: IncomingMessage, response: ServerResponse) {
  const wanted = await readJson(request, named);
  const place = await state.library.reserve(wanted.name);
  replyJson(response, state.engine.grant(place.path, 'write', place.name));
}

async function openWorkspace(state: HostState, request: IncomingMessage, response: ServerResponse) {
  const wanted = await readJson(request, named);
  const entry = await state.library.find(wanted.name);
  replyJson(response, state.engine.grant(entry.path, 'write', entry.name));
}

/** A workspace from elsewhere: a page has no paths, so the library takes a copy. */
async function addWorkspace(state: HostState, request: IncomingMessage, response: ServerResponse, url: URL) {
  const place = await state.library.reserve(nameFrom(url));
  const draft = `${place.path}.${process.pid}.part`;
  await receiveFile(request, draft);
  await rename(draft, place.path);
  replyJson(response, state.engine.grant(place.path, 'write', place.name));
}

async function launchFile(state: HostState, _request: IncomingMessage, response: ServerResponse) {
  const launched = state.launch;
  state.launch = null;
  replyJson(response, launched);
}

async function upload(state: HostState, request: IncomingMessage, response: ServerResponse, url: URL) {
  const fileName = fileNameFrom(nameFrom(url));
  const { id, path } = await state.temporary(fileName);
  try {
    await receiveFile(request, path);
  } catch (error) {
    await state.discard(id);
    throw error;
  }
  replyJson(response, state.grantTemporary(id, path, 'read', fileName));
}

/** The page is done with a file: an upload is deleted, any other file only forgotten. */
async function release(state: HostState, request: IncomingMessage, response: ServerResponse) {
  const { handle } = await readJson(request, handled);
  await state.release(handle);
  replyJson(response, null);
}

/** A place for the engine to write a file for the user, who gets it by download. */
async function save(state: HostState, request: IncomingMessage, response: ServerResponse) {
  const wanted = await readJson(request, named);
  const fileName = fileNameFrom(wanted.name);
  const { id, path } = await state.temporary(fileName);
  const granted: GrantedHandle = state.grantTemporary(id, path, 'write', fileName);
  replyJson(response, granted);
}

async function download(state: HostState, _request: IncomingMessage, response: ServerResponse, url: URL) {
  const handle = url.searchParams.get('handle') ?? '';
  const grant = state.isTemporary(handle) ? state.engine.granted(handle) : undefined;
  const stats = grant?.mode === 'write' ? await stat(grant.path).catch(() => null) : null;
  if (!grant || !stats) throw new ExpectedError('notFound', 'There is no such file to download.');
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': stats.size,
    'Content-Disposition': disposition(grant.name),
    'Cache-Control': 'no-store',
  });
  await pipeline(createReadStream(grant.path), response);
  await state.release(handle);
}

/** RFC 6266: the name as it is, in UTF-8, and a plain one for what cannot read that. */
export function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\w. ()-]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function nameFrom(url: URL): string {
  const parsed = name.safeParse(url.searchParams.get('name'));
  if (parsed.success) return parsed.data;
  throw new ExpectedError('badRequest', 'The file has no name.');
}
