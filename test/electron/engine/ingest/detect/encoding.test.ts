import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../../../electron/engine/ingest/detect/encoding.ts';
import { pools, seeded, smallTable } from '../../../../hostile/tables/asianTexts.ts';
import { encode, type Legacy } from '../../../../hostile/tables/encode.ts';
import { seed } from '../../../../property/seed.ts';

const samples = 100;

/** How many of so many small tables are taken for which encoding. */
function confusion(pool: (typeof pools)[0], bytes: number): Record<string, number> {
  const random = seeded(seed() + bytes);
  const taken: Record<string, number> = {};
  for (let at = 0; at < samples; at++) {
    const { encoding } = detectEncoding(encode(smallTable(pool, bytes, random), pool.encoding));
    taken[encoding] = (taken[encoding] ?? 0) + 1;
  }
  return taken;
}

describe('the encoding of small tables', () => {
  for (const pool of pools)
    it.each([40, 80, 200])(`${pool.encoding} is told apart at about %i bytes`, (bytes) => {
      expect(confusion(pool, bytes)).toEqual({ [pool.encoding]: samples });
    });

  it.each(pools)('$encoding is told apart at about 20 bytes, with a rare exception', (pool) => {
    expect(confusion(pool, 20)[pool.encoding]).toBeGreaterThanOrEqual(samples - 2);
  });

  it.each<[Legacy, string]>([
    ['shift_jis', 'キユーピー,マヨネーズ,300\r\n'],
    ['shift_jis', 'ｶ)ﾔﾏﾀﾞｼﾖｳﾃﾝ,100\r\nﾐﾂﾋﾞｼｼﾖｳｼﾞ ｶ),2500\r\n'],
    ['shift_jis', '鰻の蒲焼き,尾,2500\r\n'],
    ['euc-jp', 'ヨドバシカメラ,電球,98\r\n'],
    ['euc-kr', '떡볶이,그릇,4000\r\n'],
    ['euc-kr', '맥도날드햄버거,세트,7500\r\n'],
    ['big5', '3月13日,20,20.1\r\n'],
    ['big5', '義美冰淇淋,盒,45\r\n'],
    ['gb18030', '蜜雪冰城,柠檬,4\r\n'],
    ['gb18030', '赣州脐橙,箱,66\r\n'],
    ['windows-874', 'สินค้า,จำนวน,ราคา\r\n'],
    ['windows-874', 'ลูกค้า,วันที่,ยอดขาย\r\n'],
    ['windows-1251', 'ООО Ромашка;Москва;100\r\n'],
    ['windows-1254', 'İstanbul;Şişli;Ağaç\r\n'],
    ['windows-1255', 'תל אביב,חברה,3\r\n'],
    ['windows-1252', 'Müller & Söhne;Köln;12\r\n'],
    ['windows-1251', 'Доля\n12\n15\n'],
    ['windows-1251', 'Москва,1,2\nОмск,3,4\nКазань,5,6\n'],
    ['windows-1251', '1,оплачено\n2,оплачено\n'],
    ['windows-1253', 'Αθήνα;12\nΠάτρα;13\n'],
    ['windows-1253', 'ΠΕΛΑΤΗΣ;ΠΟΛΗ\nΕλληνική Εταιρεία;Χανιά\n'],
    ['windows-1250', 'city,code\nDěčín,SO7483/25\nTřebíč,SO7483/25\n'],
    ['windows-1250', 'name,city\nAcme,Łódź\nBolt,Leeds\n'],
    ['windows-1250', 'name,city\nAcme,Gdańsk\nBolt,Leeds\n'],
    ['windows-1250', 'Kontrahent,Miasto\nMüller GmbH,Łódź\nCrédit Lyonnais,Kraków\nŻabka,Wrocław\n'],
    ['windows-1250', 'no,note\n1,spěchá\n2,část\n3,později\n'],
    ['windows-1250', 'Vevő;Város\nKovács;Győr\nSzűcs;Székesfehérvár\n'],
  ])('%s: %s', (encoding, text) => {
    expect(detectEncoding(encode(text, encoding)).encoding).toBe(encoding);
  });
});

describe('what is of the West stays so', () => {
  it.each([
    'name,city\nSørensen,Århus\nGarcía,Málaga\nBanque Genève,Lyon\nItalìa,Forlì\n',
    'name,city\nIbáñez,A Coruña\nMuñoz,León\n',
    'Región,Producción (m³),Descripción\nAragón,12,jamón\n',
    'Región,Ventas¹,Otros²\nAragón,12,3\nLeón,4,5\n',
    'frase\n¿Cómo está?\n¿Cuántos son?\nUnión\n',
    'Nº,Razón social\n1,Unión Española\n2,Construcción León\n',
    'customer,sales £m,café\nA,1,Müller\nB,2,Zoë\n',
    'klient,linn\nTõnu Mägi,Võru\nÜlle Möll,Põlva\n',
    'cliente;cidade\nSimões;São João\nAraújo;Porto\nConceição;Évora\n',
    'client;ville\nPêcheur;Besançon\nCœur de Bœuf;Nîmes\nFenêtre;Châlons\n',
    'kunde,by\nÅse Bjørnsen,Tromsø\nHæstad,Ålesund\n',
  ])('%s', (text) => {
    expect(detectEncoding(encode(text, 'windows-1252')).encoding).toBe('windows-1252');
  });
});

describe('UTF-16 without a mark', () => {
  it.each(['utf-16le', 'utf-16be'])('%s with few signs of ASCII', (encoding) => {
    expect(detectEncoding(encode('下单日期,销售额,数量,订单号', encoding)).encoding).toBe(encoding);
  });
});
