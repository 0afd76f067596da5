import type { accounts as english } from '../en/accounts.ts';

export const accounts: Record<keyof typeof english, string> = {
  'accounts.empty':
    '本页列出每个客户的收入、变化和日期，并可打开查看全貌。需要含客户、日期和收入的销售数据；导入客户表可补充负责人、市场、行业等信息。',
  'accounts.back': '全部客户',
  'accounts.profile': '它是谁？',
  'accounts.rank': '收入名次',
  'accounts.feedback': '它如何评价我们？',
};
