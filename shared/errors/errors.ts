/** Every expected failure has a code; the screen translates it (`error.<code>` in shared/i18n) and `qd` prints it. */
export const errorCodes = [
  'usage',
  'badInput',
  'emptyFile',
  'headerOnly',
  'notText',
  'unsupportedFormat',
  'cellTooLarge',
  'mappingIncomplete',
  'unknownField',
  'unknownMeasure',
  'badPeriod',
  'badRequest',
  'noData',
  'noSubstitutes',
  'tooLittleData',
  'tooManyResults',
  'notFound',
  'alreadyExists',
  'alreadyImported',
  'controlDiffers',
  'noWorkspace',
  'locked',
  'wrongPassphrase',
  'needsPassphrase',
  'damaged',
  'newerVersion',
  'notWorkspace',
  'readOnly',
  'diskFull',
  'io',
  'engineLost',
  'sqlRefused',
  'sqlFailed',
  'sqlLimit',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where the failure is and what fills the translated sentence. */
export interface ErrorDetails {
  file?: string;
  row?: number;
  column?: string;
  /** What to do next, in plain English, for `qd` and logs; the screen has its own translated hint per code. */
  hint?: string;
  params?: Record<string, string | number>;
}

/** An expected failure: something the user can understand and act on. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** The user (or a closing view) stopped the work. Silent on screen; exit code 130 in `qd`. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Cancelled');
  }
}

/** An error as it crosses a process boundary. */
export type WireError =
  | { kind: 'expected'; code: ErrorCode; message: string; details: ErrorDetails }
  | { kind: 'cancelled' }
  | { kind: 'bug'; message: string; stack?: string };

export function toWireError(error: unknown): WireError {
  if (error instanceof ExpectedError) {
    return { kind: 'expected', code: error.code, message: error.message, details: error.details };
  }
  if (error instanceof CancelledError) return { kind: 'cancelled' };
  if (error instanceof Error) {
    return { kind: 'bug', message: error.message, ...(error.stack ? { stack: error.stack } : {}) };
  }
  return { kind: 'bug', message: String(error) };
}

export function fromWireError(wire: WireError): Error {
  if (wire.kind === 'expected') return new ExpectedError(wire.code, wire.message, wire.details);
  if (wire.kind === 'cancelled') return new CancelledError();
  const error = new Error(wire.message);
  if (wire.stack) error.stack = wire.stack;
  return error;
}
