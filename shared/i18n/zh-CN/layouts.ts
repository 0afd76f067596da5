import type { layouts as english } from '../en/layouts.ts';

export const layouts: Record<keyof typeof english, string> = {
  'read.part': '文件中的表',
  'preview.sideBySide':
    '文件中并排有 {count, number} 张表。现读取“{name}”，不读取“{others}”：可在“文件中的表”中另选，每张表分别导入一次。',
  'preview.ratesAcross':
    '有 {count, number} 列是汇率，读作 {list}（置信度 {confidence, number, ::percent}）。可在“列”一步更改。',
  'preview.ratesDown':
    '“{column}”列列出 {count, number} 个货币对，汇率在“{figures}”列，读作 {list}（置信度 {confidence, number, ::percent}）。可在“列”一步更改。',
  'preview.ratesCounted':
    '文件 {records} 行 × {columns} 个币种：{cells} 个单元格成为汇率，{blank} 个为空，{quarantined} 个（行或单元格）被隔离。',
  'preview.rateBaseNeeded': '每个汇率列只写了一种货币，未说明对应的另一种货币，请在“列”一步中指定。',
  'preview.namesAcross':
    '有 {count, number} 列（{first} … {last}）以名称区分（{name}）：每个单元格转成一行“{field}”（置信度 {confidence, number, ::percent}）。可在“列”一步更改。',
  'preview.namesCounted':
    '文件 {records} 行 × {columns} 列：{cells} 个单元格成为行，{blank} 个为空，{quarantined} 个（行或单元格）被隔离。',
  'preview.seriesRows': '日期上方有 {count, number} 行用于说明各列：{labels}。',
  'preview.periodOfTitle':
    '没有日期列：按标题，每行的“{column}”均为 {text}（置信度 {confidence, number, ::percent}）。',
  'preview.periodOfFile':
    '没有日期列：按文件名或工作表名，每行的“{column}”均为 {text}（置信度 {confidence, number, ::percent}）。',
  'wide.names': '横向排列的名称',
  'wide.names.about':
    '从 {first} 到 {last} 共 {count, number} 列：每个单元格转成一行，带有该列的名称和该行的日期。',
  'wide.names.field': '列名是',
  'wide.rates': '汇率',
  'wide.rateBase': '对应货币',
  'wide.rateFor': '数值表示',
  'wide.rateFor.other': '1 {base} = x {other}',
  'wide.rateFor.base': '1 {other} = x {base}',
  'preview.scenarioTaken':
    '按“{column}”只取 {taken} 的行；{left} 的行不计入，留在隔离区中并计数（置信度 {confidence, number, ::percent}）。可更改此规则。',
  'preview.scenarioAll': '“{column}”区分 {list}，现全部计入并一并相加。',
  'reason.scenario': '其他口径，如计划或预测（按规则）',
  'rule.scenario': '实际与计划在同一列中',
  'rule.scenario.about': '有一列标明各行是实际、计划还是预测。同一种表只能导入其中一种。',
  'rule.scenario.detect': '销售取实际；计划依次取计划、预算、预测',
  'rule.scenario.only': '只取 {value}',
  'rule.scenario.all': '全部行',
  'preview.hijraDates': '“{column}”使用伊斯兰历（{example}），无法读取：请以公历导出。',
  'preview.titlesSkipped': '已跳过表格上方的 {count} 条标题：“{list}”。',
  'read.titleRows': '表格上方的标题行数',
  'preview.dateSystem':
    '“{column}”是从 {from} 年起算的日期序列号：{why, select, beside {与另一列的日期相符} years {与文中出现的年份相符} monthEnds {按此换算恰为各月末} asked {按您的选择} other {按通常情况}}（置信度 {confidence, number, ::percent}）。可在“列”一步更改。',
  'wide.dateSystem': '日期序列号起算年份',
  'preview.scenariosAcross':
    '各列区分了多个口径。{taken, select, none {采用未注明口径的列} other {采用“{taken}”列}}，不采用 {left}（置信度 {confidence, number, ::percent}）。可在“列”一步更改。',
  'wide.scenario': '口径',
  'wide.scenario.none': '未注明口径的列',
  'preview.groupRows':
    '仅含名称的行是分组标题：名称已填入其下各行的“{columns}”列：{why, select, label {该行注明了名称的含义} totals {各组以合计行结束} type {下方各行在该列是日期或数字} figures {这些行没有数值} sums {这些行的数值是其下各行之和} other {按您的选择}}（置信度 {confidence, number, ::percent}）。可在“每组只写一次的标签”中更改。',
  'preview.groupsAsked':
    '部分行仅含名称，可能是分组标题（置信度 {confidence, number, ::percent}），目前按普通行读取。如需将名称作为一列，请在“每组只写一次的标签”中选择“{columns}”。',
  'reason.groupRow': '分组标题，已作为下方各行的一列',
  'preview.headerCurrency': '没有币种列：按“{header}”所示，各行均为 {currency}。',
  'rule.headerCurrency': '表头中的币种',
  'rule.headerCurrency.about': '没有列标明各行的币种，但金额的表头标明了币种。其他币种的金额按汇率折算。',
  'rule.headerCurrency.take': '各行均为该币种',
  'rule.headerCurrency.ignore': '不采用：视为报告币种',
  'preview.cellCurrency': '“{amounts}”的单元格中有多个币种：各行币种列于“{column}”。',
  'read.ledger': '账簿金额',
  'read.ledger.off': '不计算',
  'preview.ledger':
    '“{column}”由“{debit}”和“{credit}”算出：{why, select, documents {发票记在该方} titles {标题中已说明} other {按您的选择}}（置信度 {confidence, number, ::percent}）。余额、收付款、本期合计和结转分录不计金额。可在“账簿金额”中更改。',
  'preview.statement': '此表像账户流水：各行是收付款，而不是销售。',
  'preview.sideMarks': '{column} 标明借方与贷方：两者的金额均按原样计入，符号相同。',
  'preview.ledgerAsked': '“{debit}”和“{credit}”是账簿的借贷两方，请在“账簿金额”中选择销售记在哪一方。',
  'read.fill': '每组只写一次的标签',
  'read.fill.none': '空单元格保持为空',
  'preview.filledDown':
    '{columns} 的空单元格取上方的标签：{why, select, ditto {单元格用“同上”符号标明} totals {各组以合计行结尾} sums {每组首行为该组之和} heads {标签单独写在所属各行上方} documents {只写在每张单据的第一行} pattern {每组开头都相同} constant {同组各行旁边的列保持不变} sorted {标签按顺序排列} needed {没有其他列提供这些信息} together {几列同时为空} other {按所选}}（置信度 {confidence, number, ::percent}）。',
  'preview.fillAsked':
    '{columns} 可能每组只写一次（置信度 {confidence, number, ::percent}）。空单元格现保持为空；如应取上方的标签，请在“每组只写一次的标签”中选择列。',
};
