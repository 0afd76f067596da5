import { parentPort, workerData } from 'node:worker_threads';
import { CancelledError, toWireError } from '../../../shared/errors/errors.ts';
import { copyDatabase } from './backup.ts';
import { checkWorkspace } from './check.ts';
import { connect } from './connection.ts';
import type { FileReply, FileRequest } from './fileThread.ts';
import { enterFile } from './openFiles.ts';
import { createSession } from './session.ts';
import { toStorageError } from './storageError.ts';
import { isStopped, markClosed, markOpen } from './threadState.ts';

/** One long piece of work on a workspace, over a connection of its own that only reads. */
async function work({ file, key, job, state }: FileRequest): Promise<unknown> {
  if (!markOpen(state)) throw new CancelledError();
  enterFile(file, key !== null);
  const db = connect(file, key && Buffer.from(key.buffer), 'read');
  try {
    if (job.kind === 'backup') return copyDatabase(db, job.target, () => isStopped(state));
    const session = createSession({ file, db, key: null, lock: null, generations: 0 });
    const controller = new AbortController();
    const progress = (done: number, total: number) => {
      if (isStopped(state)) controller.abort();
      tell({ progress: { done, total } });
    };
    return await checkWorkspace(session, progress, controller.signal);
  } finally {
    db.close();
  }
}

function tell(reply: FileReply): void {
  parentPort?.postMessage(reply);
}

async function obey(request: FileRequest): Promise<void> {
  const { job, file } = request;
  try {
    tell({ value: await work(request) });
  } catch (error) {
    tell({ error: toWireError(toStorageError(error, job.kind === 'backup' ? job.target : file)) });
  } finally {
    markClosed(request.state);
  }
}

void obey(workerData as FileRequest);
