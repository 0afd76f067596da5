import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { isOwnUser } from '../../../electron/browser/peerUser.ts';

const own = process.getuid?.() ?? 0;
const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

function row(local: string, remote: string, uid: number): string {
  return `   0: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000  ${uid}        0 1 1 0\n`;
}

test('a connection of the same user is known by the table of the system', () => {
  const table =
    header + row('0100007F:1F90', '0100007F:C350', own + 1) + row('0100007F:C350', '0100007F:1F90', own);
  expect(isOwnUser(0xc350, 0x1f90, table)).toBe(true);
});

test('a connection of another user, or none, is not', () => {
  const table = header + row('0100007F:C350', '0100007F:1F90', own + 1);
  expect(isOwnUser(0xc350, 0x1f90, table)).toBe(process.getuid === undefined);
  expect(isOwnUser(0xc351, 0x1f90, table)).toBe(process.getuid === undefined);
});

test('where there is no table, nobody else sees the start address either', () => {
  expect(isOwnUser(1, 2, null)).toBe(true);
});

test('a real connection of this process is its own', async () => {
  const { promise, resolve } = Promise.withResolvers<Socket>();
  const server = createServer(resolve).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const accepted = await promise;
  expect(isOwnUser(accepted.remotePort ?? 0, accepted.localPort ?? 0)).toBe(true);
  client.destroy();
  accepted.destroy();
  server.close();
});
