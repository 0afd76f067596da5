import { expect, it } from 'vitest';
import { periodWords } from '../../../renderer/app/periodWords.ts';

it('says whole months by their months, other spans by their days, and leaves the rest', () => {
  expect(periodWords('2010-12-01..2011-05-31')).toBe('2010-12 – 2011-05');
  expect(periodWords('2011-05-02..2011-05-31')).toBe('2011-05-02 – 2011-05-31');
  expect(periodWords('2011-H1')).toBe('2011-H1');
  expect(periodWords('nonsense..more')).toBe('nonsense..more');
});
