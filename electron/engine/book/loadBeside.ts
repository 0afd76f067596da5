import type { CallContext } from '../../../shared/contract/method.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { Workspace } from '../workspace/types.ts';
import type { BookMemory } from './bookMemory.ts';
import { loadBookBeside } from './loadBook.ts';
import type { Book } from './types.ts';

type Waiter = Partial<CallContext<AbortSignal>>;

interface Loading {
  workspace: Workspace;
  revision: number;
  promise: Promise<Book>;
  controller: AbortController;
  waiters: Set<Waiter>;
}

/** Columns that nearly every page asks for first. */
const openingColumns = ['revenue', 'quantity', 'currency', 'order'];

/** Loads a book once for all who wait for it; when the last of them has cancelled, loading stops. */
export function createBookLoader(): {
  load(workspace: Workspace, memory: BookMemory, waiter: Waiter): Promise<Book>;
  /** Ends what is under way: whoever waits is told CancelledError. */
  stop(): void;
} {
  let current: Loading | null = null;

  function begin(workspace: Workspace, memory: BookMemory): Loading {
    const controller = new AbortController();
    const waiters = new Set<Waiter>();
    const begun: Loading = {
      workspace,
      revision: workspace.revision,
      controller,
      waiters,
      promise: Promise.resolve(null as never),
    };
    begun.promise = loadAll(workspace, memory, controller.signal, (done) => {
      for (const { progress } of waiters) progress?.({ phase: 'book', done, total: 0 });
    }).finally(() => {
      if (current === begun) current = null;
    });
    begun.promise.catch(() => undefined);
    return begun;
  }

  return {
    async load(workspace, memory, waiter) {
      if (waiter.signal?.aborted) throw new CancelledError();
      if (!current || current.controller.signal.aborted || !isOf(current, workspace)) {
        current?.controller.abort();
        current = begin(workspace, memory);
      }
      const loading = current;
      loading.waiters.add(waiter);
      try {
        return await unlessCancelled(loading.promise, waiter.signal);
      } finally {
        loading.waiters.delete(waiter);
        if (loading.waiters.size === 0) loading.controller.abort();
      }
    },
    stop() {
      current?.controller.abort();
      current = null;
    },
  };
}

function isOf(loading: Loading, workspace: Workspace): boolean {
  return loading.workspace === workspace && loading.revision === workspace.revision;
}

async function loadAll(
  workspace: Workspace,
  memory: BookMemory,
  signal: AbortSignal,
  onStep: (done: number) => void,
): Promise<Book> {
  const book = await loadBookBeside(workspace, memory, { signal, onStep });
  await book.prefetch(openingColumns, signal);
  return book;
}

function unlessCancelled<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const abort = () => reject(new CancelledError());
  signal.addEventListener('abort', abort, { once: true });
  work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  return promise;
}
