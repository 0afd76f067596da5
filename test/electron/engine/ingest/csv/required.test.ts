import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Heap } from '../../../../../electron/engine/ingest/csv/kernel/heap.ts';
import { seed } from '../../../../property/seed.ts';

const missingDay = -2147483648;
const row = fc.record({
  code: fc.constantFrom(-1, 0, 7),
  day: fc.constantFrom(missingDay, -1, 19_000),
  number: fc.constantFrom(Number.NaN, 0, -1, Number.POSITIVE_INFINITY),
  odd: fc.boolean(),
});

it('records that lack every value of a group are marked beside those marked before', () => {
  const heap = new Heap();
  const [codes, days, numbers, marks, odd] = [4, 4, 8, 1, 1].map((bytes) => heap.allocate(100 * bytes)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  fc.assert(
    fc.property(fc.array(row, { maxLength: 100 }), (rows) => {
      const count = rows.length;
      rows.forEach((one, at) => {
        heap.ints(codes, count)[at] = one.code;
        heap.ints(days, count)[at] = one.day;
        heap.numbers(numbers, count)[at] = one.number;
        heap.bytes[odd + at] = one.odd ? 1 : 0;
        heap.bytes[marks + at] = 1;
      });
      const lacks = [
        rows.map(({ code }) => code === -1),
        rows.map(({ code, day }) => code === -1 && day === missingDay),
        rows.map(({ code, day, number }) => code === -1 && day === missingDay && Number.isNaN(number)),
      ];
      const { keepAbsent, addMarks } = heap.kernels;
      const kept = [
        keepAbsent(codes, 0, -1, marks, count),
        keepAbsent(days, 0, missingDay, marks, count),
        keepAbsent(numbers, 1, 0, marks, count),
      ];
      expect(kept).toEqual(lacks.map((lacking) => lacking.filter(Boolean).length));
      addMarks(odd, marks, count);
      expect([...heap.bytes.subarray(odd, odd + count)]).toEqual(
        rows.map((one, at) => (one.odd || lacks[2]![at] ? 1 : 0)),
      );
    }),
    { seed: seed(), numRuns: 300 },
  );
});
