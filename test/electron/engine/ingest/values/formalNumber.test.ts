import { describe, expect, it } from 'vitest';
import { parseFormal } from '../../../../../electron/engine/ingest/values/formalNumber.ts';
import { parseNumber } from '../../../../../electron/engine/ingest/values/parseNumber.ts';

describe('formal Chinese numerals', () => {
  it.each<[string, number]>([
    ['壹仟贰佰叁拾肆元伍角陆分', 1234.56],
    ['伍佰元整', 500],
    ['叁万贰仟元整', 32_000],
    ['壹拾元零伍分', 10.05],
    ['拾元正', 10],
    ['人民币壹亿贰仟万零叁元整', 120_000_003],
    ['壹拾贰万叁仟肆佰伍拾陆圆柒角', 123_456.7],
    ['負贰佰元整', -200],
    ['玖角整', Number.NaN],
    ['壹佰零捌', 108],
    ['陸萬參仟元', 63_000],
  ])('%s', (text, value) => {
    if (Number.isNaN(value)) expect(parseFormal(text)).toBeNull();
    else expect(parseNumber(text, { decimal: '.', scale: 0 })).toBe(value);
  });

  it.each(['万', '元', '', '陆家嘴', '拾荒', '伍先生', '一千', '百万富翁', '柒牌男装'])(
    '%s is none',
    (text) => {
      expect(parseFormal(text)).toBeNull();
    },
  );
});
