import { totalmem } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * The memory of the engine beside the columns of the book: what was made for an answer and may serve another. All of it
 * shares one budget; what was used least recently goes first, and is made again when somebody asks.
 */

/** What the engine may take in all, however small the book, and what a sales row with all that is made of it may take. */
const leastBudget = 2.3 * 2 ** 30;
const bytesOfRow = 240;
/** No more than this share of the machine's memory. */
const share = 0.5;
/** Of the budget, what may be kept of answers. */
const keptShare = 0.15;

/** Bytes that the engine may take with a book of so many rows: QUARTERDECK_MEMORY in megabytes, else by its size. */
function memoryBudget(rows: number): number {
  const given = Number(process.env.QUARTERDECK_MEMORY);
  if (given > 0) return given * 2 ** 20;
  return Math.min(totalmem() * share, Math.max(leastBudget, rows * bytesOfRow));
}

interface Holding {
  bytes: number;
  letGo(): void;
}

const holdings = new Map<object, Holding>();

/** Notes under a key what can be let go when memory is needed; what then is beyond the budget goes, the oldest first. */
export function hold(key: object, bytes: number, letGo: () => void): void {
  holdings.delete(key);
  letGoUntil(() => heldBytes() + bytes <= memoryBudget(0) * keptShare);
  holdings.set(key, { bytes, letGo });
}

/** Marks it as used just now. */
export function touch(key: object): void {
  const holding = holdings.get(key);
  if (!holding) return;
  holdings.delete(key);
  holdings.set(key, holding);
}

export function noLongerHeld(key: object): void {
  holdings.delete(key);
}

/** Everything goes: it was made of a book that is no longer asked. */
export function letGoAll(): void {
  letGoUntil(() => false);
}

/**
 * Room for something large of so many bytes beside a book of so many rows: where it is missing, what was used least
 * recently goes and garbage is collected. Gives the bytes that may be taken then, which may be fewer.
 */
export function makeRoom(bytes: number, rows: number): number {
  const room = () => roomLeft(rows);
  const missing = bytes - room();
  if (missing <= 0) return room();
  const target = heldBytes() - missing;
  letGoUntil(() => heldBytes() <= target);
  collectGarbage();
  return room();
}

/** Room that is left beside a book of so many rows, in bytes. */
export function roomLeft(rows: number): number {
  return Math.max(0, memoryBudget(rows) - process.memoryUsage.rss() - sum(elsewhere.values()));
}

const elsewhere = new Map<object, number>();

/** Notes under a key how many bytes are taken by another process of the engine. */
export function noteElsewhere(key: object, bytes: number): void {
  if (bytes > 0) elsewhere.set(key, bytes);
  else elsewhere.delete(key);
}

/** An answer of so many bytes leaves copies of itself behind on its way, which matters where less room than this share is left. */
const largeAnswer = 2 ** 26;
const scarceShare = 0.25;

/** Told of the bytes of an answer that is about to be sent: what a large one leaves is collected once it is, where memory is scarce. */
export function collectAfter(bytes: number): void {
  if (bytes < largeAnswer || roomLeft(0) > memoryBudget(0) * scarceShare) return;
  setTimeout(collectGarbage, 0).unref();
}

function heldBytes(): number {
  return sum(Array.from(holdings.values(), ({ bytes }) => bytes));
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const number of numbers) all += number;
  return all;
}

function letGoUntil(isEnough: () => boolean): void {
  for (const [key, { letGo }] of holdings) {
    if (isEnough()) return;
    holdings.delete(key);
    letGo();
  }
}

let collect: (() => void) | null = null;

/** What nothing refers to any more takes memory until it is collected, which may be long. */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
