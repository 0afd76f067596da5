import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** Refuses a sample that is too small or not finite: `tooLittleData`, `badInput`. */
export function checkSample(values: ArrayLike<number>, least: number, what: string): void {
  if (values.length < least) {
    throw new ExpectedError(
      'tooLittleData',
      `${what} needs at least ${least} values, there are ${values.length}`,
      {
        params: { what, least, n: values.length },
      },
    );
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new ExpectedError('badInput', `${what} needs finite values; value ${i} is ${values[i]}`, {
        params: { what, index: i },
      });
    }
  }
}
