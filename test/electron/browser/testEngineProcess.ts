/** An engine process with a contract of its own: reads what it was granted, writes what it was granted, and dies on request. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { createFileGrants } from '../../../electron/engine/files.ts';
import { childProcessLink } from '../../../electron/engine/hostLink.ts';
import { runEngine } from '../../../electron/engine/runEngine.ts';
import { read, write } from '../../../shared/contract/method.ts';

export const fileContract = {
  read: read<string>()(z.strictObject({ file: z.string() })),
  write: write<null>()(z.strictObject({ file: z.string(), text: z.string() })),
  pid: read<number>()(z.strictObject({})),
  die: write<null>()(z.strictObject({ how: z.enum(['throw', 'reject', 'kill']) })),
  bytes: read<Uint8Array>()(z.strictObject({ length: z.int() })),
};

if (process.send) {
  const grants = createFileGrants();
  const link = childProcessLink(process);
  process.on('uncaughtException', (error) => {
    link.send({ type: 'failed', message: error.message, stack: '' });
    setImmediate(() => process.exit(70));
  });
  const handlers = {
    read: ({ file }: { file: string }) => readFileSync(grants.resolve(file, 'read'), 'utf8'),
    write: ({ file, text }: { file: string; text: string }) => {
      writeFileSync(grants.resolve(file, 'write'), text);
      return null;
    },
    pid: () => process.pid,
    bytes: ({ length }: { length: number }) => new Uint8Array(length).fill(3),
    die: ({ how }: { how: 'throw' | 'reject' | 'kill' }) => {
      if (how === 'kill') process.kill(process.pid, 'SIGKILL');
      if (how === 'throw') setImmediate(() => raise());
      if (how === 'reject') void Promise.reject(new Error('nobody waits'));
      return new Promise<null>(() => undefined);
    },
  };
  runEngine(link, grants, fileContract, { handlers, dispose: async () => undefined }, () => process.exit(0));
}

function raise(): never {
  throw new Error('nobody catches');
}
