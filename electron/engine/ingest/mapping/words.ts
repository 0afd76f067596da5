import type { TableKind } from '../../../../shared/domain/fields.ts';

/**
 * Words that people use for fields, English and Chinese, in the order of strength: a header equal to an earlier word is
 * the better match. Traditional characters are read as simplified ones.
 */
export const fieldWords: Record<string, string> = {
  account:
    'account, account name, customer, customer name, client, client name, merchant, merchant name, shop, shop name, store, store name, buyer, company, company name, 客户, 客户名称, 客户名, 客户简称, 商家, 商家名称, 商户, 商户名称, 店铺, 店铺名称, 门店, 门店名称, 买家, 公司名称, customer/client, buyer name, end customer, sold to, sold-to party, ship to name, bill to, bill-to name, payer, partner, dealer, dealer name, distributor, distributor name, retailer, retailer name, organisation, organization, organisation name, organization name, entity name, 客户全称, 客户公司, 公司, 公司名, 企业名称, 单位名称, 商户简称, 经销商, 经销商名称, 代理商, 终端客户, 购货单位, 购买方, 购买方名称, 采购方, 付款方, 会员, 用户名称, cust, cust name, cust nm, party name, customer desc, card name, sold-to name, name sold-to, bill-to name, sell-to customer name, shipper, receiver name, recipient name, recipient, consignee, consignee name, trade name, sold-to pt, sold-to party name, customer company name',
  account_id:
    'customer id, account id, client id, merchant id, shop id, store id, customer code, client code, account code, merchant code, customer no, account no, client no, merchant no, customer number, account number, client number, merchant number, cust id, cust no, acct id, acct no, buyer id, MID, 客户编号, 客户编码, 客户代码, 客户ID, 客户号, 商户号, 商户编号, 商户ID, 商家ID, 商家编号, 店铺ID, 店铺编号, 门店编号, 门店编码, 门店ID, customer key, customer_id, clientid, custid, acct, account key, account code, account ref, crm id, sold to no, sold-to id, debtor no, vendor no, partner id, dealer id, dealer code, merchant number, mid code, tax id, 客户内码, 客户主键, 客户标识, 商户代码, 商户编码, 经销商编码, 经销商代码, 会员号, 会员ID, 用户ID, 终端编号, 统一社会信用代码, 商户号MID, cust code, cust num, cust number, cust key, card code, bill-to no, sell-to no, sold-to no, bill-to customer no, sell-to customer no, a/c, a/c ref, a/c no, a/c code, gstin, gstin of recipient, gstin uin of recipient',
  parent:
    'parent, parent account, group, HQ, headquarters, 集团, 集团名称, 总部, 母公司, 上级客户, parent company, parent customer, group name, ultimate parent, holding, corporate group, key account, 所属集团, 上级单位, 上级公司, 母公司名称, 集团客户, 总公司',
  site_type:
    'site type, account type, location type, 网点类型, 站点类型, 客户类型, outlet type, store type, shop type, 门店类型, 店铺类型, 终端类型, 渠道类型',
  site: 'site, warehouse, DC, branch, outlet, terminal, location, 分仓, 仓库, 分公司, 网点, 终端, 站点, warehouse name, depot, distribution centre, distribution center, outlet name, plant, 仓库名称, 分仓名称, 库房, 仓, 网点名称',
  product:
    'product, product name, item, item name, service, service name, article, product description, item description, description, 产品, 产品名称, 商品, 商品名称, 品名, 物料, 物料名称, 服务, 服务名称, product title, goods, goods name, material, material name, article name, article description, item desc, model, 商品名, 产品名, 货品, 货品名称, 品项, 规格型号, 型号, 项目名称, 服务项目, 商品描述, prod nm, prod name, item nm, prod desc',
  sku: 'SKU, stock code, product code, item code, product id, item id, sku id, sku code, item no, product no, part number, part no, item number, product number, article number, article no, material code, barcode, EAN, UPC, 货号, 产品编码, 产品编号, 产品代码, 商品编码, 商品编号, 商品代码, 物料编码, 物料编号, 物料号, 料号, 条码, 条形码, product key, product number, item #, item code, goods code, goods id, upc code, ean code, material number, material no, part #, 商品ID, 产品ID, SKU编码, SKU编号, 货品编码, 货品编号, 商品货号, 存货编码, 国际条码, 69码',
  category:
    'category, product line, brand, product category, 品类, 类目, 产品线, 品牌, 分类, 产品类别, product type, product class, item category, item group, department, class, 商品分类, 产品分类, 产品大类, 大类, 中类, 小类, 一级类目, 商品类别, 类别, 品类名称, 产品类型, item category code, item category name, category code',
  family:
    'family, product family, product group, 产品系列, 系列, 产品组, range, product range, brand family, 产品族, 产品家族, 子类',
  list_price:
    'list price, catalogue price, catalog price, RRP, 目录价, 标价, 牌价, 挂牌价, list, standard price, msrp, retail price, base price, 定价, 标准价, 零售价, 建议零售价, 指导价',
  unit: 'unit, UOM, unit of measure, 单位, 计量单位, units of measure, measure unit, 计价单位, 规格单位',
  date: 'date, order date, invoice date, transaction date, sales date, sale date, posting date, ship date, month, period, day, time, year month, datetime, timestamp, order time, quarter, week, 日期, 订单日期, 下单时间, 下单日期, 交易日期, 销售日期, 发票日期, 发货日期, 月份, 年月, 期间, 账期, 统计时间, 统计月份, 时间, 季度, order_date, invoice_date, txn date, trans date, trade date, booking date, billing date, document date, doc date, delivery date, value date, date of sale, date of order, sales month, order month, year/month, yearmonth, yyyymm, reporting period, reporting month, accounting period, fiscal period, fiscal month, period end, period start, as of, created at, paid at, payment date, ordered at, time period, 日期时间, dt, 下单月份, 订单时间, 成交日期, 成交时间, 交易时间, 支付时间, 付款时间, 支付日期, 开票日期, 开单日期, 单据日期, 出库日期, 记账日期, 业务日期, 统计日期, 统计周期, 统计期, 数据日期, 数据月份, 月, 年月日, 所属期间, 会计期间, 会计期, 结算月份, 结算日期, 账单日, 账单月份, 销售月份, 销售时间, 发生日期, 月度, 日, order dt, order ts, created ts, txn dt, txn ts, trans dt, invoice dt, sale dt, ts, dt, yyyymm, yyyymmdd, year month key, date key, bill date, occurred at, event date, event time, doc date, 业务日期, 开票日期, posted date, posted on, created, created date, create date, date created, created on',
  order:
    'order, order id, order no, order number, invoice, invoice no, invoice number, invoice id, transaction, transaction id, transaction no, transaction number, receipt, receipt no, basket, basket id, document no, document number, 订单, 订单号, 订单编号, 订单ID, 发票号, 发票号码, 单号, 单据号, 单据编号, 流水号, order #, order ref, order number/id, sales order, so number, so no, po number, bill no, receipt number, ticket, voucher no, 订单ID号, 销售单号, 销售订单号, 订单流水号, 交易号, 交易单号, 交易流水号, 开票号, 单据, 小票号, 出库单号, 合同编号, bill no, bill number, memo no, doc no, doc num, doc number, doc entry',
  revenue:
    'revenue, sales, amount, net sales, turnover, net revenue, net amount, taxable value, taxable amount, sales amount, sales value, line subtotal, line total, line amount, item total, total amount, total sales, total price, order amount, invoice amount, total, sales revenue, 销售额, 收入, 营收, 金额, 实收, 销售金额, 营业额, 销售收入, 营业收入, 实收金额, 实付金额, 订单金额, 成交金额, net revenue, net turnover, total revenue, gross revenue, sales usd, sale amount, sales net, net value, value, billing, billings, billed amount, invoiced amount, invoice value, order value, order total, amt, net amt, total amt, total value, transaction amount, payment amount, paid amount, fee, fees, fee income, commission, arr, mrr, income, takings, 收入金额, 销售额含税, 销售净额, 净销售额, 净收入, 主营业务收入, 含税金额, 不含税金额, 未税金额, 含税收入, 不含税收入, 价税合计, 总金额, 合计金额, 订单总额, 支付金额, 付款金额, 收款金额, 回款金额, 结算金额, 开票金额, 消费金额, 手续费, 手续费收入, 佣金, 总额, 实付, 应收金额, 交易净额, 业绩, 销售业绩, bill amount, invoice value, net amt, total amt, amt, sales amt, 无税金额, 本币金额, 价税合计, amount in local currency, amount in lc, amount in doc curr, amount in document currency, amt in loc cur, lc amount, item amount, extended price, extended amount, line item total',
  gmv: 'GMV, TPV, gross sales, gross merchandise value, 成交额, 交易额, 流水, 交易金额, gross transaction value, gtv, gross amount, transaction volume, total payment volume, payment volume, GMV金额, 交易总额, 流水金额, 交易流水, 下单金额, 成交总额',
  quantity:
    'quantity, qty, units, volume, orders, units sold, order quantity, pieces, pcs, 数量, 销量, 件数, 单量, 票数, 销售数量, 订单数量, 销售量, quantity sold, qty sold, sold qty, sales qty, sales volume, sales units, no of units, number of units, unit sales, count, order count, number of orders, no of orders, transactions count, cases, shipped qty, 购买数量, 下单数量, 订购数量, 发货数量, 商品数量, 件, 笔数, 交易笔数, 订单数, 订单量, 单数, 箱数, 台数, shipments, parcels, 实发数量, 主数量, 开票数量',
  price:
    'unit price, price, ASP, rate, average price, selling price, 单价, 均价, 费率, 售价, 销售单价, 价格, 平均单价, price per unit, unit cost price, avg price, average selling price, net price, sales price, unit value, price/unit, 含税单价, 不含税单价, 成交单价, 成交价, 实际单价, 客单价, 平均价格, 售价含税, unit prc, prc, item cost, item price, unit amount',
  cost: 'cost, COGS, cost of goods sold, total cost, 成本, 销售成本, 成本金额, 营业成本, costs, product cost, unit costs total, cogs amount, cost of sales, cost amount, total costs, 总成本, 主营业务成本, 成本额, 采购成本, 商品成本, 含税成本',
  currency:
    'currency, CCY, currency code, 币种, 货币, curr, cur, currency iso, iso currency, transaction currency, billing currency, document currency, 货币种类, 币别, 结算币种, 交易币种, 货币代码, lcurr, local currency, crcy, doc currency',
  returns:
    'returns, return, refund, chargeback, return flag, is return, 退款, 退货, 拒付, 是否退货, returned, is returned, refund flag, refunded, credit note, is refund, 退货标志, 退货标识, 退款标志, 是否退款, 退货数量, 退款金额',
  market:
    'market, country, 市场, 国家, sales market, country name, country/region, nation, 国别, 国家地区, 国家/地区, 所在国家, 市场区域, country/region code, country code',
  region:
    'region, sales region, area, territory, 大区, 区域, 地区, 片区, geo, geography, zone, cluster, sales area, district, macro region, 销售大区, 所属大区, 所属区域, 销售区域, 销售片区, 大区名称, 区域名称, 战区',
  province:
    'province, state, 省份, 省, county, province name, state/province, state or province, prefecture, 所在省份, 省份名称, 省/直辖市, 省市, 所属省份, 都道府县',
  city: 'city, town, 城市, 地市, 区县, 市, city name, municipality, location city, 城市名称, 所在城市, 地级市, 所属城市, 区/县, 县',
  city_tier:
    'city tier, tier, 城市等级, 线级, 一线/新一线/下沉, 城市级别, tier of city, city level, city grade, city class, 城市线级, 城市分级, 城市层级, 市场层级',
  industry:
    'industry, vertical, sector, 行业, 赛道, 所属行业, industry name, line of business, business line, sector name, nace, sic, naics, 行业名称, 行业分类, 行业类别, 客户行业, 一级行业',
  segment:
    'segment, customer segment, account tier, class, customer class, KA, tier, 客户等级, 分层, 级别, 大客户, 客户级别, 客户分层, 细分, customer tier, client tier, customer type, client segment, customer group, customer category, account segment, account type, rating, grade, abc, abc class, priority, 客户类型, 客户分类, 客户分级, 客户级别名称, 客户类别, 等级, 重点客户, 是否大客户, KA等级, 会员等级',
  owner:
    'owner, account manager, AM, rep, sales rep, salesperson, account owner, manager, 客户经理, 负责人, 销售, 业务员, 销售员, 销售经理, sales person, sales person name, sales representative, sales manager, relationship manager, rm, kam, key account manager, account exec, account executive, ae, csm, customer success manager, responsible, consultant, agent, handled by, assigned to, 销售代表, 销售人员, 销售负责人, 业务经理, 业务负责人, 业务代表, 跟进人, 维护人, 归属人, 归属销售, 对接人, 客户负责人, 专属客户经理, 大客户经理, 经办人, 商务, 客户经理姓名, salesperson code, sales person code, sales rep code, sales employee',
  team: 'team, BU, business unit, department, 团队, 部门, 事业部, sales team, sales group, division, unit name, org unit, squad, 团队名称, 销售团队, 所属团队, 所属部门, 业务部, 业务线, 事业群, 大组, 小组, 组别',
  channel:
    'channel, sales channel, 渠道, 销售渠道, sales channel type, distribution channel, route to market, source channel, platform, 销售平台, 平台, 渠道名称, 来源渠道, 下单渠道',
  contract_start:
    'contract start, start date, start, effective, effective date, signed, contract start date, 生效日, 起始, 起始日, 合同开始, 合同开始日期, 生效日期, 签约日期, contract begin, contract from, valid from, start of contract, effective from, agreement start, onboarding date, go live, go-live date, sign date, signing date, signed date, 起始日期, 开始日期, 合同起始日, 合同起始日期, 合同开始时间, 合同生效日, 合同生效日期, 签约日, 签约时间, 签订日期, 合作开始日期, 入驻时间, 开户日期',
  contract_end:
    'contract end, end date, end, expiry, renewal, expiry date, renewal date, contract end date, 到期日, 终止, 续约日, 合同到期, 合同结束日期, 到期日期, 终止日期, contract to, valid to, valid until, end of contract, expires, expires on, expiration date, expiration, termination date, next renewal, agreement end, 终止日, 结束日期, 截止日期, 合同终止日, 合同终止日期, 合同到期日, 合同到期日期, 合同截止日期, 合同结束日, 合同结束时间, 续签日期, 续约日期, 有效期至',
  wallet:
    'wallet, spend, total spend, competitor, wallet size, 采购额, 总需求, 竞品, 采购总额, 钱包, share of wallet base, total purchases, annual purchase, annual spend, estimated spend, potential, purchase volume, 年采购额, 年采购总额, 采购总量, 总采购额, 市场容量, 潜力, 预估采购额',
  tags: 'tags, tag, labels, 标签, keywords, flags, 标记, 客户标签',
  target:
    'target, plan, quota, budget, goal, sales target, 目标, 计划, 指标, 任务, 预算, 销售目标, target amount, target value, sales goal, revenue target, plan value, planned revenue, planned sales, budgeted, forecast, quota amount, plan amount, 目标值, 目标金额, 目标额, 月度目标, 年度目标, 业绩目标, 收入目标, 销售任务, 任务额, 任务金额, 预算金额, 预算额, 计划金额, 计划额, 计划值, 指标值, 考核目标',
  measure:
    'measure, kpi, metric, 度量, 指标名称, 考核指标, target type, plan type, 目标类型, 计划类型, 指标类型, 考核项',
  nps: 'NPS, score, likelihood, nps score, recommend score, 推荐值, 评分, NPS评分, nps rating, nps answer, likelihood to recommend, would you recommend us, how likely are you to recommend us, recommendation score, recommendation, NPS值, NPS分, NPS得分, 推荐意愿, 推荐分, 推荐度, 打分, 得分, 分数',
  csat: 'CSAT, satisfaction, satisfaction score, 满意度, 满意度评分, csat score, overall satisfaction, customer satisfaction, rating, 满意度得分, 满意度分, 总体满意度, 整体满意度, 满意分',
  comment:
    'comment, comments, verbatim, feedback, 评论, 意见, 反馈, 评价, customer comment, remarks, open text, free text, reason, what could we improve, answer, text, 评论内容, 反馈内容, 意见建议, 客户反馈, 客户意见, 原因, 改进建议, 建议, 文字反馈, 留言',
  respondent:
    'respondent, contact, contact name, 受访人, 联系人, 填写人, respondent name, survey contact, person, interviewee, answered by, 受访者, 受访对象, 填答人, 答卷人, 被访人',
  topic:
    'topic, theme, subject, 主题, 话题, category of feedback, issue type, 反馈类型, 问题类型, 分类, 问题分类, 反馈主题',
  type: 'type, activity type, action, task, activity, ticket type, 类型, 行动, 措施, 活动类型, 任务类型, visit type, interaction type, contact type, event type, ticket category, task type, 拜访类型, 拜访方式, 跟进方式, 跟进类型, 任务, 工单类型, 事项, 行动类型, 活动',
  planned:
    'planned, planned/actual, status, state, 状态, 计划/实际, plan/actual, planned or actual, done, completed, 是否完成, 计划或实际, 完成状态, 任务状态, 进度',
  note: 'note, notes, remark, remarks, visit note, 拜访记录, 备注, 记录, minutes, summary, description, details, outcome, visit report, call notes, 拜访内容, 拜访纪要, 跟进记录, 跟进内容, 活动内容, 沟通内容, 内容, 说明, 纪要, 结果',
  opened:
    'opened, opened at, created, created at, open date, 创建日期, 打开日期, 提交日期, start date, started, open time, creation date, 创建时间, 开始时间, 开始日期, 立项日期, 提出日期',
  closed:
    'closed, closed at, resolved, solved, solved at, resolved at, close date, 关闭日期, 完成日期, 解决日期, end date, completed at, completion date, finished, closed on, resolution date, 关闭时间, 完成时间, 结束时间, 结束日期',
  due: 'due, due date, deadline, 截止日, 截止日期, due by, due on, target date, expected date, 计划完成日期, 期限, 到期日, 截止时间, 计划日期',
  inventory:
    'inventory, stock, on hand, stock on hand, closing stock, 库存, 库存量, 在库, 结存, 期末库存, stock qty, stock quantity, inventory qty, inventory level, stock level, ending inventory, ending stock, on-hand qty, available stock, quantity on hand, qoh, soh, balance, 库存数量, 库存数, 库存余额, 可用库存, 实际库存, 期末结存, 当前库存, 现有库存, 期末数量, 结余, 结存数量, 期末结存数量, 期末库存数量, 月末库存, 月末结存',
  outbound:
    'outbound, shipped, sell in, shipments, 出库量, 发货量, 出仓, 出库, outbound qty, shipped qty, qty shipped, issued, dispatched, despatched, sell-in qty, deliveries, 出库数量, 发货数量, 出货量, 出货数量, 发出数量, 本期出库, 发货',
  sell_out:
    'sell out, sellout, POS, POS sales, 终端销量, 动销, 动销量, 零售量, sell-out qty, sell through, sell-through, retail sales, retail units, pos units, consumer sales, 终端销售, 终端销售量, 动销数量, 实销量, 零售数量, 零售, 终端出货',
  received:
    'received, inbound, receipts, goods received, 入库, 入库量, 收货量, qty received, received qty, inbound qty, goods in, purchases, sell in received, 入库数量, 收货数量, 进货量, 进货数量, 到货量, 本期入库',
  value:
    'value, market size, TAM, market value, turnover, size, amount, sales, 市场规模, 大盘, 行业总量, 规模, 数值, 零售总额, 总额, figure, amount usd, market volume, total market, market total, sales value, retail sales, retail turnover, index, observation, obs value, spend, expenditure, gdp, population, 市场容量, 市场总量, 市场销售额, 行业规模, 行业销售额, 社零总额, 社会消费品零售总额, 指标数值, 值, 数据值, 销售额, 金额, 产值, 消费额',
  metric:
    'metric, measure, indicator, series, 指标, 指标名称, metric name, kpi, statistic, data item, variable, 指标项, 统计指标, 数据项, 口径',
  from: 'from, from currency, base currency, base, source currency, 原币, 源币种, 原币种, currency from, from ccy, sell currency, ccy1, foreign currency, 源货币, 外币, 从, 兑换货币, 原始币种, 币种',
  to: 'to, to currency, quote currency, target currency, 目标币种, 本币, currency to, to ccy, buy currency, ccy2, local currency, reporting currency, 目标货币, 本位币, 兑, 折算币种, 目标币',
  rate: 'rate, exchange rate, fx rate, 汇率, fx, conversion rate, closing rate, average rate, mid rate, spot rate, rate to usd, 折算率, 折算汇率, 中间价, 折算价, 平均汇率, 月末汇率, 兑换率, 外汇汇率',
};

/** Words that mean a field only in files of one kind. */
export const kindWords: Partial<Record<TableKind, Record<string, string>>> = {
  accounts: {
    account: 'name, 名称, 名字',
    account_id: 'id, code, no, 编号, 编码, 代码, 序号ID',
    wallet: 'budget, 预算',
  },
  products: {
    product: 'name, title, 名称, 品名规格',
    sku: 'id, code, no, 编号, 编码, 代码',
    list_price: 'price, unit price, 单价, 价格, 售价',
    category: 'type, group, 类型, 组',
    family: 'brand, line, subcategory, sub category, 品牌, 子类目',
  },
  sales: {
    category: 'product category name, 商品品类',
    account:
      'particulars, party, party name, party ledger, ledger name, counterparty, 往来单位, 往来单位名称, 对方单位, 对方科目',
    order:
      'vch no, voucher no, voucher number, voucher, entry no, journal no, 凭证号, 凭证字号, 凭证编号, 凭证号数',
    date: 'vch date, voucher date, 凭证日期, 制单日期, 记账日期',
  },
  plans: {
    date: 'year, fiscal year, plan year, 年份, 年度, 计划年度',
    target: 'amount, revenue, sales, value, 金额, 销售额, 收入',
    owner: 'responsible person, 责任人',
    market: 'region, area, 大区, 区域, 地区',
  },
  activities: {
    date: 'visit date, activity date, visited on, call date, meeting date, 拜访日期, 活动日期, 拜访时间, 活动时间, 跟进时间, 跟进日期',
    type: 'visit, call, 拜访, 跟进',
    note: 'subject, 主题, 标题',
    owner: 'visitor, visited by, user, 拜访人, 跟进销售',
  },
  feedback: {
    date: 'survey date, response date, end date, completion time, completed at, recorded date, date submitted, submit date utc, submitted, submitted at, answered at, completed, 调研日期, 提交日期, 提交时间, 填写时间, 反馈时间, 反馈日期, 评价时间, 回访日期',
  },
  stock: {
    account: 'distributor, dealer, agent, 经销商',
    inventory: 'quantity, qty, balance qty, 数量, 件数',
    date: 'snapshot date, stock date, count date, 盘点日期, 库存日期, 快照日期',
  },
  market: {
    date: 'year, reference year, fiscal year, 年份, 年度',
    value: 'revenue, volume, total, 销量, 总计, 总量, 零售额',
    category:
      'industry, sector, segment, subsector, sub-industry, vertical, type, product, brand, company, 行业, 子行业, 细分行业, 细分市场, 行业分类, 领域, 业态, 产品, 公司',
    region:
      'state, province, country, country name, country/region, nation, market, city, territory, location, geography, 省份, 省, 国家, 市场, 城市, 地域, 省市',
  },
  rates: {
    from: 'currency, ccy, 币种, 货币',
    rate: 'value, obs value, price, mid, close, 价格, 数值',
    date: 'rate date, quote date, valid from, 汇率日期, 报价日期',
  },
};
