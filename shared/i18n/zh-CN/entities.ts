import type { entities as english } from '../en/entities.ts';

export const entities: Record<keyof typeof english, string> = {
  'column.merge_into': '保留',
  'column.merge_from': '并入',
  'column.reasons': '依据',
  'column.mode': '方式',

  'entityReason.sameName': '名称相同，编号不同',
  'entityReason.sameCharacters': '仅大小写、全半角、变音符号或标点不同',
  'entityReason.legalForm': '名称相同，仅公司形式写法不同或省略',
  'entityReason.groupName': '名称相同，其中一个带“集团”或“控股”',
  'entityReason.otherForm': '名称相同但公司形式不同，可能是同一所有人的两家公司',
  'entityReason.shortForm': '名称相同，部分词语为缩写',
  'entityReason.wordOrder': '词语相同，顺序不同',
  'entityReason.pinyin': '中文名称与其拼音',
  'entityReason.homophone': '中文名称同音，用字不同',
  'entityReason.initials': '其中一个是另一个的首字母缩写',
  'entityReason.spelling': '仅差一两个字母',
  'entityReason.same': '{field}相同：{value}',
  'entityReason.other': '{field}不同：{a}与{b}',
  'entityReason.sharedProducts': '{of} 个产品中有 {shared} 个相同',
  'entityReason.sharedAccounts': '{of} 个客户中有 {shared} 个相同',
  'entityReason.renamed': '一方的销售结束 {days} 天后另一方才开始，可能是更名',
};
