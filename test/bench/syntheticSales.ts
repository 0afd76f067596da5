import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Twelve columns with quoted names, as an order system exports them. */
export async function writeSyntheticSales(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 22 });
  let state = 7;
  const next = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  file.write(
    'customer_id,customer,order_no,order_date,sku,product,category,region,quantity,price,cost,amount\n',
  );
  for (let row = 0; row < rows; ) {
    const lines: string[] = [];
    for (const end = Math.min(rows, row + 5000); row < end; row++) {
      const [customer, product, quantity, price] = [
        next(50_000),
        next(2_000),
        1 + next(40),
        50 + next(20_000),
      ];
      const day = `${2021 + next(4)}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;
      lines.push(
        `C${customer},"Customer, No. ${customer}",SO-${1_000_000 + (row >> 2)},${day},P${product},"Product ${product}",Category ${product % 12},Region ${customer % 20},${quantity},${(price / 100).toFixed(2)},${((price * 0.6) / 100).toFixed(4)},${((quantity * price) / 100).toFixed(2)}`,
      );
    }
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
