import type { files as english } from '../en/files.ts';

/** 导出文件中的文字。 */
export const files: Record<keyof typeof english, string> = {
  'file.sheet.table': '数据表',
  'file.sheet.chart': '图表',
  'file.sheet.evidence': '依据',
  'file.total': '合计（可见行）',
  'file.rows': '{n, number} 行',
  'file.sheets': '单个工作表最多 1,048,576 行，数据分布在 {n} 个工作表中',
};
