export interface Place {
  city: string;
  province: string | null;
  tier: string | null;
  region: string;
  market: string;
  /** Relative number of accounts. */
  weight: number;
  /** Legal forms of companies there. */
  forms: readonly string[];
}

const chinaForms = ['有限公司', '有限公司', '有限公司', '股份有限公司', '集团有限公司'] as const;
const tierWeight: Record<string, number> = { 一线: 9, 新一线: 5, 二线: 3, 三线: 1.6, 四线: 0.9 };

function china(region: string, cities: string): Place[] {
  return cities.split(' ').map((entry) => {
    const [province, city, tier] = entry.split('/');
    return {
      city: city!,
      province: province!,
      tier: tier!,
      region,
      market: 'China',
      weight: tierWeight[tier!]!,
      forms: chinaForms,
    };
  });
}

function abroad(market: string, region: string, weight: number, forms: string[], cities: string[]): Place[] {
  return cities.map((city) => ({ city, province: null, tier: null, region, market, weight, forms }));
}

export const places: readonly Place[] = [
  ...china(
    '华东',
    '上海/上海/一线 浙江/杭州/新一线 江苏/苏州/新一线 江苏/南京/新一线 浙江/宁波/新一线 江苏/无锡/二线 山东/青岛/二线 山东/济南/二线 福建/厦门/二线 福建/福州/二线 安徽/合肥/二线 浙江/温州/二线 浙江/金华/二线 江苏/徐州/三线 江西/南昌/二线 江西/赣州/三线 山东/临沂/三线 安徽/阜阳/四线 江苏/宿迁/四线',
  ),
  ...china(
    '华南',
    '广东/深圳/一线 广东/广州/一线 广东/东莞/新一线 广东/佛山/二线 广东/珠海/二线 广东/中山/二线 广西/南宁/二线 海南/海口/三线 广东/汕头/三线 广东/湛江/三线 广西/玉林/四线',
  ),
  ...china(
    '华北',
    '北京/北京/一线 天津/天津/新一线 河北/石家庄/二线 山西/太原/二线 河北/保定/三线 河北/唐山/三线 内蒙古/呼和浩特/三线 山西/大同/四线',
  ),
  ...china(
    '华中',
    '湖北/武汉/新一线 湖南/长沙/新一线 河南/郑州/新一线 河南/洛阳/三线 湖北/宜昌/三线 湖南/株洲/三线 河南/周口/四线',
  ),
  ...china(
    '西南',
    '四川/成都/新一线 重庆/重庆/新一线 云南/昆明/二线 贵州/贵阳/二线 四川/绵阳/三线 四川/宜宾/四线',
  ),
  ...china('西北', '陕西/西安/新一线 甘肃/兰州/三线 新疆/乌鲁木齐/三线 宁夏/银川/三线 陕西/咸阳/四线'),
  ...china('东北', '辽宁/沈阳/二线 辽宁/大连/二线 吉林/长春/二线 黑龙江/哈尔滨/二线 辽宁/鞍山/四线'),
  ...abroad('Europe', 'Germany', 2.4, ['GmbH', 'AG', 'GmbH & Co. KG'], ['Hamburg', 'Duisburg', 'Stuttgart']),
  ...abroad('Europe', 'United Kingdom', 2.6, ['Ltd', 'plc'], ['London', 'Birmingham', 'Leeds']),
  ...abroad('Europe', 'Netherlands', 2.2, ['B.V.', 'N.V.'], ['Rotterdam', 'Venlo']),
  ...abroad('Europe', 'Poland', 1.6, ['sp. z o.o.', 'S.A.'], ['Warszawa', 'Łódź']),
  ...abroad(
    'North America',
    'United States',
    3.2,
    ['Inc.', 'LLC', 'Corp.'],
    ['Los Angeles', 'Chicago', 'Dallas'],
  ),
  ...abroad('Southeast Asia', 'Singapore', 3.6, ['Pte. Ltd.', 'Holdings Pte. Ltd.'], ['Singapore', 'Jurong']),
  ...abroad('Southeast Asia', 'Thailand', 2, ['Co., Ltd.', 'PCL'], ['Bangkok', 'Chonburi']),
  ...abroad('Southeast Asia', 'Indonesia', 2, ['PT', 'Tbk'], ['Jakarta', 'Surabaya']),
  ...abroad('Middle East', 'United Arab Emirates', 2.4, ['FZE', 'LLC'], ['Dubai', 'Sharjah']),
  ...abroad('Japan and Korea', 'Japan', 2, ['K.K.', 'G.K.'], ['Osaka', 'Nagoya']),
  ...abroad('Latin America', 'Mexico', 2, ['S.A. de C.V.'], ['Monterrey', 'Guadalajara']),
];

/** Regions in the order in which they first appear among the places, with their market. */
export const regionNames: readonly { name: string; market: string }[] = [
  ...new Map(places.map(({ region, market }) => [region, market])),
].map(([name, market]) => ({ name, market }));

export function teamOf(place: Place): string {
  if (place.market === 'China') {
    if (place.region === '华东') return 'China East';
    if (place.region === '华南') return 'China South';
    return place.region === '华北' || place.region === '东北' ? 'China North' : 'China Central and West';
  }
  if (place.market === 'Europe') return 'Europe';
  return place.market.includes('America') ? 'Americas' : 'Asia and Middle East';
}
