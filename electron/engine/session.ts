import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import type { TableKind } from '../../shared/domain/fields.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { loadBook } from './book/loadBook.ts';
import { forgetColumns } from './book/parallel/kernelThreads.ts';
import { supportedMeasures } from './book/query.ts';
import type { Book } from './book/types.ts';
import type { Workspace } from './workspace/types.ts';

/** The workspace that is open, and its book, loaded again when a batch comes or goes. One per engine. */
export interface Session {
  /** Throws `noWorkspace`. */
  workspace(): Workspace;
  hasWorkspace(): boolean;
  book(): Book;
  /** Reads what opening the book needs with all threads, so that `book` finds it done. */
  prefetch(signal?: AbortSignal): Promise<void>;
  replace(workspace: Workspace | null): void;
  info(): WorkspaceInfo;
}

/** What the book reads when it is made, and the columns of the first page. */
const openingColumns = ['account', 'product', 'date', 'revenue', 'quantity', 'currency', 'order'];

export function createSession(): Session {
  let current: Workspace | null = null;
  let book: Book | null = null;

  function workspace(): Workspace {
    if (current) return current;
    throw new ExpectedError('noWorkspace', 'No workspace is open', {
      hint: 'Open or create a workspace first',
    });
  }

  function loaded(): Book {
    const open = workspace();
    if (book?.revision !== open.revision) book = loadBook(open);
    return book;
  }

  return {
    workspace,
    hasWorkspace: () => current !== null,
    book: loaded,
    async prefetch(signal) {
      const open = workspace();
      for (const { id, kind, state } of open.batches()) {
        if (kind === 'sales' && state === 'active') await open.prefetch(id, openingColumns, signal);
      }
    },
    replace(next) {
      current?.close();
      current = next;
      book = null;
      forgetColumns();
    },
    info: () => describeWorkspace(workspace(), loaded()),
  };
}

/** What is in the workspace: the numbers of `qd info` and of the Data page. */
export function describeWorkspace(workspace: Workspace, book: Book): WorkspaceInfo {
  const rows: Partial<Record<TableKind, number>> = {};
  for (const batch of workspace.batches()) {
    if (batch.state === 'active') rows[batch.kind] = (rows[batch.kind] ?? 0) + batch.accepted;
  }
  const fileName = workspace.path.split(/[\\/]/).at(-1)!;
  return {
    name: fileName.replace(/\.qdeck$/i, ''),
    location: workspace.path,
    encrypted: workspace.encrypted,
    readOnly: workspace.readOnly,
    rows,
    accounts: book.accounts.count,
    products: book.products.count,
    firstDate: book.firstDay === null ? null : isoDate(book.firstDay),
    lastDate: book.lastDay === null ? null : isoDate(book.lastDay),
    currencies: book.text('currency')?.values ?? [],
    merges: workspace.edits().filter(({ kind, state }) => kind === 'merge' && state === 'active').length,
    bytes: workspace.bytes(),
    measures: book.n === 0 ? [] : supportedMeasures(book),
    revision: workspace.revision,
  };
}
