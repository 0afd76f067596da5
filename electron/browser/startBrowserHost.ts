import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EngineProcess, superviseEngine } from '../host/engineSupervisor.ts';
import { readJsonFile, writeJsonFile } from '../host/jsonFile.ts';
import { openLaunchFile } from '../host/launchFile.ts';
import { createLibrary } from '../host/library.ts';
import { createRecentFiles } from '../host/recentFiles.ts';
import { rendererFile } from '../host/rendererFiles.ts';
import { securityHeaders } from '../host/securityHeaders.ts';
import { forkEngine } from './engineProcess.ts';
import { createHostState, type HostState } from './hostState.ts';
import { isOwnUser } from './peerUser.ts';
import { replyError, replyText } from './reply.ts';
import { refusal } from './requestGuard.ts';
import { routes } from './routes.ts';
import { createSession, type Session } from './session.ts';
import { serveSockets } from './webSocket.ts';

export interface BrowserHostOptions {
  /** Folder of workspaces. */
  library: string;
  /** Folder of the built page. */
  renderer: string;
  /** A workspace or data file to begin with. */
  launch?: string | undefined;
  fork?: (() => EngineProcess<never>) | undefined;
}

export interface BrowserHost {
  /** Address to open, good for one browser, once. */
  url: string;
  close(): Promise<void>;
}

/** Serves the page and its engine to one browser on this machine. Nothing is served without the session's cookie. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const recent = createRecentFiles(`${options.library}/.recent.json`);
  const library = createLibrary(options.library, recent);
  const engine = superviseEngine(options.fork ?? (() => forkEngine()), (reason) =>
    console.error(`The engine was lost: ${reason}`),
  );
  engine.prepare();
  const state = createHostState(engine, library);
  if (options.launch) state.launch = await openLaunchFile(options.launch, engine, recent);
  if (state.launch?.kind === 'workspace') engine.openAhead(state.launch.handle);
  const session = createSession();
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 });
  const authority = await listenAsBefore(server, `${options.library}/.host.json`);
  server.on('request', (request, response) => {
    answer({ state, session, authority, renderer: options.renderer }, request, response).catch(
      (error: unknown) => replyError(response, error),
    );
  });
  const sockets = serveSockets(
    server,
    '/host/engine',
    engine,
    (request) => refusal(request, authority) === null && session.holds(request.headers.cookie),
  );
  async function close(): Promise<void> {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
    await engine.stop();
    state.clear();
  }
  return { url: `http://${authority}/start?token=${session.token}`, close };
}

/** A random port, kept from start to start while it is free: a browser remembers what it remembers by address. */
async function listenAsBefore(server: Server, record: string): Promise<string> {
  const before = readJsonFile(record) as { port?: unknown } | null;
  const port = Number.isInteger(before?.port) ? Number(before?.port) : 0;
  const authority = await listen(server, port > 1023 && port < 65_536 ? port : 0).catch(() =>
    listen(server, 0),
  );
  writeJsonFile(record, { port: Number(authority.split(':')[1]) });
  return authority;
}

async function listen(server: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Serving {
  state: HostState;
  session: Session;
  authority: string;
  renderer: string;
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders(randomBytes(18).toString('base64')))) {
    response.setHeader(name, value);
  }
  const refused = refusal(request, serving.authority);
  if (refused) return replyText(response, 403, `Refused: ${refused}`);
  const url = parseAddress(request.url ?? '/', serving.authority);
  if (!url) return replyText(response, 400, 'Bad request');
  if (url.pathname === '/start') return begin(serving.session, url, request, response);
  if (!serving.session.holds(request.headers.cookie)) {
    return replyText(
      response,
      403,
      'Start Quarterdeck again: this address was used, or belongs to another browser.',
    );
  }
  const route = routes[`${request.method} ${url.pathname}`];
  if (route) return route(serving.state, request, response, url);
  if (url.pathname.startsWith('/host/') || !['GET', 'HEAD'].includes(request.method ?? '')) {
    return replyText(response, 404, 'Not found');
  }
  await page(serving.renderer, url.pathname, request, response);
}

function parseAddress(address: string, authority: string): URL | null {
  return address.startsWith('/') && !address.startsWith('//')
    ? URL.parse(address, `http://${authority}`)
    : null;
}

function begin(session: Session, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const { remotePort = 0, localPort = 0 } = request.socket;
  if (!isOwnUser(remotePort, localPort)) {
    replyText(response, 403, 'Quarterdeck was started by another user of this machine.');
    return;
  }
  const cookie = session.begin(url.searchParams.get('token') ?? '');
  if (cookie === null && !session.holds(request.headers.cookie)) {
    replyText(response, 403, 'This start address was used already. Start Quarterdeck again.');
    return;
  }
  if (cookie !== null) response.setHeader('Set-Cookie', cookie);
  response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' });
  response.end();
}

async function page(folder: string, path: string, request: IncomingMessage, response: ServerResponse) {
  const file = await rendererFile(folder, path);
  if (!file) return replyText(response, 404, 'Not found');
  for (const [name, value] of Object.entries(securityHeaders(file.nonce))) response.setHeader(name, value);
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.bytes.byteLength,
    'Cache-Control': file.cache,
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}
