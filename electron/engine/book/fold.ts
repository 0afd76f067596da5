import type { Edit, EditContent, EditOf, EntityKind } from '../../../shared/contract/edits.ts';
import { sha256 } from '../workspace/digest.ts';
import type { Workspace } from '../workspace/types.ts';
import type { BookMemory } from './bookMemory.ts';
import { DimensionBuilder, type MemberEdits } from './dimension.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import type { Identity, MemberField } from './identity.ts';
import { findMasks, type MaskStore, type Masks } from './masks.ts';
import { breath, runStepsBeside, type StepContext, type Steps, task } from './steps.ts';
import type { Dimension } from './types.ts';

/** What is in force: dimensions, and for every batch which rows count and whom their codes mean. */
export interface Fold {
  batches: FoldBatch[];
  accounts: Dimension;
  products: Dimension;
  masks: Masks;
  /** By batch: code of its account column → account of the book; -1 for a code that no row in force has. */
  accountOf: Map<number, Int32Array>;
  productOf: Map<number, Int32Array>;
}

/**
 * Folds batches and edits. Members are gathered twice where rows are out of force: once to know whom rows mean, and once
 * more from the rows that are left, so that an account that only replaced rows named is gone with them.
 */
export function* fold(batches: FoldBatch[], edits: readonly Edit[], store: MaskStore): Steps<Fold> {
  const active = edits.filter(({ state }) => state === 'active');
  const exclusions = ofKind(active, 'exclusion');
  const all = yield* gather(batches, new Map(), new Map());
  const masks = yield* maskedRows(batches, exclusions, all, active, store);
  const left = masks.size === 0 ? all : yield* gather(batches, masks, yield* usedMembers(batches, masks));
  yield breath;
  const accounts = yield* left.accounts.finish(editsOf(active, 'account'));
  yield breath;
  const products = yield* left.products.finish(editsOf(active, 'product'));
  return {
    batches,
    masks,
    accounts: accounts.dimension,
    products: products.dimension,
    accountOf: composed(left.accountOf, accounts.finalOf),
    productOf: composed(left.productOf, products.finalOf),
  };
}

/** Folds what is in force in a workspace, beside other work. */
export function foldBeside(workspace: Workspace, memory: BookMemory, context: StepContext): Promise<Fold> {
  return runStepsBeside(fold(memory.active(), workspace.edits(), memory.masks), context);
}

function* maskedRows(
  batches: FoldBatch[],
  exclusions: readonly EditOf<'exclusion'>[],
  all: Gathered,
  active: readonly Edit[],
  store: MaskStore,
): Steps<Masks> {
  if (exclusions.length === 0 && batches.every(({ mode }) => mode.mode === 'append')) return new Map();
  return yield* findMasks(batches, exclusions, identityOf(all, active), store);
}

function identityOf(all: Gathered, active: readonly Edit[]): Identity {
  const finals = {
    account: all.accounts.finalMembers(editsOf(active, 'account').merges),
    product: all.products.finalMembers(editsOf(active, 'product').merges),
  };
  const maps = {
    account: composed(all.accountOf, finals.account.finalOf),
    product: composed(all.productOf, finals.product.finalOf),
  };
  const prints = new Map<string, string>();
  const members = (batch: FoldBatch, name: MemberField) => maps[name].get(batch.id)!;
  return {
    members,
    fingerprint(batch, name) {
      const known = prints.get(`${name} ${batch.id}`);
      if (known !== undefined) return known;
      const { keys } = finals[name];
      const text = JSON.stringify(Array.from(members(batch, name), (member) => keys[member] ?? null));
      const print = sha256(text).toString('base64', 0, 18);
      prints.set(`${name} ${batch.id}`, print);
      return print;
    },
  };
}

function ofKind<Kind extends EditContent['kind']>(edits: readonly Edit[], kind: Kind): EditOf<Kind>[] {
  return edits.filter((edit): edit is EditOf<Kind> => edit.kind === kind);
}

function editsOf(edits: readonly Edit[], of: EntityKind): MemberEdits {
  return {
    merges: ofKind(edits, 'merge').filter(({ body }) => body.of === of),
    attributes: ofKind(edits, 'attribute').filter(({ body }) => body.of === of),
  };
}

function composed(maps: Map<number, Int32Array>, finalOf: Int32Array): Map<number, Int32Array> {
  const compose = (map: Int32Array) => map.map((member) => (member < 0 ? -1 : finalOf[member]!));
  return new Map([...maps].map(([batch, map]) => [batch, compose(map)]));
}

/** By field and batch: 1 for the codes of the batch's column that a row in force has. */
type Used = Map<string, Uint8Array>;

/** Of the batches that have rows out of force. */
function* usedMembers(batches: FoldBatch[], masks: Masks): Steps<Used> {
  const asked = batches
    .filter((batch) => !isList(batch) && masks.has(batch.id))
    .flatMap((batch) =>
      (['account', 'product'] as const)
        .filter((name) => hasColumn(batch, name, 'code'))
        .map((name) => ({ batch, name, mask: masks.get(batch.id)! })),
    );
  const unknown = asked.filter(({ batch, name, mask }) => !batch.usedNames(name, mask));
  yield { columns: unknown.map(({ batch, name }) => ({ batch, names: [name] })) };
  const found = (yield {
    tasks: unknown.map(({ batch, name, mask }) => {
      const { values } = batch.read(name) as CodeColumn;
      return task('usedCodes', batch.rows, values, mask, batch.names(name).dictionary.length);
    }),
  }) as Uint8Array[];
  for (const [index, { batch, name, mask }] of unknown.entries()) {
    batch.keepUsedNames(name, mask, found[index]!);
  }
  return new Map(asked.map(({ batch, name, mask }) => [`${name} ${batch.id}`, batch.usedNames(name, mask)!]));
}

interface Gathered {
  accounts: DimensionBuilder;
  products: DimensionBuilder;
  accountOf: Map<number, Int32Array>;
  productOf: Map<number, Int32Array>;
}

/** Lists first, then sales, then other facts, so that a fact finds the account that a list names. */
function* gather(batches: FoldBatch[], masks: Masks, used: Used): Steps<Gathered> {
  const found: Gathered = {
    accounts: new DimensionBuilder(),
    products: new DimensionBuilder(),
    accountOf: new Map(),
    productOf: new Map(),
  };
  for (const batch of batches) yield* addListed(batch, masks.get(batch.id) ?? null, found);
  const facts = batches.filter((batch) => !isList(batch));
  const sales = facts.filter(({ kind }) => kind === 'sales');
  for (const batch of sales) yield* addFacts(batch, 'account', used, found);
  for (const batch of sales) yield* addFacts(batch, 'product', used, found);
  for (const batch of facts.filter(({ kind }) => kind !== 'sales')) {
    yield* addFacts(batch, 'account', used, found);
    yield* addFacts(batch, 'product', used, found);
  }
  return found;
}

function isList({ kind }: FoldBatch): boolean {
  return kind === 'accounts' || kind === 'products';
}

function* addListed(batch: FoldBatch, masked: Uint8Array | null, found: Gathered): Steps<void> {
  if (!isList(batch)) return;
  const name = batch.kind === 'accounts' ? 'account' : 'product';
  const builder = batch.kind === 'accounts' ? found.accounts : found.products;
  yield { columns: [{ batch, names: batch.columns.map((column) => column.name) }] };
  const key = batch.read(name) as CodeColumn;
  yield breath;
  const members = yield* builder.addListed(key, masked);
  for (const column of batch.columns) {
    if (column.name === name || column.name === 'record') continue;
    yield breath;
    builder.addAttribute(batch.read(column.name), key, members, masked);
  }
  (name === 'account' ? found.accountOf : found.productOf).set(batch.id, members);
}

/** An account or product that only facts name is created too, never dropped. */
function* addFacts(batch: FoldBatch, name: MemberField, used: Used, found: Gathered): Steps<void> {
  if (!hasColumn(batch, name, 'code')) return;
  yield breath;
  const builder = name === 'account' ? found.accounts : found.products;
  const names = batch.names(name);
  yield breath;
  const members = yield* builder.addFacts(names, used.get(`${name} ${batch.id}`) ?? null);
  (name === 'account' ? found.accountOf : found.productOf).set(batch.id, members);
}
