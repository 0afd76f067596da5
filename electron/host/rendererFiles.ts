import { randomBytes } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { noncePlaceholder } from './contentSecurityPolicy.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface RendererFile {
  bytes: Buffer;
  type: string;
  /** To go into the content security policy of this answer. */
  nonce: string;
  cache: string;
}

/**
 * The built page's file behind a path of its address, or null. A path without an extension is a place inside the page,
 * so it gets the page itself. Nothing outside the folder is ever read, links included.
 */
export async function rendererFile(folder: string, address: string): Promise<RendererFile | null> {
  const nonce = randomBytes(18).toString('base64');
  const path = decode(address);
  if (path === null) return null;
  const name = extname(path) === '' ? '/index.html' : path;
  const type = types[extname(name)];
  const file = type === undefined ? null : await inside(folder, name);
  if (!file || type === undefined) return null;
  const bytes = await readFile(file);
  if (name === '/index.html') {
    const page = bytes.toString('utf8').replaceAll(noncePlaceholder, nonce);
    return { bytes: Buffer.from(page), type, nonce, cache: 'no-store' };
  }
  const hashed = name.startsWith('/assets/');
  return { bytes, type, nonce, cache: hashed ? 'private, max-age=31536000, immutable' : 'no-cache' };
}

function decode(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}

async function inside(folder: string, name: string): Promise<string | null> {
  if (name.includes('\0')) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    const stats = await stat(file);
    return file.startsWith(root + sep) && stats.isFile() ? file : null;
  } catch {
    return null;
  }
}
