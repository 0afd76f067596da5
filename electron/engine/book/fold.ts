import type { Edit, EditContent, EditOf, EntityKind } from '../../../shared/contract/edits.ts';
import type { StoredColumn, Workspace } from '../workspace/types.ts';
import { DimensionBuilder, type MemberEdits } from './dimension.ts';
import { activeBatches, type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import { findMasks, type Masks } from './masks.ts';
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

export function foldWorkspace(workspace: Workspace): Fold {
  return fold(activeBatches(workspace), workspace.edits());
}

/**
 * Folds batches and edits. Members are gathered twice where rows are out of force: once to know whom rows mean, and once
 * more from the rows that are left, so that an account that only replaced rows named is gone with them.
 */
export function fold(batches: FoldBatch[], edits: readonly Edit[]): Fold {
  const active = edits.filter(({ state }) => state === 'active');
  const exclusions = ofKind(active, 'exclusion');
  const all = gather(batches, new Map());
  const masks = maskedRows(batches, exclusions, all, active);
  const left = masks.size === 0 ? all : gather(batches, masks);
  const accounts = left.accounts.finish(editsOf(active, 'account'));
  const products = left.products.finish(editsOf(active, 'product'));
  return {
    batches,
    masks,
    accounts: accounts.dimension,
    products: products.dimension,
    accountOf: composed(left.accountOf, accounts.finalOf),
    productOf: composed(left.productOf, products.finalOf),
  };
}

function maskedRows(
  batches: FoldBatch[],
  exclusions: readonly EditOf<'exclusion'>[],
  all: Gathered,
  active: readonly Edit[],
): Masks {
  if (exclusions.length === 0 && batches.every(({ mode }) => mode.mode === 'append')) return new Map();
  const maps = {
    account: composed(all.accountOf, all.accounts.finalMembers(editsOf(active, 'account').merges)),
    product: composed(all.productOf, all.products.finalMembers(editsOf(active, 'product').merges)),
  };
  return findMasks(batches, exclusions, (batch, name) => maps[name].get(batch.id)!);
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

interface Gathered {
  accounts: DimensionBuilder;
  products: DimensionBuilder;
  accountOf: Map<number, Int32Array>;
  productOf: Map<number, Int32Array>;
}

/** Lists first, then sales, then other facts, so that a fact finds the account that a list names. */
function gather(batches: FoldBatch[], masks: Masks): Gathered {
  const found: Gathered = {
    accounts: new DimensionBuilder(),
    products: new DimensionBuilder(),
    accountOf: new Map(),
    productOf: new Map(),
  };
  for (const batch of batches) addListed(batch, masks.get(batch.id) ?? null, found);
  const facts = batches.filter(({ kind }) => kind !== 'accounts' && kind !== 'products');
  const sales = facts.filter(({ kind }) => kind === 'sales');
  for (const batch of sales) addFacts(batch, 'account', masks, found);
  for (const batch of sales) addFacts(batch, 'product', masks, found);
  for (const batch of facts.filter(({ kind }) => kind !== 'sales')) {
    addFacts(batch, 'account', masks, found);
    addFacts(batch, 'product', masks, found);
  }
  return found;
}

function addListed(batch: FoldBatch, masked: Uint8Array | null, found: Gathered): void {
  if (batch.kind !== 'accounts' && batch.kind !== 'products') return;
  const name = batch.kind === 'accounts' ? 'account' : 'product';
  const rest: StoredColumn[] = batch.columns
    .filter((column) => column.name !== name && column.name !== 'record')
    .map((column) => batch.read(column.name));
  const members = found[batch.kind].addListed(batch.read(name) as CodeColumn, rest, masked);
  (name === 'account' ? found.accountOf : found.productOf).set(batch.id, members);
}

/** An account or product that only facts name is created too, never dropped. */
function addFacts(batch: FoldBatch, name: 'account' | 'product', masks: Masks, found: Gathered): void {
  if (!hasColumn(batch, name, 'code')) return;
  const builder = name === 'account' ? found.accounts : found.products;
  const members = builder.addFacts(batch.read(name) as CodeColumn, masks.get(batch.id) ?? null);
  (name === 'account' ? found.accountOf : found.productOf).set(batch.id, members);
}
