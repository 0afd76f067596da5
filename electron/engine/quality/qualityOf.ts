import type { EditContent } from '../../../shared/contract/edits.ts';
import { likelySame } from '../../../shared/contract/entities.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { type QualityRule, qualityRules } from '../../../shared/contract/quality.ts';
import { reportingSetting } from '../../../shared/domain/currency.ts';
import { toRanges } from '../../../shared/domain/ranges.ts';
import { makeTable, numberColumn, type Table, takeRows, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { runInBackground } from '../background/pool.ts';
import { SharedWork } from '../background/sharedWork.ts';
import { rowsTable } from '../book/rowsPage.ts';
import type { Attribute, Book, Dimension } from '../book/types.ts';
import { suggestMerges } from '../entities/suggest.ts';
import { missingDay, type Workspace } from '../workspace/types.ts';
import type { CheckedQuality } from './checkQuality.ts';
import { gatherData } from './gatherData.ts';
import { ruleSpecs } from './rules.ts';
import type { Finding } from './types.ts';

const works = new WeakMap<Book, SharedWork>();

export interface QualityContext {
  signal: AbortSignal;
  progress?: ((progress: Progress) => void) | undefined;
}

/**
 * How good are the data? Loads the columns, then runs the rules on a worker thread; kept until the book or what the user
 * called different changes. Throws CancelledError.
 */
export function qualityOf(
  book: Book,
  workspace: Workspace,
  today: number,
  { signal, progress }: QualityContext,
): Promise<CheckedQuality> {
  const work = works.get(book) ?? new SharedWork(2);
  works.set(book, work);
  const setting = workspace.getSetting(reportingSetting);
  const key = `${today} ${workspace.edits().length} ${setting}`;
  return work.get(key, signal, async (stop) => {
    const pairs = await likelyPairs(book, workspace, stop);
    const data = await gatherData(book, pairs, today, setting, {
      signal: stop,
      onColumn: (done, total) => progress?.({ phase: 'columns', done, total }),
    });
    progress?.({ phase: 'rules', done: 0, total: 0, rows: book.n });
    return runInBackground(stop, 'checkQuality', data);
  });
}

const mostPairs = 100_000;

async function likelyPairs(book: Book, workspace: Workspace, signal: AbortSignal) {
  const request = { of: 'account' as const, least: likelySame, offset: 0, limit: mostPairs };
  const { pairs } = await suggestMerges(book, workspace, request, signal);
  return pairs.map(({ a, b }) => ({
    a: book.accounts.indexOf.get(a.key)!,
    b: book.accounts.indexOf.get(b.key)!,
  }));
}

/** The finding of a rule. Throws `noData` where it found nothing. */
export function findingOf({ findings }: CheckedQuality, rule: QualityRule): Finding {
  const finding = findings[ruleSpecs.findIndex((spec) => spec.rule === rule)];
  if (finding && finding.count > 0) return finding;
  throw new ExpectedError('noData', `The rule ${rule} found nothing`, {
    hint: `Rules: ${qualityRules.join(', ')}`,
  });
}

/** What a rule found, as rows of sales, as accounts or products with their attributes, or as its own list. */
export function findingTable(book: Book, finding: Finding, offset: number, limit: number): Table {
  const page = <Item>(all: ArrayLike<Item>) => Array.from(all).slice(offset, offset + limit);
  if (finding.rows) return rowsTable(book, Array.from(finding.rows.subarray(offset, offset + limit)));
  if (finding.list)
    return takeRows(finding.list, page(Int32Array.from({ length: finding.list.n }, (_, at) => at)));
  const members = page(finding.members ?? new Int32Array(0));
  return finding.unit === 'products'
    ? memberTable(book.products, 'product', 'sku', members)
    : memberTable(book.accounts, 'account', 'account_id', members);
}

/** A list that can be filled in and imported: key, name and every attribute, whether told or not. */
function memberTable(dimension: Dimension, name: string, id: string, members: number[]): Table {
  const named = members.some((member) => dimension.names[member] !== dimension.keys[member]);
  const keys = members.map((member) => dimension.keys[member]!);
  const identity = named
    ? [
        textColumn(id, keys),
        textColumn(
          name,
          members.map((member) => dimension.names[member]!),
        ),
      ]
    : [textColumn(name, keys)];
  const wanted = name === 'account' ? ['owner', 'market', 'city', 'industry'] : ['category', 'family'];
  const fields = [...new Set([...wanted, ...dimension.attributes.keys()])];
  return makeTable([
    ...identity,
    ...fields.map((field) => attributeColumn(field, dimension.attributes.get(field), members)),
  ]);
}

function attributeColumn(field: string, attribute: Attribute | undefined, members: number[]) {
  if (!attribute)
    return textColumn(
      field,
      members.map(() => null),
    );
  if (attribute.type === 'text') {
    return textColumn(
      field,
      members.map((member) => attribute.values[attribute.codes[member]!] ?? null),
    );
  }
  const value = (member: number) => {
    const found = attribute.values[member]!;
    return attribute.type === 'date' && found === missingDay ? Number.NaN : found;
  };
  return numberColumn(field, 'none', members.map(value), attribute.type === 'date' ? 'date' : 'number');
}

/** The edit that leaves out the sales rows of a finding. Throws `badInput` for a rule about something else. */
export function exclusionOf(book: Book, rule: QualityRule, finding: Finding): EditContent {
  if (!finding.rows) {
    throw new ExpectedError('badInput', `The rule ${rule} is not about sales rows, so none can be left out`, {
      hint: 'Correct what it found, or import it anew.',
    });
  }
  const revenue = book.number('revenue');
  const records = new Map<number, number[]>();
  let touched = 0;
  for (const row of finding.rows) {
    const source = book.source(row);
    const list = records.get(source.batch) ?? [];
    list.push(source.record);
    records.set(source.batch, list);
    touched += revenue?.[row] || 0;
  }
  const batches = [...records].map(([batch, list]) => ({ batch, records: toRanges(list) }));
  return { kind: 'exclusion', body: { rule, rows: finding.rows.length, revenue: touched, batches } };
}
