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
};
