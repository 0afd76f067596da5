/*
 * A small assembler for WebAssembly: functions are written as trees of typed expressions, and `assembleModule` makes bytes of
 * them. Only the instructions the kernels use are there. Opcodes: WebAssembly core specification, chapter 5 (binary format).
 */

export type Kind = 'i32' | 'i64' | 'f64' | 'v128';

declare const kindOf: unique symbol;

/** An expression that leaves one value of its kind. */
export interface Value<K extends Kind> {
  emit(out: Output): void;
  readonly [kindOf]?: K;
}

/** A statement; leaves nothing. */
export interface Statement {
  emit(out: Output): void;
  readonly [kindOf]?: 'none';
}

export interface Local<K extends Kind> extends Value<K> {
  readonly kind: K;
  readonly index: number;
}

export type I32 = Value<'i32'>;
export type I64 = Value<'i64'>;
export type F64 = Value<'f64'>;
export type V128 = Value<'v128'>;

/** A place a branch can go to: the end of a block, or the start of a loop. */
export class Label {
  readonly name = 'label';
}

export interface Output {
  bytes: number[];
  labels: (Label | null)[];
  functions: Map<unknown, number>;
}

export const kindCodes: Record<Kind, number> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

function node<K extends Kind>(emit: (out: Output) => void): Value<K> {
  return { emit };
}

function operation<K extends Kind>(code: number[], ...operands: { emit(out: Output): void }[]): Value<K> {
  return node((out) => {
    for (const operand of operands) operand.emit(out);
    out.bytes.push(...code);
  });
}

function statement(code: number[], ...operands: { emit(out: Output): void }[]): Statement {
  return { emit: operation(code, ...operands).emit };
}

/** Whole numbers may stand wherever an i32 does. */
export type Int = I32 | number;

function int(value: Int): I32 {
  return typeof value === 'number'
    ? node((out) => out.bytes.push(0x41, ...signed(BigInt(value | 0))))
    : value;
}

const two =
  (code: number) =>
  (a: Int, b: Int): I32 =>
    operation([code], int(a), int(b));

export const i32 = {
  add: two(0x6a),
  sub: two(0x6b),
  mul: two(0x6c),
  remainder: two(0x70),
  and: two(0x71),
  or: two(0x72),
  xor: two(0x73),
  shl: two(0x74),
  shr: two(0x76),
  eq: two(0x46),
  ne: two(0x47),
  less: two(0x48),
  below: two(0x49),
  more: two(0x4a),
  notMore: two(0x4c),
  notLess: two(0x4e),
  not: (a: Int): I32 => operation([0x45], int(a)),
  leadingZeros: (a: Int): I32 => operation([0x67], int(a)),
  fromI64: (a: I64): I32 => operation([0xa7], a),
  /** Of a number from 0 to 2³² − 1; its fraction is left out. */
  fromF64: (a: F64): I32 => operation([0xfc, 3], a),
};

/** Whole numbers of 64 bits, as a literal. */
export function long(value: bigint): I64 {
  return node((out) => out.bytes.push(0x42, ...signed(BigInt.asIntN(64, value))));
}

const twoLong =
  (code: number) =>
  (a: I64, b: I64): I64 =>
    operation([code], a, b);

export const i64 = {
  add: twoLong(0x7c),
  sub: twoLong(0x7d),
  mul: twoLong(0x7e),
  and: twoLong(0x83),
  or: twoLong(0x84),
  xor: twoLong(0x85),
  shl: twoLong(0x86),
  shiftSigned: twoLong(0x87),
  shr: twoLong(0x88),
  rotate: twoLong(0x89),
  leadingZeros: (a: I64): I64 => operation([0x79], a),
  trailingZeros: (a: I64): I64 => operation([0x7a], a),
  isZero: (a: I64): I32 => operation([0x50], a),
  eq: (a: I64, b: I64): I32 => operation([0x51], a, b),
  ne: (a: I64, b: I64): I32 => operation([0x52], a, b),
  from: (a: Int): I64 => operation([0xad], int(a)),
  not: (a: I64): I64 => operation([0x85], a, long(-1n)),
  bitsOf: (a: F64): I64 => operation([0xbd], a),
};

export const f64 = {
  add: (a: F64, b: F64): F64 => operation([0xa0], a, b),
  sub: (a: F64, b: F64): F64 => operation([0xa1], a, b),
  mul: (a: F64, b: F64): F64 => operation([0xa2], a, b),
  div: (a: F64, b: F64): F64 => operation([0xa3], a, b),
  negate: (a: F64): F64 => operation([0x9a], a),
  absolute: (a: F64): F64 => operation([0x99], a),
  /** The nearest whole number, of two as near the even one. */
  nearest: (a: F64): F64 => operation([0x9e], a),
  min: (a: F64, b: F64): F64 => operation([0xa4], a, b),
  max: (a: F64, b: F64): F64 => operation([0xa5], a, b),
  from: (a: I64): F64 => operation([0xb9], a),
  eq: (a: F64, b: F64): I32 => operation([0x61], a, b),
  ne: (a: F64, b: F64): I32 => operation([0x62], a, b),
  less: (a: F64, b: F64): I32 => operation([0x63], a, b),
  notLess: (a: F64, b: F64): I32 => operation([0x66], a, b),
  /** Of a whole number that is never below 0. */
  fromI32: (a: Int): F64 => operation([0xb8], int(a)),
  literal: (value: number): F64 =>
    node((out) => out.bytes.push(0x44, ...new Uint8Array(Float64Array.of(value).buffer))),
  nan: node<'f64'>((out) => out.bytes.push(0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f)),
};

export const v128 = {
  splat: (a: Int): V128 => operation([0xfd, 15], int(a)),
  equalBytes: (a: V128, b: V128): V128 => operation([0xfd, 35], a, b),
  or: (a: V128, b: V128): V128 => operation([0xfd, 80], a, b),
  splatInt: (a: Int): V128 => operation([0xfd, 17], int(a)),
  splatNumber: (a: F64): V128 => operation([0xfd, 20], a),
  addInts: (a: V128, b: V128): V128 => operation([0xfd, ...unsigned(174)], a, b),
  subInts: (a: V128, b: V128): V128 => operation([0xfd, ...unsigned(177)], a, b),
  shiftInts: (a: V128, bits: Int): V128 => operation([0xfd, ...unsigned(171)], a, int(bits)),
  shiftIntsSigned: (a: V128, bits: Int): V128 => operation([0xfd, ...unsigned(172)], a, int(bits)),
  /** The lower ones, as numbers from 0 to 2³² − 1. */
  lowerInts: (a: V128, b: V128): V128 => operation([0xfd, ...unsigned(183)], a, b),
  xor: (a: V128, b: V128): V128 => operation([0xfd, 81], a, b),
  addNumbers: (a: V128, b: V128): V128 => operation([0xfd, ...unsigned(240)], a, b),
  divideNumbers: (a: V128, b: V128): V128 => operation([0xfd, ...unsigned(243)], a, b),
  /** The first two whole numbers, from 0 to 2³² − 1, as numbers. */
  numbersOf: (a: V128): V128 => operation([0xfd, ...unsigned(255)], a),
  /** Sums of neighbours, in twice the width. */
  pairBytes: (a: V128): V128 => operation([0xfd, 124], a),
  pairShorts: (a: V128): V128 => operation([0xfd, 126], a),
  /** One of the four whole numbers. */
  lane: (a: V128, lane: number): I32 => operation([0xfd, 27, lane], a),
  /** One bit a byte. */
  bits: (a: V128): I32 => operation([0xfd, ...unsigned(100)], a),
};

const load =
  <K extends Kind>(...code: number[]) =>
  (at: Int, offset = 0): Value<K> =>
    operation([...code, 0, ...unsigned(offset)], int(at));

const store =
  <K extends Kind>(...code: number[]) =>
  (at: Int, value: K extends 'i32' ? Int : Value<K>, offset = 0): Statement =>
    statement([...code, 0, ...unsigned(offset)], int(at), int(value as Int));

export const memory = {
  byte: load<'i32'>(0x2d),
  signedByte: load<'i32'>(0x2c),
  signedShort: load<'i32'>(0x2e),
  short: load<'i32'>(0x2f),
  int: load<'i32'>(0x28),
  long: load<'i64'>(0x29),
  number: load<'f64'>(0x2b),
  vector: load<'v128'>(0xfd, 0),
  /** Eight bytes, and as many of zero. */
  halfVector: load<'v128'>(0xfd, 93),
  setByte: store<'i32'>(0x3a),
  setShort: store<'i32'>(0x3b),
  setInt: store<'i32'>(0x36),
  setLong: store<'i64'>(0x37),
  setNumber: store<'f64'>(0x39),
  setVector: store<'v128'>(0xfd, 11),
};

export function set<K extends Kind>(local: Local<K>, value: K extends 'i32' ? Int : Value<K>): Statement {
  return statement([0x21, ...unsigned(local.index)], int(value as Int));
}

export function increase(local: Local<'i32'>, by: Int): Statement {
  return set(local, i32.add(local, by));
}

/** Sets the local and leaves the value. */
export function tee<K extends Kind>(local: Local<K>, value: K extends 'i32' ? Int : Value<K>): Value<K> {
  return operation([0x22, ...unsigned(local.index)], int(value as Int));
}

/** One of two values, both worked out. */
export function choose<K extends Kind>(condition: Int, yes: Value<K>, no: Value<K>): Value<K> {
  return operation([0x1b], yes, no, int(condition));
}

type Body = readonly Statement[];

function nested(code: number, label: Label | null, body: Body, otherwise?: Body): Statement {
  return {
    emit(out) {
      out.bytes.push(code, 0x40);
      out.labels.push(label);
      for (const statement of body) statement.emit(out);
      if (otherwise) out.bytes.push(0x05);
      for (const statement of otherwise ?? []) statement.emit(out);
      out.labels.pop();
      out.bytes.push(0x0b);
    },
  };
}

/** Branching to the label leaves the block. */
export function block(label: Label, body: Body): Statement {
  return nested(0x02, label, body);
}

/** Branching to the label starts over; reaching the end leaves. */
export function loop(label: Label, body: Body): Statement {
  return nested(0x03, label, body);
}

export function when(condition: Int, then: Body, otherwise?: Body): Statement {
  const inner = nested(0x04, null, then, otherwise);
  return {
    emit(out) {
      int(condition).emit(out);
      inner.emit(out);
    },
  };
}

export function branch(label: Label): Statement {
  return {
    emit(out) {
      out.bytes.push(0x0c, ...unsigned(depthOf(out, label)));
    },
  };
}

export function branchIf(condition: Int, label: Label): Statement {
  return {
    emit(out) {
      int(condition).emit(out);
      out.bytes.push(0x0d, ...unsigned(depthOf(out, label)));
    },
  };
}

function depthOf(out: Output, label: Label): number {
  const at = out.labels.lastIndexOf(label);
  if (at < 0) throw new Error('A branch leaves its function');
  return out.labels.length - 1 - at;
}

/** Runs the body while the condition holds. */
export function during(condition: Int, body: Body): Statement {
  const again = new Label();
  return loop(again, [when(condition, [...body, branch(again)])]);
}

export function give(value: Int | I64): Statement {
  return statement([0x0f], typeof value === 'number' ? int(value) : value);
}

export function copyBytes(to: Int, from: Int, length: Int): Statement {
  return statement([0xfc, 10, 0, 0], int(to), int(from), int(length));
}

type Parameters = Record<string, Kind>;
type Locals<P extends Parameters> = { [Name in keyof P]: Local<P[Name]> };

/** A function of the module; its parameters are passed by position, in the order they are named. */
export interface KernelFunction<K extends 'i32' | 'i64' = 'i32' | 'i64'> {
  readonly name: string;
  readonly parameters: Kind[];
  readonly result: K;
  /** Writes the body anew: only a module that is assembled needs it. */
  write(): { locals: Kind[]; body: Body };
}

/** Defines a function; it must end in `give` on every path (0 is given where it does not). */
export function define<P extends Parameters, K extends 'i32' | 'i64'>(
  name: string,
  result: K,
  parameters: P,
  write: (parameters: Locals<P>, local: <L extends Kind>(kind: L) => Local<L>) => Body,
): KernelFunction<K> {
  const kinds = Object.values(parameters);
  const variable = <L extends Kind>(kind: L, index: number): Local<L> => ({
    kind,
    index,
    emit: (out) => void out.bytes.push(0x20, ...unsigned(index)),
  });
  const named = Object.fromEntries(
    Object.entries(parameters).map(([key, kind], index) => [key, variable(kind, index)]),
  ) as Locals<P>;
  return {
    name,
    parameters: kinds,
    result,
    write() {
      const locals: Kind[] = [];
      const body = write(named, (kind) => variable(kind, kinds.length + locals.push(kind) - 1));
      return { locals, body };
    },
  };
}

export function call<K extends 'i32' | 'i64'>(target: KernelFunction<K>, ...values: (Int | I64)[]): Value<K> {
  return node((out) => {
    for (const value of values) (typeof value === 'number' ? int(value) : value).emit(out);
    const index = out.functions.get(target);
    if (index === undefined) throw new Error(`${target.name} is not part of the module`);
    out.bytes.push(0x10, ...unsigned(index));
  });
}
