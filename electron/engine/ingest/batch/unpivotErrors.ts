import { ExpectedError } from '../../../../shared/errors/errors.ts';

export function noPair(header: string, file: string): never {
  throw new ExpectedError('badInput', `${header} has no currencies that its rates could be of`, {
    file,
    column: header,
    hint: 'Leave that column out, or say what it is: "pairs":{"USD":{"from":"EUR","to":"USD","units":1}}.',
  });
}

export function noColumn(header: string, file: string): ExpectedError {
  return new ExpectedError('unknownField', `${file} has no column "${header}" to turn into rows`, {
    file,
    column: header,
    hint: 'Look at the file again: its columns may have changed.',
    params: { field: header },
  });
}

export function noPeriod(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} is no period that could become a date`, {
    file,
    column: header,
    hint: 'Leave that column out, or name it as a month (2026-01), a quarter (2026 Q1) or a year.',
  });
}

export function periodTwice(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} is of a period that another column has already`, {
    file,
    column: header,
    hint: 'Leave one of the two columns out, or give them fields of their own.',
  });
}

export function noYear(header: string, file: string): ExpectedError {
  return new ExpectedError('badInput', `${header} names no year, and neither does the file`, {
    file,
    column: header,
    hint: 'Say which year it is: --year 2026, or in the wizard under Columns.',
  });
}
