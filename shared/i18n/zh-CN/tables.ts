import type { tables as english } from '../en/tables.ts';

export const tables: Record<keyof typeof english, string> = {
  'preview.unpivoted':
    '有 {count} 列（{first} … {last}）是期间：其中每个单元格将转成一行“{field}”。可在“列”一步更改。',
  'preview.totalColumns': '汇总其他列的列不导入：{columns}。',
  'preview.periodTwice': '同一期间出现多列，后面的列未导入：{columns}。请确认应采用哪一列。',
  'preview.yearNeeded': '“{column}”没有写明年份，文件中也没有。请在“列”一步指定年份。',
  'preview.yearTaken': '“{column}”等没有写明年份，按 {year} 年处理。',
  'preview.fiscalYears':
    '“{column}”按财年计。FY25 按 2025 年 1 月起、2024/25 按 2024 年 4 月起处理，请在“列”一步指定财年的起始月份。',
  'preview.fiscalStart': '“{column}”中的财年按 {month, number} 月开始处理。',
  'preview.buddhistYears': '“{column}”中的年份按佛历处理：2567 年即 2024 年。',
  'preview.countedDates':
    '“{column}”按 1970 年以来的{unit, select, seconds {秒数} other {毫秒数}}（UTC）处理。',
  'wide.fiscalStart': '财年起始月份',
  'preview.percentMixed': '“{column}”中的数字有的带百分号、有的不带：全部按百分比处理。',
  'preview.marksDropped':
    '“{column}”中部分数字带有标记（如“{example}”），按去掉标记后的数字读取，标记不保留。',
  'preview.unmeasured':
    '以下按期间排列的列属于其他指标，未读取：{columns}。如需读取，请以其他类型再次导入该文件。',
  'preview.yearColumn': '年份取自“{column}”列。',
  'preview.totalRows':
    '前面的行中有 {count} 行看似合计（{names}）。等于上方各行之和的合计行会被隔离；可修改规则。',
  'preview.totalsLeftOut': '有 {count} 行等于上方各行之和，已隔离，以免重复计算。',
  'preview.totalsKept': '有 {count} 行等于上方各行之和，会被重复计算。',
  'preview.headerRepeated': '表头在文件中又出现了 {count} 次，相应的行已隔离。',
  'preview.cellsCounted':
    '文件 {records} 行 × {periods} 个期间：{cells} 个单元格转成了行，{blank} 个为空，{quarantined} 行（或单元格）被隔离。',
  'preview.categoryTotals':
    '有 {totals} 个类别是另外 {parts} 个类别之和，全部相加会重复计算：{list}。请在“规则”一步选择计入哪些。',
  'preview.regionTotals':
    '有 {totals} 个区域是另外 {parts} 个区域之和，全部相加会重复计算：{list}。请在“规则”一步选择计入哪些。',
  'preview.footerSkipped': '数据下方的 {count} 条记录未读取：“{text}”。',
  'preview.secondTable':
    '第一个表下方还有另一个表（“{text}”），其 {count} 条记录未读取。如需导入，请在“文件中的表”中选择。',
  'preview.repairedText': '部分字符此前因解码错误而损坏（如 ’、– 变成控制字符），已修复。',
  'preview.unitFromTitleAcross': '数值已按标题中的单位乘以 {factor, number}。',
  'preview.percentApplied': '“{column}”除以 100：其表头注明为百分比。',
  'preview.unitFromTitle': '{column} 已按标题中的单位乘以 {factor, number}。',
  'preview.shortYears': '{column} 的年份只有两位：00–69 按 2000–2069 年、70–99 按 1970–1999 年读取。',
  'preview.combinedPeriods':
    '{column} 中有几个月合并为一期的数据（如 {example}）：记在首日，“期间月数”表示包含几个月。',
  'preview.remembered': '列映射、规则和读取方式沿用自 {date} 导入的 {file}，两个文件的列相同。',

  'reason.repeatedHeader': '重复出现的表头',
  'reason.titleRow': '重复表头上方的标题',
  'reason.returns': '已退回的销售（按规则）',
  'reason.totalRow': '上方各行的合计（按规则）',
  'reason.hierarchy': '合计与明细重复计算（按规则）',

  'rule.totalRow': '数据行中的合计',
  'rule.totalRow.about': '名称为合计（Total、合计、小计）且数值等于上方各行之和的行。其他同名的行保留。',
  'rule.totalRow.keep': '保留',
  'preview.returnsOnSale':
    '“{column}”标记的是被退回的原销售行，文件中没有另外的冲减行：这些行不计入（前面的数据中有 {count, number} 行，置信度 {confidence, number, ::percent}）；可在退货规则中更改。',
  'preview.returnsSubtracted':
    '“{column}”标为退货的 {count, number} 行中有 {positive, number} 行金额为正：退货按负数扣减（置信度 {confidence, number, ::percent}）。如果标记的是原销售行、另无退货行，请在退货规则中改为不计入。',
  'preview.noRows': '表头下方没有数据行，无法导入。如果被当作表头的那一行其实是数据，请选择“没有表头”。',
  'preview.returnsNegative':
    '“{column}”标为退货的 {count, number} 行中有 {negative, number} 行金额已为负：保持原样（置信度 {confidence, number, ::percent}）。',
  'preview.returnsMixed':
    '“{column}”标为退货的行中，{positive, number} 行金额为正，{negative, number} 行为负。现保持原样，正数行仍计为销售，请在下方选择。',
  'preview.returnsMixedRows':
    '“{column}”标为退货的行中，{positive, number} 行金额为正，{negative, number} 行为负。已保持原样，正数行计为销售：第 {list} 行。',
  'rule.returns': '标记为退货的行',
  'rule.returns.about': '有一列标明哪些行是退货或红字单据。有的系统将其记为正数，有的记为负数。',
  'rule.returns.detect': '自动判断：正数的退货行扣减；标记在原销售行上的不计入',
  'rule.returns.subtract': '一律扣减',
  'rule.returns.quarantine': '不计入（标记在已退回的原销售行上时）',
  'rule.returns.keep': '按原样保留',
  'rules.noReturns': '需要有一列对应“退货”，或有标明退货的单据类型列。',
  'ruleAction.subtract': '扣减',
  'rule.hierarchy': '合计与明细',
  'rule.hierarchy.about': '有些类别或区域在每一期都是其他几个之和，全部相加会把市场重复计算一遍。',
  'rule.hierarchy.all': '全部保留',
  'rule.hierarchy.totals': '只保留合计',
  'rule.hierarchy.leaves': '只保留最细的明细（明细不全时保留合计）',
  'rule.repeatedHeader': '文件中重复的表头',
  'ruleAction.totals': '只保留合计',
  'ruleAction.leaves': '只保留明细',
  'ruleAction.all': '保留',
  'rules.lead.other': '有些行可能被重复计算。请选择处理方式；被隔离的行及原因始终可查。',

  'wide.periods': '期间',
  'wide.title': '横向排列的期间',
  'wide.about': '从 {first} 到 {last} 共 {count} 列：每个单元格转成一行，各有自己的日期。',
  'wide.turn': '转成行',
  'wide.value': '数值是',
  'wide.year': '年份',
  'wide.measures': '这些列包含多个指标：{fields}。',
  'wide.off': '这些列保持原样，可逐列映射。',
  'map.scale': '{column} 的单位',
  'wide.unit': '单位',
  'map.scale.value': '× {factor}',
  'map.scale.percent': '÷ 100（%）',
  'map.scale.none': '按原值',
  'read.headerRows': '表头行数',
  'read.footer': '数据下方的附注',
  'read.footer.skip': '不读取（{count} 条）',
  'read.footer.read': '作为数据读取',
  'memory.title': '沿用 {file} 的设置',
  'memory.about': '该文件于 {date} 导入，列与本文件相同。现沿用其列映射、规则和读取方式。',
  'memory.ignore': '重新检测',
  'memory.use': '沿用已记住的设置',
  'memory.forget': '不再记住',
  'field.period_months': '期间月数',
};
