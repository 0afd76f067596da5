const yes = /^(?:1|y|yes|t|true|x|ja|oui|si|sí|是|有|√|✓|✔)$/u;

const returned =
  /^(?:(?:sales?|customer|goods|product) )?(?:returns?|returned|refund(?:ed|s)?|chargebacks?|reversals?|reversed|credit(?: (?:note|memo|invoice)s?)?|credited|cn|crn|storno|stornorechnung|gutschrift(?:en)?|retoure|retour|avoir|devolución|devolucion|nota de crédito|nota de credito)$/u;

const returnedChinese =
  /^(?:(?:已|销售|客户|部分|全部|全额|整单)?(?:退货|退款|退单|退换货?|退回)(?:单|入库|入库单|发票|订单)?|红字(?:发票|冲销|订单|单据)?|红冲|红票|冲红|冲销|冲账|贷项(?:凭证|通知单|发票)?|拒付|退)$/u;

/** Whether a value says that its row takes back a sale: `Return`, `Credit note`, `退货`, `红字`. */
export function namesReturn(text: string): boolean {
  const word = plain(text);
  return returned.test(word) || returnedChinese.test(word);
}

/** Whether a value of a column of returns marks its row as one: `Y`, `1`, `是`, or a word for it. */
export function marksReturn(text: string): boolean {
  return yes.test(plain(text)) || namesReturn(text);
}

/** Whether a header names the type of a document or line: `Document type`, `单据类型`, `红蓝字`. */
export function namesDocumentType(header: string): boolean {
  return /^(?:(?:sales |sap )?(?:document|doc|transaction|trans|txn|order|invoice|line|record|billing|voucher|vch|sale|entry) (?:type|kind)|type|(?:单据|订单|发票|业务|交易|凭证|销售|记录|出库)?类型|红蓝字|红蓝票|单据性质|业务性质)$/u.test(
    plain(header),
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ');
}
