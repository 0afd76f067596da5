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

/** One or two axes, and how many bins each has, the one for rows that are in none included. */
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

/**
 * Sums per active cell and passive cell, of several passive charts in one pass over the rows. All arrays of row length
 * are on shared memory, so that a job travels to a worker thread without a copy.
 */
export interface KernelJob {
  offsets: Int32Array;
  /** Accounts from … to: the part of the rows this job is for. */
  fromBucket: number;
  toBucket: number;
  day: Int32Array;
  firstDay: number;
  product: Int32Array | null;
  /** Per row one bit for each filter that it fails; bit 0 is the base. */
  fails: Uint16Array;
  /** Bits that do not count for any chart of the job. */
  ignore: number;
  active: Cells;
  columns: Float64Array[];
  passives: PassiveJob[];
  /** Becomes 1 when nobody waits any longer. */
  cancelled: Int32Array;
}

export function cellsOf({ sizes }: Cells): number {
  return sizes.reduce((product, size) => product * size, 1);
}

interface Binding {
  name: string;
  value: unknown;
}

/** Expressions for the cell of a row: the part that an account decides, and the rest. */
function cellCode({ codings, sizes }: Cells, prefix: string, bindings: Binding[]) {
  const perAccount: string[] = [];
  const perRow: string[] = [];
  codings.forEach(({ by, codes, shift, lut }, index) => {
    const stride = sizes.slice(index + 1).reduce((product, size) => product * size, 1);
    const name = `${prefix}${index}`;
    bindings.push({ name, value: lut });
    const times = stride === 1 ? '' : ` * ${stride}`;
    const plus = shift === 0 ? '' : ' + 1';
    if (by === 'account') perAccount.push(`${name}[a${plus}]${times}`);
    else if (by === 'product') perRow.push(`${name}[product[i]${plus}]${times}`);
    else if (by === 'day')
      perRow.push(`${name}[Math.min((day[i] - firstDay) >>> 0, ${lut.length - 1})]${times}`);
    else {
      bindings.push({ name: `${name}c`, value: codes });
      perRow.push(`${name}[${name}c[i]${plus}]${times}`);
    }
  });
  return { perAccount: perAccount.join(' + ') || '0', perRow: perRow.join(' + ') || '0' };
}

function passiveCode(job: KernelJob, passive: PassiveJob, index: number, bindings: Binding[]) {
  const { perAccount, perRow } = cellCode(passive, `p${index}_`, bindings);
  const stride = passive.columns.length + 1;
  const adds = passive.columns.map((column, place) => `s${index}[t + ${place + 1}] += v${column};`);
  const ignored = ~(job.ignore | passive.own) & 0xffff;
  return {
    declare: `const b${index} = ${perAccount};`,
    test: passive.own === 0 ? null : `(m & ${ignored}) === 0`,
    add: `{ const t = (g + b${index} + ${perRow}) * ${stride}; s${index}[t] += 1; ${adds.join(' ')} }`.replace(
      '(g +',
      `(g * ${cellsOf(passive)} +`,
    ),
  };
}

/**
 * Generated per shape, as the kernels of the grouped query are and for the same reason: arrays and strides become
 * constants of the compiled loop. The source is built from kinds and integers alone.
 */
function generate(job: KernelJob, sums: Float64Array[]): () => boolean {
  const bindings: Binding[] = [];
  const active = cellCode(job.active, 'a', bindings);
  const passives = job.passives.map((passive, index) => passiveCode(job, passive, index, bindings));
  const free = passives.filter(({ test }) => test === null).map(({ add }) => add);
  const own = passives.flatMap(({ test, add }) => (test === null ? [] : [`if (${test}) ${add}`]));
  const values = job.columns.map((column, index) => {
    bindings.push({ name: `c${index}`, value: column });
    return `const v${index} = c${index}[i] === c${index}[i] ? c${index}[i] : 0;`;
  });
  bindings.push(...sums.map((value, index) => ({ name: `s${index}`, value })));
  const none = ~job.ignore & 0xffff;
  const mostly = own.length === 0 ? `if ((m & ${none}) !== 0) continue;` : '';
  const source = `return function kernel() {
    for (let a = ${job.fromBucket}; a < ${job.toBucket}; a++) {
      if ((a & 255) === 0 && cancelled[0] !== 0) return false;
      const ga = ${active.perAccount};
      ${passives.map(({ declare }) => declare).join(' ')}
      const end = offsets[a + 1];
      for (let i = offsets[a]; i < end; i++) {
        const m = fails[i];
        ${mostly}
        ${values.join(' ')}
        const g = ga + ${active.perRow};
        ${mostly || free.length === 0 ? free.join('\n') : `if ((m & ${none}) === 0) { ${free.join('\n')} }`}
        ${own.join('\n')}
      }
    }
    return true;
  };`;
  const { offsets, day, firstDay, product, fails, cancelled } = job;
  const all = { offsets, day, firstDay, product, fails, cancelled };
  const names = [...Object.keys(all), ...bindings.map(({ name }) => name)];
  const make = new Function(...names, source);
  return make(...Object.values(all), ...bindings.map(({ value }) => value)) as () => boolean;
}

/**
 * Rows and sums of every passive chart: at `(active cell * passive cells + passive cell) * (1 + columns)` the rows, after
 * them one sum a column (a missing value counts as 0). Null where the job was cancelled.
 */
export function sumCells(job: KernelJob): Float64Array[] | null {
  const sums = job.passives.map(
    (passive) =>
      new Float64Array(
        new SharedArrayBuffer(cellsOf(job.active) * cellsOf(passive) * (1 + passive.columns.length) * 8),
      ),
  );
  return generate(job, sums)() ? sums : null;
}
