import { describe, expect, it } from 'vitest';
import {
  attributeName,
  fieldByHeader,
  missingFields,
  toMapping,
} from '../../../../renderer/features/data/importDraft.ts';
import type { Preview, PreviewColumn } from '../../../../shared/contract/ingest.ts';

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
    expect(attributeName('Note', 'sales')).toBe('Note');
    expect(attributeName('market', 'sales')).toBe('market (2)');
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
