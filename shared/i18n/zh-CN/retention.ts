import type { retention as english } from '../en/retention.ts';

export const retention: Record<keyof typeof english, string> = {
  'retention.empty':
    '本页显示哪些客户正在流失、谁超出了自己的下单节奏，以及客户开始合作后是否留下。需要含客户、日期和收入的销售数据。',
  'retention.grain': '期间长度',
  'retention.grain.month': '月',
  'retention.grain.quarter': '季',
  'retention.grain.half': '半年',
  'retention.grain.year': '年',
  'retention.cohortBy': '统计内容',
  'retention.cohortBy.logo': '客户数',
  'retention.cohortBy.revenue': '收入',
  'retention.cohortRows': '{month} 的明细行',
};
