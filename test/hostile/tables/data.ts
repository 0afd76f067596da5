/** Rows that the cases are made of. */
export const orders = [
  ['Customer', 'Date', 'Quantity', 'Revenue', 'Note'],
  ['Alder & Sons', '2025-01-03', 4, '120.50', 'first order'],
  ['Birch Ltd', '2025-01-09', 1, '80.00', ''],
  ['Cedar GmbH', '2025-02-11', 12, '1300.25', 'urgent, by air'],
  ['Dogwood Inc.', '2025-02-28', 3, '45.90', ''],
  ['Elm & Co', '2025-03-05', 7, '610.00', 'see contract'],
  ['Fir SA', '2025-03-17', 2, '99.99', ''],
];
export const plain = orders.map((row) => row.map((cell) => String(cell).replaceAll(',', '')));
export const quoted = orders.map((row) =>
  row.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)),
);
export const revenue = 120.5 + 80 + 1300.25 + 45.9 + 610 + 99.99;

export const chinese = [
  ['客户名称', '日期', '数量', '销售额'],
  ['北京星辰科技有限公司', '2025年1月3日', '4', '12000.50'],
  ['上海宏远贸易有限公司', '2025年1月9日', '11', '8300.00'],
  ['广州新力电子厂', '2025年2月11日', '2', '990.10'],
  ['深圳市南山区百货商店', '2025年2月28日', '35', '45210.00'],
  ['成都天府软件园', '2025年3月5日', '8', '6100.75'],
];
export const traditional = [
  ['客戶名稱', '日期', '數量', '銷售額'],
  ['臺北電子股份有限公司', '2025/01/03', '4', '12000'],
  ['高雄港務運輸公司', '2025/01/09', '11', '8300'],
  ['新竹科學園區工廠', '2025/02/11', '2', '990'],
  ['臺中百貨行', '2025/02/28', '35', '45210'],
];
export const japanese = [
  ['取引先名', '日付', '数量', '売上高'],
  ['東京商事株式会社', '2025/01/03', '4', '12000'],
  ['大阪サービス株式会社', '2025/01/09', '11', '8300'],
  ['ナゴヤ電機', '2025/02/11', '2', '990'],
  ['北海道フーズ', '2025/02/28', '35', '45210'],
];
export const western = [
  ['Société', 'Región', 'Größe', 'Montant'],
  ['Café Évian', 'Málaga', '12', '1200'],
  ['Müller & Söhne', 'Köln', '7', '830'],
  ['Peña Hermanos', 'Cádiz', '31', '99'],
  ['Garçon Frères', 'Besançon', '4', '4521'],
];

export const names = ['Customer', 'Date', 'Quantity', 'Revenue', 'Note'];
export const sums = { 2: 29, 3: revenue };
