import type { common as english } from '../en/common.ts';

export const common: Record<keyof typeof english, string> = {
  'app.name': 'Quarterdeck',
  'action.cancel': '取消',
  'action.close': '关闭',
  'action.save': '保存',
  'action.open': '打开',
  'action.undo': '撤销',
  'action.redo': '重做',
  'action.retry': '重试',
  'action.copyDetails': '复制详情',
};
