/** Header words per field, in the order of strength: a header equal to an earlier word is the better match. */
const words: Record<string, string> = {
  account:
    'account, account name, customer, customer name, client, client name, merchant, merchant name, shop, shop name, store, store name, buyer, company, company name, 客户, 客户名称, 客户名, 客户简称, 商家, 商家名称, 商户, 商户名称, 店铺, 店铺名称, 门店, 门店名称, 买家, 公司名称',
  account_id:
    'customer id, account id, client id, merchant id, shop id, store id, customer code, client code, account code, merchant code, customer no, account no, client no, merchant no, customer number, account number, client number, merchant number, cust id, cust no, acct id, acct no, buyer id, MID, 客户编号, 客户编码, 客户代码, 客户ID, 客户号, 商户号, 商户编号, 商户ID, 商家ID, 商家编号, 店铺ID, 店铺编号, 门店编号, 门店编码, 门店ID',
  parent: 'parent, parent account, group, HQ, headquarters, 集团, 集团名称, 总部, 母公司, 上级客户',
  site_type: 'site type, account type, location type, 网点类型, 站点类型, 客户类型',
  site: 'site, warehouse, DC, branch, outlet, terminal, location, 分仓, 仓库, 分公司, 网点, 终端, 站点',
  product:
    'product, product name, item, item name, service, service name, article, product description, item description, description, 产品, 产品名称, 商品, 商品名称, 品名, 物料, 物料名称, 服务, 服务名称',
  sku: 'SKU, stock code, product code, item code, product id, item id, sku id, sku code, item no, product no, part number, part no, item number, product number, article number, article no, material code, barcode, EAN, UPC, 货号, 产品编码, 产品编号, 产品代码, 商品编码, 商品编号, 商品代码, 物料编码, 物料编号, 物料号, 料号, 条码, 条形码',
  category: 'category, product line, brand, product category, 品类, 类目, 产品线, 品牌, 分类, 产品类别',
  family: 'family, product family, product group, 产品系列, 系列, 产品组',
  list_price: 'list price, catalogue price, catalog price, RRP, 目录价, 标价, 牌价, 挂牌价',
  unit: 'unit, UOM, unit of measure, 单位, 计量单位',
  date: 'date, order date, invoice date, transaction date, sales date, sale date, posting date, ship date, month, period, day, time, year month, datetime, timestamp, order time, quarter, week, 日期, 订单日期, 下单时间, 下单日期, 交易日期, 销售日期, 发票日期, 发货日期, 月份, 年月, 期间, 账期, 统计时间, 统计月份, 时间, 季度',
  order:
    'order, order id, order no, order number, invoice, invoice no, invoice number, invoice id, transaction, transaction id, transaction no, transaction number, receipt, receipt no, basket, basket id, document no, document number, 订单, 订单号, 订单编号, 订单ID, 发票号, 发票号码, 单号, 单据号, 单据编号, 流水号',
  revenue:
    'revenue, sales, amount, net sales, turnover, net revenue, net amount, sales amount, sales value, line total, line amount, total amount, total sales, total price, order amount, invoice amount, total, sales revenue, 销售额, 收入, 营收, 金额, 实收, 销售金额, 营业额, 销售收入, 营业收入, 实收金额, 实付金额, 订单金额, 成交金额',
  gmv: 'GMV, TPV, gross sales, gross merchandise value, 成交额, 交易额, 流水, 交易金额',
  quantity:
    'quantity, qty, units, volume, orders, units sold, order quantity, pieces, pcs, 数量, 销量, 件数, 单量, 票数, 销售数量, 订单数量, 销售量',
  price:
    'unit price, price, ASP, rate, average price, selling price, 单价, 均价, 费率, 售价, 销售单价, 价格, 平均单价',
  cost: 'cost, COGS, cost of goods sold, total cost, 成本, 销售成本, 成本金额, 营业成本',
  currency: 'currency, CCY, currency code, 币种, 货币',
  returns: 'returns, return, refund, chargeback, return flag, is return, 退款, 退货, 拒付, 是否退货',
  market: 'market, country, 市场, 国家',
  region: 'region, sales region, area, territory, 大区, 区域, 地区, 片区',
  province: 'province, state, 省份, 省',
  city: 'city, town, 城市, 地市, 区县, 市',
  city_tier: 'city tier, tier, 城市等级, 线级, 一线/新一线/下沉, 城市级别',
  industry: 'industry, vertical, sector, 行业, 赛道, 所属行业',
  segment:
    'segment, customer segment, account tier, class, customer class, KA, tier, 客户等级, 分层, 级别, 大客户, 客户级别, 客户分层, 细分',
  owner:
    'owner, account manager, AM, rep, sales rep, salesperson, account owner, manager, 客户经理, 负责人, 销售, 业务员, 销售员, 销售经理',
  team: 'team, BU, business unit, department, 团队, 部门, 事业部',
  channel: 'channel, sales channel, 渠道, 销售渠道',
  contract_start:
    'contract start, start date, start, effective, effective date, signed, contract start date, 生效日, 起始, 起始日, 合同开始, 合同开始日期, 生效日期, 签约日期',
  contract_end:
    'contract end, end date, end, expiry, renewal, expiry date, renewal date, contract end date, 到期日, 终止, 续约日, 合同到期, 合同结束日期, 到期日期, 终止日期',
  wallet: 'wallet, spend, total spend, competitor, wallet size, 采购额, 总需求, 竞品, 采购总额, 钱包',
  tags: 'tags, tag, labels, 标签',
  target: 'target, plan, quota, budget, goal, sales target, 目标, 计划, 指标, 任务, 预算, 销售目标',
  measure: 'measure, kpi, metric, 度量, 指标名称, 考核指标',
  nps: 'NPS, score, likelihood, nps score, recommend score, 推荐值, 评分, NPS评分',
  csat: 'CSAT, satisfaction, satisfaction score, 满意度, 满意度评分',
  comment: 'comment, comments, verbatim, feedback, 评论, 意见, 反馈, 评价',
  respondent: 'respondent, contact, contact name, 受访人, 联系人, 填写人',
  topic: 'topic, theme, subject, 主题, 话题',
  type: 'type, activity type, action, task, activity, ticket type, 类型, 行动, 措施, 活动类型, 任务类型',
  planned: 'planned, planned/actual, status, state, 状态, 计划/实际',
  note: 'note, notes, remark, remarks, visit note, 拜访记录, 备注, 记录',
  opened: 'opened, opened at, created, created at, open date, 创建日期, 打开日期, 提交日期',
  closed: 'closed, closed at, resolved, resolved at, close date, 关闭日期, 完成日期, 解决日期',
  due: 'due, due date, deadline, 截止日, 截止日期',
  inventory: 'inventory, stock, on hand, stock on hand, closing stock, 库存, 库存量, 在库, 结存, 期末库存',
  outbound: 'outbound, shipped, sell in, shipments, 出库量, 发货量, 出仓, 出库',
  sell_out: 'sell out, sellout, POS, POS sales, 终端销量, 动销, 动销量, 零售量',
  received: 'received, inbound, receipts, goods received, 入库, 入库量, 收货量',
  value:
    'value, market size, TAM, market value, turnover, size, amount, sales, 市场规模, 大盘, 行业总量, 规模, 数值, 零售总额, 总额',
  metric: 'metric, measure, indicator, series, 指标, 指标名称',
  from: 'from, from currency, base currency, base, source currency, 原币, 源币种, 原币种',
  to: 'to, to currency, quote currency, target currency, 目标币种, 本币',
  rate: 'rate, exchange rate, fx rate, 汇率',
};

/** Words with which a visit or activity names its date, beside those of every kind. */
const dateWords: Record<string, string> = {
  activities: 'visit date, activity date, 拜访日期, 活动日期',
  feedback: 'survey date, response date, submitted, 调研日期, 提交日期',
};

/** A header without case, spaces, punctuation, full-width forms and unit in brackets. */
export function normalizeHeader(header: string): string {
  return (
    squeeze(header.normalize('NFKC').replace(/[([【{][^)\]】}]*[)\]】}]/g, ' ')) ||
    squeeze(header.normalize('NFKC'))
  );
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const wordsOf = new Map<string, Map<string, number>>();
for (const [field, list] of Object.entries(words)) {
  const all = list.split(', ').map(squeeze);
  wordsOf.set(field, new Map(all.map((word, rank) => [word, rank]).reverse() as [string, number][]));
}
const allWords = new Set([...wordsOf.values()].flatMap((map) => [...map.keys()]));

/** Whether a cell reads as the name of some field: evidence that its record is a header. */
export function isKnownHeader(cell: string): boolean {
  return allWords.has(normalizeHeader(cell));
}

/** How surely a header names a field, 0–1, by its words alone. */
export function headerMatch(header: string, field: string, kind: string): number {
  const known = wordsOf.get(field);
  const name = normalizeHeader(header);
  if (!known || name === '') return 0;
  if (squeeze(field) === name) return 0.98;
  const rank = known.get(name);
  if (rank !== undefined) return 0.95 - Math.min(0.2, rank * 0.004);
  if (field === 'date' && dateWords[kind]?.split(', ').map(squeeze).includes(name)) return 0.93;
  return partialMatch(header, name, known);
}

/** A header that holds a known word as its last words (`Net Sales Amount`), or as its end in Chinese (`客户经理姓名`). */
function partialMatch(header: string, name: string, known: Map<string, number>): number {
  const tokens = header
    .normalize('NFKC')
    .replace(/[([【{][^)\]】}]*[)\]】}]/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
  for (let from = 1; from < tokens.length; from++) {
    if (known.has(tokens.slice(from).join(''))) return 0.6;
  }
  for (let to = tokens.length - 1; to > 0; to--) {
    if (known.has(tokens.slice(0, to).join(''))) return 0.35;
  }
  if (!/\p{Script=Han}/u.test(name)) return 0;
  for (const word of known.keys()) {
    if (word.length < 2 || !/\p{Script=Han}/u.test(word)) continue;
    if (name.endsWith(word)) return 0.6;
    if (name.startsWith(word) && word.length * 2 >= name.length) return 0.4;
  }
  return 0;
}
