import { describe, expect, it } from 'vitest';
import {
  changeRules,
  defaultRules,
  fieldByHeader,
  knownCounts,
  missingFields,
  rulesOf,
  toMapping,
  useImportDraft,
} from '../../../../renderer/features/data/importDraft.ts';
import type { ImportResult, Preview, PreviewColumn } from '../../../../shared/contract/ingest.ts';
import { attributeName, tableKinds } from '../../../../shared/domain/fields.ts';

function column(header: string): PreviewColumn {
  return { header, type: 'text', field: null, confidence: 0, nulls: 0, sample: [] };
}

const preview = {
  columns: ['CustomerID', 'When', 'Amount', 'Note'].map(column),
  mapping: { account: 'CustomerID', date: 'When', revenue: 'Amount' },
} as unknown as Preview;

describe('the mapping of an import', () => {
  it('is what was detected until the user says otherwise', () => {
    expect(toMapping(fieldByHeader(preview, {}))).toEqual(preview.mapping);
  });

  it('gives a field to one column only: the one chosen last', () => {
    const fields = fieldByHeader(preview, { Note: 'account' });
    expect(fields).toEqual({ CustomerID: null, When: 'date', Amount: 'revenue', Note: 'account' });
  });

  it('leaves a column out and forgets columns that are no longer there', () => {
    const fields = fieldByHeader(preview, { Amount: null, Gone: 'order' });
    expect(toMapping(fields)).toEqual({ account: 'CustomerID', date: 'When' });
  });

  it('keeps a column under its own name, unless that is a field', () => {
    expect(attributeName('sales', 'Note')).toBe('Note');
    expect(attributeName('sales', 'market')).toBe('market (2)');
  });
});

describe('the rules that can be chosen', () => {
  it('are those that are counted: repeats of everything but lists', () => {
    for (const kind of tableKinds) {
      expect(rulesOf(kind).includes('duplicate'), kind).toBe(kind !== 'accounts' && kind !== 'products');
    }
    expect(rulesOf(null)).toEqual([]);
  });
});

describe('what sales still need', () => {
  it('is account, date and revenue, or an id, or quantity and price', () => {
    expect(missingFields('sales', [])).toEqual([
      ['account', 'account_id'],
      ['date'],
      ['revenue', 'quantityAndPrice'],
    ]);
    expect(missingFields('sales', ['account_id', 'date', 'quantity', 'price'])).toEqual([]);
    expect(missingFields('sales', ['account', 'date', 'quantity'])).toEqual([
      ['revenue', 'quantityAndPrice'],
    ]);
  });

  it('knows accounts and products by id as well', () => {
    expect(missingFields('accounts', ['account_id'])).toEqual([]);
    expect(missingFields('products', ['sku'])).toEqual([]);
    expect(missingFields('market', ['date'])).toEqual([['value']]);
  });
});

describe('the counts of the run before', () => {
  const rules = [
    { rule: 'missingAccount', action: 'keep', count: 135_080 },
    { rule: 'cancellation', action: 'keep', count: 9288 },
  ];
  const known = (patch: object) => knownCounts({ ...useImportDraft.getState(), ...patch });

  it('stand while the rules change, and fall where the file or the prefix is read otherwise', () => {
    expect(known({})).toBeNull();
    useImportDraft.setState({ step: 'run' });
    changeRules({ batch: 3, rules } as ImportResult);
    expect(useImportDraft.getState()).toMatchObject({ step: 'rules', result: null, former: { batch: 3 } });
    expect(known({ rules: { ...defaultRules, missingAccount: 'quarantine' } })?.get('missingAccount')).toBe(
      135_080,
    );
    const otherPrefix = known({ rules: { ...defaultRules, cancellationPrefix: 'X' } });
    expect([otherPrefix?.has('missingAccount'), otherPrefix?.has('cancellation')]).toEqual([true, false]);
    expect(known({ edits: { Note: 'order' } })).toBeNull();
    expect(known({ read: { delimiter: ';' } })).toBeNull();
    expect(known({ kind: 'plans' })).toBeNull();
  });
});
