import type { formats as english } from '../en/formats.ts';

export const formats: Record<keyof typeof english, string> = {
  'preview.formulasWithoutValues':
    '有 {count} 个公式没有保存计算结果，按空值处理，第一个在 {first}。请用电子表格软件打开并重新保存。',
  'preview.errorCells':
    '有 {count} 个单元格是 #N/A、#REF! 等错误值；需要数字或日期的地方出现错误值时，该行会被隔离。',
  'preview.sheetChosen': '当前读取工作表“{sheet}”；另有 {count} 个工作表也有内容，可在下方改选。',
  'preview.tableChosen': '当前读取表“{sheet}”；另有 {count} 个表，可在下方改选。',
  'preview.memberChosen':
    '当前读取压缩包中的文件“{sheet}”；其中还有 {count} 个文件，可在下方改选，或作为一组全部导入。',
  'preview.hiddenRows': '有 {count} 个隐藏行，与其他行一样读取；它们可能是被筛选隐藏的。',
  'preview.hiddenRowsSkipped': '已忽略 {count} 个隐藏行。',
  'preview.hiddenColumns': '有 {count} 个隐藏列，与其他列一样读取。',
  'preview.hiddenColumnsSkipped': '已忽略 {count} 个隐藏列。',
  'preview.hiddenSheets': '有 {count} 个隐藏的工作表，同样可以在下方选择。',
  'preview.mergedCells':
    '有 {count} 处合并单元格：列名适用于整个合并区域，下方的文字适用于区域内每一行，数字只计一次。',
  'preview.dates1904': '按该工作簿的设置，日期从 1904 年起算。',
  'import.drop.files': '将数据文件或文件夹拖到此处，或点击选择',
  'import.drop.formats':
    'CSV 等文本、Excel（.xlsx、.xls、.xlsb）、.ods、Parquet、Arrow、JSON、SQLite，也支持 .gz 和 .zip',
  'import.paste': '也可以在此粘贴从电子表格复制的单元格（Ctrl/⌘ V）。',
  'read.table': '表',
  'read.range': '区域（留空则为全部）',
  'read.hidden': '隐藏单元格',
  'read.hidden.skip': '忽略隐藏的行和列',
  'sheet.rows': '{rows} 行',
  'sheet.empty': '空',
  'sheet.hidden': '已隐藏',
  'set.title': '文件',
  'set.files': '{count} 个文件',
  'set.facts': '{files} 个列相同的文件，共 {records} 条记录。每个文件成为一个批次，可以单独撤销。',
  'set.misfits': '有 {count} 个文件的列不一致或无法读取，未纳入；请单独导入。',
  'set.take': '导入',
  'set.takeFile': '导入 {file}',
  'set.file': '文件',
  'set.records': '记录数',
  'set.note': '说明',
  'set.batch': '批次',
  'set.otherColumns': '列不一致：缺少 {columns}。',
  'set.known': '已作为批次 {batch} 导入。',
  'set.lacks': '缺少 {columns}。',
  'set.extra': '另有 {columns}。',
  'set.keepName': '将文件名保留为一个字段',
  'set.keepNameAs': '文件名字段的名称',
  'set.columnName': '来源文件',
  'set.wholeArchive': '所有列相同的文件',
  'set.running': '第 {done} 个文件，共 {total} 个，{file}：{phase}',
  'set.done': '已导入 {files} 个文件：{accepted} 行，隔离 {quarantined} 行',
  'set.cancelled':
    '已停止。{count, plural, =0 {没有导入任何数据。} other {此前已导入 {count} 个文件，予以保留，可在“批次”中撤销。}}',
  'set.failed':
    '{file} 未能导入。{count, plural, =0 {没有导入任何数据。} other {此前已导入 {count} 个文件，予以保留。}}',
  'set.goOn': '继续导入其余文件',
  'progress.files': '正在检查文件',
};
