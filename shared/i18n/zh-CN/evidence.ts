import type { evidence as english } from '../en/evidence.ts';

export const evidence: Record<keyof typeof english, string> = {
  'method.revenueMovement':
    '逐个客户比较两期收入（按四位小数）：新增或回流（前期无收入、后期有）、增长、下降、流失（前期有收入、后期无）。净收入留存率（NRR）＝前期客户的后期收入 / 前期收入；毛收入留存率（GRR）不计增长部分；客户留存率＝留下的客户数 / 前期客户数。',
  'method.movementSeries':
    '每一期都与上一期逐个客户比较：新增、回流、增长、下降、流失。期初加上各项变动等于期末。',
  'method.concentration':
    '只看收入大于零的客户，从大到小排列。基尼系数＝Σ(2i−n−1)x₍ᵢ₎ / (nΣx)，0 表示完全平均，接近 1 表示集中于一家；HHI＝各客户占比的平方和。',
  'method.priceVolumeMix':
    '两期都有销售的产品：销量影响＝数量变化 × 原价格，价格影响＝价格变化 × 新数量，价格＝收入 / 数量。只在一期有销售的产品计为新增或停售。各项之和与收入变化完全相等。',
  'method.rfm': '每个客户距最近一次下单的天数、订单数和收入，分别按全部客户的五分位打 1 至 5 分，5 分最好。',
  'method.abcXyz':
    '产品按收入从大到小：累计 80% 以内为 A，95% 以内为 B，其余为 C。X、Y、Z 按每月数量的波动（标准差 / 均值）划分：不超过 0.5、不超过 1、大于 1。',
  'method.periodTotals': '每期的收入、数量、订单行数和订单数；当期收入大于零的客户计为活跃客户。',
  'method.cohorts':
    '按首次下单的月份或季度给客户分组，看每组在之后各个自然月里有多少客户收入大于零、收入多少。',
  'method.ownRhythm':
    '把距最近一次下单的天数与该客户自己历次下单的间隔比较。超过自身九成的间隔为“偏晚”，超过其两倍为“严重超期”。只有一个下单日的客户没有节奏可言。',

  'warning.partialPeriod': '{period} 的数据不完整。',
  'warning.partialPeriods': '有 {n, number} 组比较涉及数据不完整的期间。',
  'warning.noStartingAccounts': '前期没有客户产生收入，无法计算留存。',
  'warning.fewAccounts': '只有 {n, number} 个客户；不足 {least} 个时，这些数字参考价值有限。',
  'warning.excludedNonPositive':
    '{accounts, number} 个收入为负的客户（合计 {amount, number, ::precision-integer}）未计入占比。',
  'warning.itemsWithoutPrice':
    '{items, number} 个产品在其中一期没有单价，其全部变化（{amount, number, ::precision-integer}）计为价格影响。',
  'warning.rowsWithoutProduct':
    '{rows, number} 行没有产品信息（收入 {amount, number, ::precision-integer}）。',
  'warning.productsNonPositive':
    '{products, number} 个产品的收入不大于零（合计 {amount, number, ::precision-integer}），归入 C 类。',
  'warning.noSteadiness': '划分 X、Y、Z 需要数量以及至少两个完整月份，数据中没有。',
  'warning.accountsWithoutOrder': '{accounts, number} 个客户只有退货或零金额记录，没有评分。',
  'warning.firstCohortOlder':
    '数据从第一组客户开始：其中 {accounts, number} 个客户里，有些可能更早就已合作。',
  'warning.revenueBeforeFirstOrder':
    '{accounts, number} 个客户在数据中的首单之前有退货，或根本没有订单；{amount, number, ::precision-integer} 的收入不属于任何分组。',
  'warning.noRhythm': '没有客户在两个不同日期下过单，因此看不出各自的节奏。',
  'warning.fewGaps': '{accounts, number} 个客户的间隔不足 {least} 个，判断依据较少。',
  'change.accountWon': '新客户：{name} 带来 {after}。',
  'change.accountReturned': '{name} 重新采购，带来 {after}。',
  'change.accountGrew': '{name} 增长 {amount}（{share}），达到 {after}。',
  'change.accountShrank': '{name} 减少 {amount}（{share}），降至 {after}。',
  'change.accountLost': '{name} 基期采购 {base}，此后没有采购。',
  'change.productGrew': '产品 {name} 增加 {amount}：由 {base} 升至 {after}。',
  'change.productShrank': '产品 {name} 减少 {amount}：由 {base} 降至 {after}。',
  'change.marketGrew': '市场 {name} 增加 {amount}：由 {base} 升至 {after}。',
  'change.marketShrank': '市场 {name} 减少 {amount}：由 {base} 降至 {after}。',
  'warning.accountsNotShown':
    '显示预期价值最高的 {shown, number} 个客户，共 {accounts, number} 个；合计包含全部客户。',
};
