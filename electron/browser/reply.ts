import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodType } from 'zod';
import { type ErrorCode, ExpectedError, toWireError } from '../../shared/errors/errors.ts';

const maxBodyBytes = 64 * 1024;

const statuses: Partial<Record<ErrorCode, number>> = {
  badRequest: 400,
  notFound: 404,
  alreadyExists: 409,
  diskFull: 507,
};

export function replyJson(response: ServerResponse, value: unknown, status = 200): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
  });
  response.end(bytes);
}

/** A failure keeps its code on the way to the page. */
export function replyError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof ExpectedError)) console.error(error);
  if (response.headersSent) return void response.destroy();
  const status = error instanceof ExpectedError ? (statuses[error.code] ?? 500) : 500;
  replyJson(response, { error: toWireError(error) }, status);
}

export function replyText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

/** The body, checked; only as JSON, which a form of another site cannot send. */
export async function readJson<T>(request: IncomingMessage, schema: ZodType<T>): Promise<T> {
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type !== 'application/json') throw new ExpectedError('badRequest', 'JSON is expected.');
  const parsed = schema.safeParse(parse(await readBody(request)));
  if (parsed.success) return parsed.data;
  throw new ExpectedError('badRequest', parsed.error.issues[0]?.message ?? 'The request cannot be read.');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > maxBodyBytes) throw new ExpectedError('badRequest', 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
