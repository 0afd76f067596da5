const alone =
  'postage carriage freight shipping shipment delivery courier handling packing packaging fee fees charge charges commission commissions discount discounts rebate rebates manual adjust adjusted adjustment adjustments correction corrections rounding surcharge surcharges refund refunds debt debts deposit deposits interest tax taxes vat duty duties insurance samples';
const atTheEnd =
  'postage carriage freight fee fees charges commission discount discounts rebate rebates surcharge surcharges adjustment adjustments';
const beside =
  'a and by for of on per the to & a/c account admin administration air amazon bad bank card cancellation check cod cost costs credit customs debit dotcom domestic ebay entry express export extra flat free fuel gateway general home import international invoice item items late line manual membership minimum misc miscellaneous money next day no on order orders other overnight parcel payment paypal post price processing rate return returns round sales service small standard stripe sundry transaction transport uk us eu zone';

const services = new Set(alone.split(' '));
const endings = new Set(atTheEnd.split(' '));
const others = new Set(beside.split(' '));

const chinese =
  /(?:运|邮|快递|物流|配送|手续|服务|包装|装卸|仓储|保险|加急|代收|平台|技术服务)费$|^(?:折扣|折让|销售折扣|优惠|优惠券|满减|返利|返点|调整|调账|手工调整|价格调整|尾差|抹零|差价|补差价?|补价|押金|保证金|运杂费|其他费用|杂费|佣金|税费|税金)$/u;

/**
 * Does a product's name say that it is postage, a fee, a discount or a manual entry rather than goods? It does where every
 * word is one of those or goes with them (`Bank charges`, `Next day carriage`, `Adjust bad debt`), or the last one leaves no
 * doubt (`DOTCOM POSTAGE`). `Manual coffee grinder` is goods.
 */
export function namesService(name: string): boolean {
  const text = name.normalize('NFKC').trim().toLowerCase();
  if (chinese.test(text.replace(/\s+/g, ''))) return true;
  const words = text.split(/[^\p{L}\p{N}&/]+/u).filter((word) => word !== '' && !/^\d+$/.test(word));
  const last = words.at(-1);
  if (last === undefined || words.length > 6) return false;
  if (endings.has(last)) return true;
  return (
    words.some((word) => services.has(word)) && words.every((word) => services.has(word) || others.has(word))
  );
}
