import type { repair as english } from '../en/repair.ts';

export const repair: Record<keyof typeof english, string> = {
  'reason.cutOff': '内容过长，未完整保留：请在源文件中更正',
  'reason.blank': '所有单元格均为空',
};
