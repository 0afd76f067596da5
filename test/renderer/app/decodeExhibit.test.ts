import { Int32, makeVector, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { tableToArrow } from '../../../electron/engine/exhibit/arrow.ts';
import { decodeTable } from '../../../renderer/app/decodeExhibit.ts';
import { makeTable, numberColumn, numbers, textAt, textColumn } from '../../../shared/domain/table.ts';

describe('a table from the engine', () => {
  it('arrives as it left: types, units, dates and missing values', () => {
    const table = makeTable([
      textColumn('account', ['A', null, '客户']),
      numberColumn('revenue', 'money', [1.5, Number.NaN, -3]),
      numberColumn('last_order', 'none', [15000, Number.NaN, 15001], 'date'),
      numberColumn('month', 'none', [24000, 24001, 24002], 'month'),
      numberColumn('partial', 'none', [0, 1, 0], 'boolean'),
    ]);
    const decoded = decodeTable({ arrow: tableToArrow(table) });
    expect(decoded.n).toBe(table.n);
    // Texts are spelled out one by one as well as together.
    const plain = decoded.columns.map((column) => {
      if (column.type !== 'text') return column;
      const { spell, ...rest } = column;
      expect([0, 1, 2, 3].map((row) => spell?.(row) ?? null)).toEqual(['A', null, '客户', null]);
      return rest;
    });
    expect(plain).toEqual(table.columns);
    const [accounts] = decoded.columns;
    expect(accounts?.type === 'text' && [0, 1, 2].map((row) => textAt(accounts, row))).toEqual([
      'A',
      null,
      '客户',
    ]);
  });

  it('takes columns of other programs, nulls as missing', () => {
    const arrow = new Table({
      whole: makeVector(Int32Array.from([1, 2])),
      gaps: vectorFromArray([null, 7], new Int32()),
      words: vectorFromArray(['x', 'x']),
    });
    const decoded = decodeTable({ arrow: tableToIPC(arrow, 'stream') });
    expect(decoded.columns.map(({ type }) => type)).toEqual(['integer', 'integer', 'text']);
    expect([...numbers(decoded, 'gaps')]).toEqual([Number.NaN, 7]);
    expect(decoded.columns[2]!.values).toEqual(['x', 'x']);
  });
});
