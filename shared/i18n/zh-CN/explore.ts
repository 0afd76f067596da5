import type { explore as english } from '../en/explore.ts';

export const explore: Record<keyof typeof english, string> = {
  'page.explore': '探索',
  'explore.tab.charts': '图表',
  'explore.tab.pivot': '透视表',
  'explore.tab.sql': 'SQL',
  'explore.empty':
    '本页用您自选的联动图表展示销售数据：在一张图中选取的内容会筛选其他所有图表。需要含客户、日期和收入的销售数据。',
  'explore.none': '（无）',
  'explore.others': '其他 {count} 项',
  'explore.bin': '{field}区间',
  'explore.bin.from': '{field}（起）',
  'explore.bin.below': '{field}（止，不含）',
  'column.explore_all': '未选取时',
};
