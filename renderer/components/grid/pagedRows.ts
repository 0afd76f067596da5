import type { Table } from '../../../shared/domain/table.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { GridRow, RowSource } from './gridColumn.ts';

interface Page {
  table: Table;
  /** Rows of all pages together. */
  total: number;
}

interface Kept {
  table: Table | null;
  /** To be fetched again when next looked at. */
  isOld: boolean;
}

const mostKept = 20;
const mostAsked = 2;

/** Rows that are fetched a page at a time as they come into sight; those looked at last are kept. */
export class PagedRows implements RowSource {
  count: number;
  private readonly size: number;
  private readonly fetch: (offset: number, limit: number) => Promise<Page>;
  private readonly onError: (error: unknown) => void;
  private readonly pages = new Map<number, Kept>();
  private readonly asked = new Set<number>();
  private readonly listeners = new Set<() => void>();

  constructor(
    size: number,
    fetch: (offset: number, limit: number) => Promise<Page>,
    onError: (error: unknown) => void,
    first?: Page,
  ) {
    this.size = size;
    this.fetch = fetch;
    this.onError = onError;
    this.count = first?.total ?? 1;
    if (first) this.pages.set(0, { table: first.table, isOld: false });
  }

  rowAt(index: number): GridRow | null {
    const number = Math.floor(index / this.size);
    const page = this.pages.get(number);
    if (!page || page.isOld) this.ask(number);
    const row = index - number * this.size;
    return page?.table && row < page.table.n ? { table: page.table, row } : null;
  }

  sample(): GridRow[] {
    const [page] = [...this.pages.values()].filter(({ table }) => table !== null);
    if (!page?.table) return [];
    const { table } = page;
    return Array.from({ length: Math.min(table.n, 200) }, (_, row) => ({ table, row }));
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is in sight is fetched again; until it comes the old rows stay. */
  refresh(): void {
    for (const page of this.pages.values()) page.isOld = true;
    this.tell();
  }

  /** Where many pages pass by only those are fetched that are in sight when an answer has come. */
  private ask(number: number): void {
    if (this.asked.size >= mostAsked || this.asked.has(number)) return;
    this.asked.add(number);
    this.fetch(number * this.size, this.size).then(
      (page) => this.keep(number, page),
      (error: unknown) => this.fail(number, error),
    );
  }

  private keep(number: number, { table, total }: Page): void {
    this.asked.delete(number);
    this.pages.delete(number);
    this.pages.set(number, { table, isOld: false });
    const [oldest] = this.pages.keys();
    if (this.pages.size > mostKept && oldest !== undefined) this.pages.delete(oldest);
    this.count = total;
    this.tell();
  }

  private fail(number: number, error: unknown): void {
    this.asked.delete(number);
    if (error instanceof CancelledError) return;
    this.pages.set(number, { table: this.pages.get(number)?.table ?? null, isOld: false });
    this.onError(error);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
