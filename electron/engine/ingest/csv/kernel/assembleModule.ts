import { type KernelFunction, kindCodes, type Output, unsigned } from './assembler.ts';

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: number[][]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): number[] {
  return [...unsigned(name.length), ...[...name].map((character) => character.charCodeAt(0))];
}

function codeOf(one: KernelFunction, functions: Map<unknown, number>): number[] {
  const out: Output = { bytes: [], labels: [], functions };
  const { locals: kinds, body } = one.write();
  for (const statement of body) statement.emit(out);
  const fallback = one.result === 'i32' ? [0x41, 0] : [0x42, 0];
  const locals = vector(kinds.map((kind) => [1, kindCodes[kind]]));
  const content = [...locals, ...out.bytes, ...fallback, 0x0b];
  return [...unsigned(content.length), ...content];
}

const mostPages = unsigned(65536);

/**
 * The module of these functions, all exported by name. Its own memory of `pages` pages can grow to 4 GiB; without a number
 * it works on a memory that threads share, imported as `shared.memory`.
 */
export function assembleModule(
  functions: readonly KernelFunction[],
  pages: number | 'shared',
): Uint8Array<ArrayBuffer> {
  const indexes = new Map<unknown, number>(functions.map((one, index) => [one, index]));
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((kind) => [kindCodes[kind]])),
    1,
    kindCodes[result],
  ]);
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]);
  const isShared = pages === 'shared';
  const imported = [...text('shared'), ...text('memory'), 2, 3, 0, ...mostPages];
  if (!isShared) exported.push([...text('memory'), 2, 0]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...(isShared ? section(2, vector([imported])) : []),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...(isShared ? [] : section(5, [1, 1, ...unsigned(pages), ...mostPages])),
    ...section(7, vector(exported)),
    ...section(10, vector(functions.map((one) => codeOf(one, indexes)))),
  ]);
}
