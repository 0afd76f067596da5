import type { overview as english } from '../en/overview.ts';

export const overview: Record<keyof typeof english, string> = {
  'overview.empty':
    '本页显示整体经营情况：收入、变化原因、对大客户的依赖，以及应先做什么。需要含客户、日期和收入的销售数据。',
  'overview.changes': '与基期相比有哪些变化？',
  'overview.noChanges': '两期之间没有变化。',
  'overview.moreChanges': '表中还有 {count, plural, other {# 项变化}}',
  'overview.topOpportunities': '最值得做的十个机会是什么？',
  'tile.loading': '正在计算',
};
