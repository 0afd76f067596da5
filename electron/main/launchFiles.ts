import { isAbsolute, resolve } from 'node:path';

/** Files named on a command line: what is left after the program, its folder in development, and switches. */
export function filesOf(argv: string[], inDevelopment: boolean, folder: string): string[] {
  return argv
    .slice(inDevelopment ? 2 : 1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument));
}

/** The same, as a second start hands it to the first: data from another process, so looked at before use. */
export function filesFrom(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('files' in data) || !Array.isArray(data.files))
    return [];
  return data.files
    .filter((file): file is string => typeof file === 'string' && isAbsolute(file))
    .slice(0, 20);
}
