import { ExpectedError, fromWireError } from '../../../shared/errors/errors.ts';
import { type Apart, startApart } from '../background/apart.ts';
import type { ApartMessage } from '../background/apartProcess.ts';
import { siblingModule } from '../module.ts';
import { partOf } from './farTables.ts';
import type { SqlNews, SqlOrder, SqlReply, SqlRequest, Values, WithoutRun } from './protocol.ts';

/** The rows of an answer as Arrow IPC, or why there are none. */
export type SqlOutcome =
  | { arrow: Uint8Array; rows: number; more: boolean }
  | Extract<SqlReply, { error: object }>;

export interface SqlCall {
  request: SqlRequest;
  /** What the tables' arrays are, by number. */
  arrays: readonly Values[];
  /** Bytes that bringing the tables may take, and the statement beside them. */
  columnBytes: number;
  statementBytes: number;
}

interface Asked extends PromiseWithResolvers<SqlOutcome> {
  call: SqlCall;
  answer: { arrow: Uint8Array; rows: number; more: boolean; filled: number } | null;
}

/** What a process may take before its first statement, which says how much more. */
const startBytes = 2 ** 32;
/** How long a statement that is stopped may take to come back from SQLite; then its process is ended. */
const patience = 250;

/** A process that statements run in, one at a time. */
export class SqlProcess {
  readonly #apart: Apart;
  #asked: Asked | null = null;
  #run = 0;
  #over = false;
  /** Rows brought and rows read by the statement that runs. */
  brought = 0;
  seen = 0;

  constructor() {
    const module = siblingModule(import.meta.url, './sqlWorker').href;
    this.#apart = startApart({ module, data: {}, bytes: startBytes }, (message) => this.#hear(message));
    this.#apart.unref();
  }

  /** It has ended, by itself or not. */
  get over(): boolean {
    return this.#over;
  }

  /**
   * Runs a statement. Rejects with `sqlLimit` where it takes more memory than allowed, and where the process is lost;
   * it is over then.
   */
  ask(call: SqlCall): Promise<SqlOutcome> {
    const asked: Asked = { ...Promise.withResolvers<SqlOutcome>(), call, answer: null };
    this.#asked = asked;
    this.brought = 0;
    this.seen = 0;
    this.#run++;
    this.#apart.ref();
    this.#apart.allow(call.columnBytes + call.statementBytes);
    this.#order({ request: call.request });
    return asked.promise;
  }

  #order(order: WithoutRun<SqlOrder>): void {
    this.#apart.post({ run: this.#run, ...order });
  }

  /** Asks the statement to stop. It is over where it does not within a moment. */
  async stop(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    this.#order({ stop: true });
    await Promise.race([late, this.#asked?.promise.catch(() => undefined)]);
    clearTimeout(timer);
    if (this.#asked) this.end();
  }

  /** Ends it, whatever it is doing. Nobody is told. */
  end(): void {
    this.#over = true;
    this.#asked = null;
    this.#apart.end();
  }

  #hear(message: ApartMessage | { exit: true }): void {
    if ('answer' in message) this.#take(message.answer as SqlNews);
    else if ('tooLarge' in message) this.#fail(tooMuchMemory(this.#asked?.call.statementBytes ?? 0));
    else if ('failed' in message) this.#fail(fromWireError(message.failed));
    else this.#fail(new Error('The process that statements run in was lost'));
  }

  #fail(error: Error): void {
    const asked = this.#asked;
    this.end();
    asked?.reject(error);
  }

  #take(news: SqlNews): void {
    const asked = this.#asked;
    if (!asked || news.run !== this.#run) return;
    if ('want' in news) this.#order({ part: news.want.part, values: partOf(asked.call.arrays, news.want) });
    else if ('brought' in news) ({ brought: this.brought, seen: this.seen } = news);
    else if ('piece' in news) this.#fill(asked, news.piece);
    else if ('error' in news.reply) this.#settle(asked, news.reply);
    else {
      const { rows, more, bytes } = news.reply;
      asked.answer = { arrow: new Uint8Array(bytes), rows, more, filled: 0 };
    }
  }

  #fill(asked: Asked, piece: Uint8Array): void {
    const { answer } = asked;
    if (!answer) return;
    answer.arrow.set(piece, answer.filled);
    answer.filled += piece.length;
    if (answer.filled < answer.arrow.length) return;
    const { arrow, rows, more } = answer;
    this.#settle(asked, { arrow, rows, more });
  }

  #settle(asked: Asked, outcome: SqlOutcome): void {
    this.#asked = null;
    this.#apart.unref();
    asked.resolve(outcome);
  }
}

function tooMuchMemory(bytes: number): ExpectedError {
  const gigabytes = Math.round((bytes / 2 ** 30) * 10) / 10;
  return new ExpectedError('sqlLimit', `The statement took more than ${gigabytes} GB of memory`, {
    hint: 'Filter earlier, or group by fewer columns',
    params: { what: 'memory', limit: gigabytes },
  });
}
