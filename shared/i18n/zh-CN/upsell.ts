import type { upsell as english } from '../en/upsell.ts';

export const upsell: Record<keyof typeof english, string> = {
  'method.headroom':
    '每个客户做两种比较，均不按收入衡量相似。相似客户：按合作时长、订单数、产品数及所列字段找出最相似的客户，预期值为其支出中位数，上下限为四分位数。分位数：以收入的对数对订单数、合作时长、产品数的对数及同样的字段（稀少类别合并）做分位数回归，得到同类客户中一半、四分之一、十分之一所超过的水平；交叉的分位线重新排序。取对数，是因为客户之间以倍数相差，且结果不受币种影响。“两者一致”取较小的差距。概率为上一期存在此类差距的客户随后实现增长的比例。前提：各因素作用相乘，条件相近的客户可以有相近的采购额。',
  'method.headroom.formula': '差距＝max(0, 相似客户中位数或条件中位数 − 自身收入)；两者一致取较小者',
  'method.opportunities':
    '挽留：流失概率高于历史流失比例的客户（见流失风险；无法判断时，取按自身节奏已偏晚或严重超期、或只下过一次单便长期沉寂的客户），金额为其近 12 个月收入。增购：增长空间名单中的差距。交叉销售：下一产品名单；历史不足时取同类客户在买而它没买的产品。概率取自本数据的历史：同样的建议在更早时点给出后实际应验（流失、增购、采购该产品）的比例。可争取比例指此类客户随后实际带来的部分：偏晚客户中重新下单的比例、增购客户弥补差距的比例、采购新品的客户达到同等规模买家支出的比例、让价得到弥补的比例；案例较少时靠近默认假设（相当于十例）；也可改用您自己的假设。同一客户的增购与交叉销售金额之和，不超过它与同类客户上四分位数的差距。续约：合同在 90 天内到期的客户，代替挽留。价格：成交价低于其他买家价格区间的部分；增购只计入差距中超出该部分的金额。各名单均用历史数据与简单名单（距上次下单天数、上期收入、产品热度）对比检验；简单名单更好时改用简单名单。',
  'method.opportunities.formula': '预期金额＝涉及金额 × 概率 × 可争取比例',

  'warning.tooNewToCompare': '{accounts, number} 个客户订单不足两笔或历史不足三个月，无法比较。',
  'warning.fewLookAlikes': '{accounts, number} 个客户的同类客户不足 {k} 个。',
  'warning.farLookAlikes':
    '{accounts, number} 个客户与其同类客户相似度不高（低于 {least, number, percent}），其差距请谨慎参考。',
  'warning.partMissing':
    '{part, select, rhythm {没有订单，无法给出挽留建议。} headroom {可比较的客户太少，无法给出增购和交叉销售建议。} other {缺少产品数据或活跃客户太少，无法给出交叉销售建议。}}',
  'warning.uncalibratedLeaving':
    '历史太短，无法得知偏晚的客户有多少会流失；所示概率为该客户自身间隔中更短者所占的比例（只下过一次单的按一半计）。',
  'warning.uncalibratedUpsell': '历史太短，无法得知存在此类差距的客户有多少会增加采购；暂按一半计。',
  'warning.uncalibratedCrossSell':
    '历史太短，无法得知推荐的产品有多少会被采购；所示概率为同类客户中购买该产品的比例。',

  'evidence.retainLate':
    '已有 {days, number} 天没有下单，平时间隔约 {medianGap, number} 天（共 {orderDays, number} 个下单日）。{calibrated, select, yes {过去 {seen, number} 次类似情形中，有 {left, number} 次在随后 {horizon, number} 天内再无订单。} other {这比它自身 {percentile, number, percent} 的间隔都长。}}',
  'evidence.retainOverdue':
    '已有 {days, number} 天没有下单，远超平时约 {medianGap, number} 天的间隔（共 {orderDays, number} 个下单日）。{calibrated, select, yes {过去 {seen, number} 次类似情形中，有 {left, number} 次在随后 {horizon, number} 天内再无订单。} other {这比它自身 {percentile, number, percent} 的间隔都长。}}',
  'evidence.retainOnce':
    '只下过一次单，距今 {days, number} 天；全部客户的复购有九成在 {horizon, number} 天内发生。{calibrated, select, yes {过去 {seen, number} 次类似情形中，有 {left, number} 次在随后 {horizon, number} 天内再无订单。} other {现有数据无法得知此类客户有多少会回来。}}',
  'evidence.retainRisk':
    '未来 {months, number} 个月不再下单的概率为 {probability, number, percent}，而过去流失的客户占 {base, number, percent}。{reasons}。',
  'evidence.renewalDue':
    '合同将在 {left, number} 天后到期；未来 {months, number} 个月不再下单的概率为 {probability, number, percent}，而过去流失的客户占 {base, number, percent}。{reasons}。',
  'evidence.priceBelow':
    '有 {products, number} 个产品的成交价低于采购量相当的其他买家，差距最大的是{product}：成交价 {price, number, ::.00}，{buyers, number} 个买家的下四分位为 {lower, number, ::.00}；近 12 个月少收 {leakage, number, ::precision-integer}。{calibrated, select, yes {此前同样偏低的 {seen, number} 个客户中，剔除普遍调价后约有 {probability, number, percent} 随后提高了价格，弥补了其中的 {closed, number, percent}。} other {历史不足，无法得知能否提价，暂按一半假设。}}',
  'evidence.retainByRecency':
    '距上次下单 {days, number} 天；过去排在同样位置的客户中，有 {probability, number, percent} 在随后 {months, number} 个月内没有下单。',
  'evidence.renewalByRecency':
    '合同将在 {left, number} 天后到期；距上次下单 {days, number} 天。过去排在同样位置的客户中，有 {probability, number, percent} 在随后 {months, number} 个月内没有下单。',
  'evidence.upsellByRevenue':
    '近 {months, number} 个月支出 {revenue, number, ::precision-integer}；过去收入排在同样位置的客户中，有 {probability, number, percent} 增长超过 {growth, number, percent}。{crossSell, plural, =0 {} other {其中 {crossSell, number, ::precision-integer} 已列入交叉销售或价格。}}',
  'evidence.crossSellByPopularity':
    '{product}购买者众多，平均支出 {spend, number, ::precision-integer}，而该客户采购面广；过去此类组合中有 {probability, number, percent} 在 {months, number} 个月内被采购。',
  'evidence.upsellHeadroom':
    '该客户支出 {revenue, number, ::precision-integer}；{peers, number} 个同类客户的中位数为 {expected, number, ::precision-integer}（相似度 {similarity, number, percent}），同等规模与类型客户的条件中位数为 {typical, number, ::precision-integer}；取较小的差距。{crossSell, plural, =0 {} other {差距中有 {crossSell, number, ::precision-integer} 已列入交叉销售或价格。}}{calibrated, select, yes {过去存在此类差距的客户中，有 {probability, number, percent} 随后增加了采购，平均弥补差距的 {closed, number, percent}。} other {历史太短，无法得知有多少客户会弥补此类差距。}}',
  'evidence.upsellLookAlikes':
    '该客户支出 {revenue, number, ::precision-integer}；{peers, number} 个同类客户的中位数为 {expected, number, ::precision-integer}，上四分位数为 {upper, number, ::precision-integer}（相似度 {similarity, number, percent}）。{crossSell, plural, =0 {} other {差距中有 {crossSell, number, ::precision-integer} 已列入交叉销售。}}{calibrated, select, yes {过去存在此类差距的客户中，有 {probability, number, percent} 随后增加了采购，平均弥补差距的 {closed, number, percent}。} other {有一半的同类客户达到这一水平。}}',

  'upsell.comparedBy': '同类客户划分依据',
  'upsell.comparedByUsual': '{names}（默认）',
  'upsell.comparedByNothing': '仅合作时长、订单数和产品数',
  'upsell.comparedByFields': '同类客户按{fields}划分',

  'nextStep.callNow': '立即致电：确认是否已转向别家，以及怎样才能挽回。',
  'nextStep.askWhatChanged': '在错失下一单之前主动联系，了解发生了什么变化。',
  'nextStep.askForSecondOrder': '了解首单体验，并提出第二单的建议。',
  'nextStep.prepareRenewal': '准备续约方案，在通知期结束前沟通。',
  'nextStep.reviewPrice': '在下一单之前与其重新商议价格和折扣。',
  'nextStep.reviewVolume': '对照同类客户，与其一起梳理采购量和合作条款。',
  'nextStep.findOtherSupplier': '了解其余需求由谁供应，制定提高份额的方案。',
};
