import type { purchases as english } from '../en/purchases.ts';

export const purchases: Record<keyof typeof english, string> = {
  'column.p_active': '活跃概率',
  'column.expected_spend': '预期每次采购金额',
  'warning.notConverged': '模型拟合未收敛：斜率仍为 {gradient, number, ::scientific}，结果仅供粗略参考。',
  'warning.undetermined':
    '数据无法确定以下参数：{parameters}。可能是客户之间差异太小，或看不出有客户流失。对数似然与预期采购次数仍可使用，但不要解读这些参数。',
  'warning.fewRepeatBuyers': '只有 {customers, number} 个客户有过复购；少于 {least} 个时，模型参考价值有限。',
  'warning.spendNotPositive': '{customers, number} 个客户的复购平均金额为零或负数，未纳入消费金额模型。',
  'warning.noMeanSpend': '客户之间的消费金额差异过大，总体均值不存在；没有复购的客户无法给出预期消费金额。',
};
