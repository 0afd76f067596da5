import type { CallContext } from '../../shared/contract/method.ts';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import { reportingSetting } from '../../shared/domain/currency.ts';
import type { TableKind } from '../../shared/domain/fields.ts';
import { parsePeriod } from '../../shared/domain/period.ts';
import type { Told } from '../../shared/domain/slice.ts';
import { CancelledError, ExpectedError } from '../../shared/errors/errors.ts';
import { letGoAll } from './background/memory.ts';
import { type BookMemory, createBookMemory } from './book/bookMemory.ts';
import { atRatesOf, inCurrency, offeredCurrencies, usualCurrency } from './book/currency/reporting.ts';
import { foldBeside } from './book/fold.ts';
import { createBookLoader } from './book/loadBeside.ts';
import { loadBook } from './book/loadBook.ts';
import { forgetColumns } from './book/parallel/kernelThreads.ts';
import { supportedMeasures } from './book/query.ts';
import type { Book } from './book/types.ts';
import type { Workspace } from './workspace/types.ts';

/** What a call hands on to work that takes long. */
export type WorkContext = Partial<CallContext<AbortSignal>>;

export interface MemberCounts {
  accounts: number;
  products: number;
}

/** The workspace that is open, and its book, loaded again when a batch comes or goes. One per engine. */
export interface Session {
  /** Throws `noWorkspace`. */
  workspace(): Workspace;
  hasWorkspace(): boolean;
  /** The book as it is now. After `ready` it is there; else it is loaded on the spot, and nothing else happens meanwhile. */
  book(): Book;
  /** Loads the book beside other work, if it is not there. Throws CancelledError. */
  ready(context?: WorkContext): Promise<Book>;
  /** How many accounts and products there are; without loading a book that is not there. */
  memberCounts(context: WorkContext): Promise<MemberCounts>;
  /** What is known of the batches of the open workspace. */
  memory(): BookMemory;
  replace(workspace: Workspace | null): void;
  /**
   * The book with amounts in this currency, else in the reporting currency of the workspace; at the average rates of a
   * period, else at those of each day. Throws `badRequest`, `badPeriod`, `noData`.
   */
  bookIn(told: Told): Book;
  info(context?: WorkContext): Promise<WorkspaceInfo>;
}

export function createSession(): Session {
  let current: Workspace | null = null;
  let known: BookMemory | null = null;
  let book: Book | null = null;
  const loader = createBookLoader();

  function workspace(): Workspace {
    if (current) return current;
    throw new ExpectedError('noWorkspace', 'No workspace is open', {
      hint: 'Open or create a workspace first',
    });
  }

  function memory(): BookMemory {
    known ??= createBookMemory(workspace());
    return known;
  }

  function loaded(): Book {
    const open = workspace();
    if (book?.revision !== open.revision) take(loadBook(open, memory()), open);
    return book!;
  }

  function take(next: Book, of: Workspace): void {
    if (of !== current || next.revision !== of.revision) return;
    book = next;
    forgetColumns();
    letGoAll();
    keepMasks(of, memory());
  }

  async function ready(context: WorkContext = {}): Promise<Book> {
    for (;;) {
      const open = workspace();
      if (book?.revision === open.revision) return book;
      try {
        take(await loader.load(open, memory(), context), open);
      } catch (error) {
        const isOurs = context.signal?.aborted || current !== open;
        if (!(error instanceof CancelledError) || isOurs) throw error;
      }
    }
  }

  return {
    workspace,
    hasWorkspace: () => current !== null,
    book: loaded,
    ready,
    memory,
    bookIn: ({ currency, ratesOf }) => {
      const stored = loaded();
      const usual = () => usualCurrency(stored, workspace().getSetting(reportingSetting));
      const told = inCurrency(stored, currency ?? usual());
      return ratesOf === undefined ? told : (atRatesOf(told, parsePeriod(ratesOf)) ?? told);
    },
    async memberCounts({ signal }) {
      const open = workspace();
      if (book?.revision === open.revision)
        return { accounts: book.accounts.count, products: book.products.count };
      const { accounts, products } = await foldBeside(open, memory(), { signal });
      return { accounts: accounts.count, products: products.count };
    },
    replace(next) {
      loader.stop();
      current?.close();
      current = next;
      known = null;
      book = null;
      forgetColumns();
      letGoAll();
    },
    async info(context) {
      for (;;) {
        const ofBook = await ready(context);
        await ofBook.prefetch(['currency'], context?.signal);
        if (ofBook.revision !== workspace().revision) continue;
        keepCurrency(workspace(), ofBook);
        return describeWorkspace(workspace(), ofBook);
      }
    },
  };
}

/** What was worked out is kept for the next opening, if that can be: without it, it is only worked out again. */
function keepMasks(workspace: Workspace, memory: BookMemory): void {
  const masks = memory.newMasks();
  if (masks.length === 0 || workspace.readOnly) return;
  try {
    workspace.keepMasks(masks);
  } catch {
    // A full disk must not keep anybody from reading.
  }
}

/**
 * The currency that figures are told in stays what it was first found to be, however many rows of others come; another is
 * kept only where no sale and no rate is in it any more.
 */
function keepCurrency(workspace: Workspace, book: Book): void {
  const kept = workspace.getSetting(reportingSetting);
  const usual = usualCurrency(book, kept);
  if (workspace.readOnly || usual === null || usual === kept) return;
  try {
    workspace.setSetting(reportingSetting, usual);
    workspace.audit('currency', kept === null ? usual : `${kept} → ${usual}`);
  } catch {
    // A full disk must not keep anybody from reading.
  }
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
    reportingCurrency: usualCurrency(book, workspace.getSetting(reportingSetting)),
    reportingCurrencies: offeredCurrencies(book),
    merges: workspace.edits().filter(({ kind, state }) => kind === 'merge' && state === 'active').length,
    bytes: workspace.bytes(),
    measures: book.n === 0 ? [] : supportedMeasures(book),
    revision: workspace.revision,
  };
}
