import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';
import type { ByteChannel } from '../../../shared/contract/channel.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request with exactly the headers given, as a browser of any make or an attacker would send it. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(
    url,
    { method: options.method ?? 'GET', headers: options.headers ?? {} },
    (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    },
  );
  sent.on('error', reject);
  sent.end(options.body);
  return promise;
}

export function openSocket(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url.replace('http:', 'ws:'), { headers });
  socket.once('open', () => resolve(socket));
  socket.once('error', reject);
  return promise;
}

export function socketChannel(socket: WebSocket): ByteChannel {
  return {
    send: (bytes) => socket.send(bytes),
    onMessage: (listener) => void socket.on('message', (data) => listener(new Uint8Array(data as Buffer))),
    onClose: (listener) => void socket.on('close', (_code, reason) => listener(reason.toString())),
    close: () => socket.close(),
  };
}
