import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StructureRows } from '../../../../../electron/engine/ingest/batch/structureRows.ts';
import { namesTotal } from '../../../../../electron/engine/ingest/values/totalWords.ts';
import { seed } from '../../../../property/seed.ts';

const words = [
  ...['Total', 'GRAND-TOTAL:', 'East totals', 'Sub total', 'Total for 2024', 'sum', 'Summe', 'GESAMT'],
  ...[
    'Gesamtsumme',
    'totale',
    'Totaal',
    'somme',
    'All accounts',
    'all regions:',
    'Ｔｏｔａｌ',
    '合计',
    '华东 小計',
  ],
  ...[
    '全国',
    '汇 总：',
    'Summit Ltd',
    'All Saints',
    'Totally',
    'ok',
    'Tallinn',
    '中国石油',
    'Société Générale',
  ],
  ...['T', 'a sum of parts', 'Consum', 'x total', 'Region', 'Regional', 'Region ', 'Name'],
];

it('totals and repeated headers are found among the values of a column', () => {
  const texts = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 });
  fc.assert(
    fc.property(texts, (names) => {
      const structure = new StructureRows({
        wanted: {
          width: 2,
          columns: [
            { index: 0, type: 'code' },
            { index: 1, type: 'number', format: { decimal: '.', scale: 0 } },
          ],
          required: [],
          hash: false,
        },
        headerCells: ['Region', 'Sales'],
        nameSlots: [0],
        sumSlots: [1],
        totals: 'quarantine',
        dialect: { delimiter: ',', quote: '"' },
      });
      const parts = names.map((name) => Buffer.from(name));
      let end = 0;
      const ends = Uint32Array.from(parts, (part) => (end += part.length));
      let sum = 0;
      const sales = Float64Array.from(names, (name) => {
        if (namesTotal(name)) return sum;
        if (name === 'Region') return Number.NaN;
        sum += 5;
        return 5;
      });
      const rows = names.length;
      const order = Int32Array.from({ length: rows }, (_, row) => row);
      const passed = structure.pass({
        scanner: 0,
        textOf: (row) => `${names[row]},${sales[row]}`,
        result: {
          records: rows,
          blank: 0,
          rows,
          lines: rows,
          columns: [order, sales],
          record: order,
          hashes: new Int32Array(rows * 2),
          start: order,
          line: order,
          values: [{ bytes: Buffer.concat(parts), ends }, null],
          rejects: [],
          shortRows: 0,
          unreadable: new Int32Array(2),
          firstUnreadable: [null, null],
          invalidText: false,
        },
      });
      const isTotal = (name: string, row: number) => namesTotal(name) && sales[row] !== 0;
      const kept = names.filter((name, row) => name !== 'Region' && !isTotal(name, row));
      expect([...passed.result.columns[0]!].map((code) => names[code])).toEqual(kept);
    }),
    { seed: seed(), numRuns: 500 },
  );
});
