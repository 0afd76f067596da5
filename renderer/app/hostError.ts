import { ExpectedError, fromWireError, type WireError } from '../../shared/errors/errors.ts';

/** What a host answers, or the failure it tells with its code kept. */
export function unwrap<T>(reply: { value: T } | { error: WireError }): T {
  if ('error' in reply) throw fromWireError(reply.error);
  return reply.value;
}

export function hostLost(): ExpectedError {
  return new ExpectedError('engineLost', 'Quarterdeck itself does not answer. Start it again.');
}
