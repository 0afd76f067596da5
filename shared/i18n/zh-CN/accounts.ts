import type { accounts as english } from '../en/accounts.ts';

export const accounts: Record<keyof typeof english, string> = {
  'accounts.empty':
    '本页列出每个客户的收入、变化和日期，并可打开查看全貌。需要含客户、日期和收入的销售数据；导入客户表可补充负责人、市场、行业等信息。',
  'accounts.back': '全部客户',
  'accounts.profile': '它是谁？',
  'accounts.rank': '收入名次',
  'accounts.feedback.empty': '暂无反馈。导入反馈文件（客户、日期、NPS 或评论）即可显示。',
  'accounts.activities': '我们与其有过哪些往来？',
  'accounts.activities.empty': '暂无活动记录。导入活动文件（客户、日期、类型、负责人、备注）即可显示。',
  'accounts.plan': '是否完成计划？',
  'accounts.plan.empty': '没有针对该客户的计划。导入含客户、日期和目标的计划文件即可显示。',
  'accounts.stock': '库存进销情况如何？',
  'accounts.stock.empty': '暂无库存数据。导入库存文件（客户、日期、入库、销量或库存）即可显示。',
  'accounts.products.empty': '该客户的销售数据没有产品信息。导入含产品列的销售数据即可显示。',
  'accounts.whiteSpace.empty': '无法比较：需要产品数据，以及该客户近 12 个月的订单。',
  'accounts.opportunities.empty':
    '清单上没有该客户：下单节奏正常、支出与同类客户相当、没有可推荐的产品，或历史太短无法判断。',
  'accounts.export': '保存为 Excel',
  'series.book': '若与全部客户同步',
  'series.market': '若与所在市场同步',
  'axis.stockUnits': '数量',
  'column.book': '若与全部客户同步',
  'column.own_market': '若与所在市场同步',
  'column.peer_median': '同类客户中位数',
  'activityPlanned.planned': '计划',
  'activityPlanned.actual': '已完成',
  'column.target': '目标',
  'column.attainment': '达成率',
  'column.cover': '可售天数',
  'accounts.feedback': '它如何评价我们？',
};
