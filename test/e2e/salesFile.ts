/** A small export of sales: two years of order lines, names in Chinese. */
export const salesFile = `Order,Date,Customer,Product,Quantity,Price
${Array.from({ length: 400 }, (_, row) => {
  const month = String(1 + (row % 12)).padStart(2, '0');
  return `${1000 + row},2024-${month}-15,客户 ${row % 20},Product ${row % 7},${1 + (row % 5)},${(row % 9) + 0.5}`;
}).join('\n')}\n`;
