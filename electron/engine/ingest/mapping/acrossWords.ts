const customers =
  /\b(?:customers?|clients?|merchants?|accounts?|kunden?|debitoren|clientes?|clienti|klanten|klienci|kunder|asiakkaat)\b|客户|商户|门店|得意先|取引先|거래처|고객/iu;
const places =
  /\b(?:by|per|nach|par|por|je)\s+(?:states?|regions?|countr(?:y|ies)|provinces?|cit(?:y|ies)|l[äa]nder(?:n)?|bundesl[äa]nder(?:n)?|pays|régions?|estados?|regiones|países)\b|[各分按](?:省|地区|区域|城市|国家)/iu;
const products =
  /\b(?:products?|items?|services?|skus?|artikeln?|produkte?n?|articles?|produits?|productos?|prodotti)\b|产品|商品|品类|物料|存货/iu;
const company =
  /\b(?:ltd|limited|inc|llc|llp|plc|corp(?:oration)?|co|company|gmbh|ag|kg|ohg|e\.?k|s\.?a\.?(?:s|rl)?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|as|aps|a\/s|pty|pte|sdn bhd|kft|zrt|sp\.? z o\.?o|& sons?|& co|& söhne|group|holdings?)\b\.?|公司|集团|株式会社|㈱|주식회사|ООО|超市|商行|店$/iu;

/** Whether titles say that a table is by customer. */
export function ofCustomers(context: string): boolean {
  return customers.test(context);
}

/** Whether titles say that a table is by place: `by state`, `各省`. */
export function ofPlaces(context: string): boolean {
  return places.test(context);
}

/** Whether titles speak of products or services. */
export function ofProducts(context: string): boolean {
  return products.test(context);
}

/** Whether half of these names or more are those of companies, by their legal forms. */
export function namesCompanies(names: readonly string[]): boolean {
  const found = names.filter((name) => company.test(name)).length;
  return found >= 2 && found * 2 >= names.length;
}
