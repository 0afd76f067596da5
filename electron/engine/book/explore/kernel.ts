import type { KernelJob } from '../parallel/kernelJob.ts';
import { cutParts } from '../parallel/parts.ts';
import { productColumn } from '../rowFrame.ts';
import { sharedFloat64 } from '../shared.ts';
import type { Book } from '../types.ts';

/**
 * The way from a row to a bin: `lut` holds the bin of each code; what indexes it is the row's own code, its account, its
 * product or its day, plus `shift`. By day the last entry is for a missing day.
 */
export interface Coding {
  by: 'row' | 'account' | 'product' | 'day';
  /** Codes of the rows; null where something else indexes `lut`. */
  codes: Int32Array | Uint16Array | null;
  shift: 0 | 1;
  lut: Uint16Array;
}

/** No, one or two axes, and how many bins each has, the one for rows that are in none included. */
export interface Cells {
  codings: Coding[];
  sizes: number[];
}

export interface PassiveJob extends Cells {
  /** Bit of the chart's own filter, which does not hold for the chart itself; 0 = it has none. */
  own: number;
  /** Columns to sum, as places in the job's list. */
  columns: number[];
}

/** Sums per active cell and passive cell, of several passive charts in one pass over the rows. */
export interface SumRequest {
  /** Per row one bit for each filter that it fails; bit 0 is the base. */
  fails: Uint16Array;
  /** Bits that do not count for any chart of the request. */
  ignore: number;
  active: Cells;
  columns: Float64Array[];
  passives: PassiveJob[];
}

export function cellsOf({ sizes }: Cells): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** Numbers that the kernel fills for a passive chart: rows and sums of every active and passive cell. */
export function slotsOf(request: SumRequest, passive: PassiveJob): number {
  return cellsOf(request.active) * cellsOf(passive) * (1 + passive.columns.length);
}

/** What the generated code sees by name; `inputs` differ from run to run and are not kept with the compiled kernel. */
interface Bindings {
  columns: KernelJob['columns'];
  tables: KernelJob['tables'];
  inputs: Record<string, Uint16Array>;
}

/** Expressions for the cell of a row: the part that an account decides, and the rest. */
function cellCode({ codings, sizes }: Cells, prefix: string, bindings: Bindings) {
  const perAccount: string[] = [];
  const perRow: string[] = [];
  codings.forEach(({ by, codes, shift, lut }, index) => {
    const stride = sizes.slice(index + 1).reduce((product, size) => product * size, 1);
    const name = `${prefix}${index}`;
    bindings.tables[name] = lut;
    const times = stride === 1 ? '' : ` * ${stride}`;
    const plus = shift === 0 ? '' : ' + 1';
    if (by === 'account') perAccount.push(`${name}[a${plus}]${times}`);
    else if (by === 'product') perRow.push(`${name}[product[i]${plus}]${times}`);
    else if (by === 'day') {
      perRow.push(`${name}[Math.min((day[i] - firstDay) >>> 0, ${lut.length - 1})]${times}`);
    } else {
      if (codes instanceof Uint16Array) bindings.inputs[`${name}c`] = codes;
      else bindings.columns[`${name}c`] = codes!;
      perRow.push(`${name}[${name}c[i]${plus}]${times}`);
    }
  });
  return { perAccount: perAccount.join(' + ') || '0', perRow: perRow.join(' + ') || '0' };
}

function passiveCode(request: SumRequest, passive: PassiveJob, index: number, bindings: Bindings) {
  const { perAccount, perRow } = cellCode(passive, `p${index}_`, bindings);
  const stride = passive.columns.length + 1;
  const adds = passive.columns.map((column, place) => `s${index}[t + ${place + 1}] += v${column};`);
  const counted = ~(request.ignore | passive.own) & 0xffff;
  return {
    declare: `const b${index} = ${perAccount};`,
    test: passive.own === 0 ? null : `(m & ${counted}) === 0`,
    add: `{ const t = (g * ${cellsOf(passive)} + b${index} + ${perRow}) * ${stride}; s${index}[t] += 1; ${adds.join(' ')} }`,
  };
}

/**
 * The kernel that fills, for every passive chart k, the output `sk` of each part: at `(active cell * passive cells +
 * passive cell) * (1 + columns)` the rows, after them one sum a column (a missing value counts as 0). Generated per
 * shape, as the kernels of the grouped query are and for the same reason; from kinds and integers alone.
 */
export function sumKernel(book: Book, request: SumRequest, parts: number): KernelJob {
  const bindings: Bindings = {
    columns: { offsets: book.offsets, day: book.day(), product: productColumn(book) },
    tables: {},
    inputs: { fails: request.fails },
  };
  const active = cellCode(request.active, 'a', bindings);
  const passives = request.passives.map((passive, index) => passiveCode(request, passive, index, bindings));
  request.columns.forEach((column, index) => {
    bindings.columns[`c${index}`] = column;
  });
  const slots = request.passives.map((passive) => slotsOf(request, passive));
  const named = <Value>(make: (count: number) => Value) =>
    Object.fromEntries(slots.map((count, index) => [`s${index}`, make(count)]));
  const inputs = Object.entries(bindings.inputs).map(([name, codes]) => [
    name,
    new Float64Array(codes.buffer),
  ]);
  return {
    source: sourceOf(request, active, passives, Object.keys(bindings.inputs), book.firstDay ?? 0),
    columns: bindings.columns,
    tables: bindings.tables,
    scratch: named((length) => ({ type: 'float64' as const, length })),
    outputs: { ...Object.fromEntries(inputs), ...named((count) => sharedFloat64(count * parts)) },
    bounds: cutParts(book.offsets, book.offsets.length - 1, parts),
  };
}

function sourceOf(
  request: SumRequest,
  active: ReturnType<typeof cellCode>,
  passives: ReturnType<typeof passiveCode>[],
  inputs: string[],
  firstDay: number,
): string {
  const free = passives.filter(({ test }) => test === null).map(({ add }) => add);
  const own = passives.flatMap(({ test, add }) => (test === null ? [] : [`if (${test}) ${add}`]));
  const values = request.columns.map(
    (_, index) => `const v${index} = c${index}[i] === c${index}[i] ? c${index}[i] : 0;`,
  );
  const counted = ~request.ignore & 0xffff;
  const skip = own.length === 0 ? `if ((m & ${counted}) !== 0) continue;` : '';
  const always = free.join('\n');
  return `
    const firstDay = ${firstDay};
    return {
      start() {},
      part(from, to, part, outputs) {
        ${inputs.map((name) => `const ${name} = new Uint16Array(outputs.${name}.buffer);`).join('\n')}
        ${passives.map((_, index) => `s${index}.fill(0);`).join(' ')}
        for (let a = from; a < to; a++) {
          const ga = ${active.perAccount};
          ${passives.map(({ declare }) => declare).join(' ')}
          const end = offsets[a + 1];
          for (let i = offsets[a]; i < end; i++) {
            const m = fails[i];
            ${skip}
            ${values.join(' ')}
            const g = ga + ${active.perRow};
            ${skip || free.length === 0 ? always : `if ((m & ${counted}) === 0) { ${always} }`}
            ${own.join('\n')}
          }
        }
        ${passives.map((_, index) => `outputs.s${index}.set(s${index}, part * s${index}.length);`).join(' ')}
      },
      end() { return { bits: null, pairs: null, seen: null }; },
    };`;
}
