/** Order lines as they are written, in columns that grow. `orderDay[k]` is the day of order k. */
export interface SalesBuffer {
  n: number;
  orders: number;
  account: Int32Array;
  day: Int32Array;
  product: Int32Array;
  order: Int32Array;
  channel: Int32Array;
  quantity: Float64Array;
  price: Float64Array;
  revenue: Float64Array;
  cost: Float64Array;
  orderDay: Int32Array;
  orderIsReturn: Uint8Array;
}

const lineColumns = [
  'account',
  'day',
  'product',
  'order',
  'channel',
  'quantity',
  'price',
  'revenue',
  'cost',
] as const;
const orderColumns = ['orderDay', 'orderIsReturn'] as const;

export function makeSalesBuffer(capacity: number): SalesBuffer {
  return {
    n: 0,
    orders: 0,
    account: new Int32Array(capacity),
    day: new Int32Array(capacity),
    product: new Int32Array(capacity),
    order: new Int32Array(capacity),
    channel: new Int32Array(capacity),
    quantity: new Float64Array(capacity),
    price: new Float64Array(capacity),
    revenue: new Float64Array(capacity),
    cost: new Float64Array(capacity),
    orderDay: new Int32Array(capacity),
    orderIsReturn: new Uint8Array(capacity),
  };
}

function grow<T extends Int32Array | Float64Array | Uint8Array>(values: T, length: number): T {
  const grown = new (values.constructor as new (length: number) => T)(length);
  grown.set(values);
  return grown;
}

/** Makes room for `lines` more lines (and as many orders). */
export function reserve(buffer: SalesBuffer, lines: number): void {
  if (buffer.n + lines > buffer.account.length) {
    const length = Math.max(buffer.n + lines, Math.ceil(buffer.account.length * 1.5));
    for (const name of lineColumns) Object.assign(buffer, { [name]: grow(buffer[name], length) });
  }
  if (buffer.orders + lines > buffer.orderDay.length) {
    const length = Math.max(buffer.orders + lines, Math.ceil(buffer.orderDay.length * 1.5));
    for (const name of orderColumns) Object.assign(buffer, { [name]: grow(buffer[name], length) });
  }
}

/** Leaves exactly `n` lines, taking out the others evenly from the whole book. */
export function thin(buffer: SalesBuffer, n: number): void {
  const total = buffer.n;
  if (total <= n) return;
  for (const name of lineColumns) {
    const values = buffer[name];
    for (let row = 0; row < n; row++) values[row] = values[Math.floor(((row + 0.5) * total) / n)]!;
  }
  buffer.n = n;
}
