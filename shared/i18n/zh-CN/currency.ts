import type { currency as english } from '../en/currency.ts';

export const currency: Record<keyof typeof english, string> = {
  'currency.label': '币种',
  'currency.hint': '金额以此币种列示',
  'currency.usual': '{currency}（列报币种）',
  'currency.actual.long': '每笔销售当日汇率',
  'currency.constant.long': '固定汇率：基期平均汇率',
  'currency.constant': '固定汇率',
  'currency.rates': '汇率',
  'currency.button': '{currency} · {rates}',
  'currency.setUsual': '将 {currency} 设为列报币种',
  'currency.setUsual.done': '今后金额均以 {currency} 列示，不再以 {before} 列示',
  'currency.byRows': '行数最多的币种',
  'currency.reportedIn': '列报币种',
  'currency.stored': '{currency}（数据原币）',
  'currency.atActual': '{currency}，按每笔销售当日或之前最近一次汇率折算',
  'currency.atConstant': '{currency}，按 {first} 至 {last} 的平均汇率折算',
  'currency.pair': '{from} → {to}：{rates, number} 条汇率，{first} 至 {last}',
  'currency.pairVia': '{from} → {via} → {to}：{rates, number} 条汇率，{first} 至 {last}',
  'currency.in': '以 {currency} 列示',
  'currency.header': '{header}（{currency}）',
  'reason.badCurrency': '未写明货币或货币对',
  'reason.badRate': '汇率必须大于零',
  'reason.contradictoryRate': '文件前面已有同一天、同一货币对的另一汇率',
  'rule.badRate': '不大于零的汇率',
  'rule.contradictoryRate': '与前面矛盾的汇率',
  'column.fx': '汇率影响',
  'column.revenue_reporting': '收入（列报币种）',

  'warning.leftOutWithoutRate':
    '{rows, number} 行未计入金额（{money}）：当日及之前没有兑 {currency} 的汇率。请在“数据”页导入汇率。',
  'warning.rowsWithoutCurrency':
    '{rows, number} 行未注明币种（金额 {amount, number, ::precision-integer}），按 {currency} 计。',
  'warning.noRateInBase': '{first} 至 {last} 期间没有 {currencies} 的汇率，相应金额仍按当日汇率折算。',
  'warning.contradictoryRates':
    '有 {n, number} 处同一天同一货币对存在两个不同汇率（首处：{from} → {to}，{date}），以最后导入的为准。',
  'warning.badRates': '{n, number} 条汇率不大于零或没有日期，未使用。',
  'warning.linesAtConstantRates':
    '各项变动、NRR 与 GRR 均按基期平均汇率计算；汇率变动的影响单列为“汇率”一项（{fx, number, ::precision-integer}）。',
};
