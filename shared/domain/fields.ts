/** What a file can be imported as. One row of each kind is described in docs/table-kinds.md. */
export const tableKinds = [
  'accounts',
  'products',
  'sales',
  'plans',
  'feedback',
  'activities',
  'stock',
  'market',
  'rates',
] as const;

export type TableKind = (typeof tableKinds)[number];

/** `key` names an account or a product; `date` also takes months, quarters and other periods. */
export type FieldType = 'key' | 'text' | 'number' | 'date';

export interface FieldSpec {
  name: string;
  type: FieldType;
  /** At least one field of each `oneOf` group must be mapped; a required field is a group of its own. */
  required?: true;
}

function field(name: string, type: FieldType): FieldSpec {
  return { name, type };
}

function required(name: string, type: FieldType): FieldSpec {
  return { name, type, required: true };
}

const accountFields = [
  required('account', 'key'),
  field('account_id', 'key'),
  field('parent', 'text'),
  field('site_type', 'text'),
  field('market', 'text'),
  field('region', 'text'),
  field('province', 'text'),
  field('city', 'text'),
  field('city_tier', 'text'),
  field('industry', 'text'),
  field('segment', 'text'),
  field('owner', 'text'),
  field('team', 'text'),
  field('contract_start', 'date'),
  field('contract_end', 'date'),
  field('wallet', 'number'),
  field('tags', 'text'),
];

/**
 * The fields of each kind, in the order they are shown. An account is keyed by `account_id` where that is
 * mapped and by `account` (its name) otherwise; a product by `sku`, otherwise by `product`.
 */
export const kindFields: Record<TableKind, readonly FieldSpec[]> = {
  accounts: accountFields,
  products: [
    required('product', 'key'),
    field('sku', 'key'),
    field('category', 'text'),
    field('family', 'text'),
    field('list_price', 'number'),
    field('unit', 'text'),
  ],
  sales: [
    required('account', 'key'),
    field('account_id', 'key'),
    required('date', 'date'),
    field('product', 'key'),
    field('sku', 'key'),
    field('order', 'text'),
    field('revenue', 'number'),
    field('quantity', 'number'),
    field('price', 'number'),
    field('cost', 'number'),
    field('gmv', 'number'),
    field('currency', 'text'),
    field('returns', 'text'),
    field('market', 'text'),
    field('region', 'text'),
    field('province', 'text'),
    field('city', 'text'),
    field('industry', 'text'),
    field('segment', 'text'),
    field('owner', 'text'),
    field('team', 'text'),
    field('channel', 'text'),
    field('category', 'text'),
  ],
  plans: [
    required('date', 'date'),
    required('target', 'number'),
    field('account', 'key'),
    field('product', 'key'),
    field('owner', 'text'),
    field('market', 'text'),
    field('measure', 'text'),
  ],
  feedback: [
    required('account', 'key'),
    required('date', 'date'),
    field('nps', 'number'),
    field('csat', 'number'),
    field('comment', 'text'),
    field('respondent', 'text'),
    field('topic', 'text'),
  ],
  activities: [
    required('account', 'key'),
    required('date', 'date'),
    field('type', 'text'),
    field('planned', 'text'),
    field('owner', 'text'),
    field('note', 'text'),
    field('opened', 'date'),
    field('closed', 'date'),
    field('due', 'date'),
  ],
  stock: [
    required('account', 'key'),
    required('date', 'date'),
    field('site', 'text'),
    field('product', 'key'),
    field('inventory', 'number'),
    field('outbound', 'number'),
    field('sell_out', 'number'),
    field('received', 'number'),
  ],
  market: [
    required('date', 'date'),
    required('value', 'number'),
    field('category', 'text'),
    field('region', 'text'),
    field('city_tier', 'text'),
    field('metric', 'text'),
    field('unit', 'text'),
  ],
  rates: [
    required('date', 'date'),
    required('from', 'text'),
    required('to', 'text'),
    required('rate', 'number'),
  ],
};

export function findField(kind: TableKind, name: string): FieldSpec | undefined {
  return kindFields[kind].find((candidate) => candidate.name === name);
}

/** Fields of answers to surveys. */
export const ratings: ReadonlySet<string> = new Set(['nps', 'csat']);

/** Names that attributes cannot have: the book uses them itself. */
export const reservedNames: ReadonlySet<string> = new Set(['record', 'labels', 'period_months']);

const spokenFor = new Set([
  'year',
  'half',
  'quarter',
  'month',
  'week',
  'day',
  'date',
  'account_name',
  'product_name',
]);

/** The name under which a column is kept that is no field of the kind: its own, made distinct from other names. */
export function attributeName(kind: TableKind, header: string): string {
  const taken = findField(kind, header) !== undefined || reservedNames.has(header) || spokenFor.has(header);
  return taken ? `${header} (2)` : header;
}
