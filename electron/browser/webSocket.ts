import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../../shared/contract/closeCodes.ts';
import { maxRequestBytes } from '../../shared/contract/frame.ts';
import type { EngineSupervisor } from '../host/engineSupervisor.ts';

/** Carries bytes between a page's socket and the engine. `admits` is asked before the connection is made. */
export function serveSockets(
  server: Server,
  path: string,
  engine: EngineSupervisor<never>,
  admits: (request: IncomingMessage) => boolean,
): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxRequestBytes,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (request.url !== path || !admits(request)) {
      return void stream.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    }
    sockets.handleUpgrade(request, stream, head, (socket) => carry(socket, engine));
  });
  return sockets;
}

function carry(socket: WebSocket, engine: EngineSupervisor<never>): void {
  socket.binaryType = 'nodebuffer';
  socket.on('error', () => socket.terminate());
  try {
    const relay = engine.connect(
      (bytes) => socket.send(bytes),
      (reason) => socket.close(reason === 'engineLost' ? closeCodes.engineLost : closeCodes.ended, reason),
    );
    socket.on('message', (data, isBinary) => {
      if (isBinary && Buffer.isBuffer(data)) relay.send(data);
    });
    socket.on('close', () => relay.close());
  } catch {
    socket.close(closeCodes.engineLost, 'engineLost');
  }
}
