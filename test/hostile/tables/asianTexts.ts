import type { Legacy } from './encode.ts';

/** Names, headers and words of tables of one language, and the encoding its older programs write. */
interface Pool {
  encoding: Legacy;
  headers: string;
  companies: string;
  places: string;
  goods: string;
  people: string;
  notes: string;
}

/** Words of customer lists, order books and statistics. */
export const pools: Pool[] = [
  {
    encoding: 'gb18030',
    headers:
      '客户名称 日期 数量 销售额 地区 省份 产品 单价 备注 联系人 电话 订单号 金额 城市 行业 月份 指标 单位 负责人 库存 合同到期日 部门 编号 名称 年份 人口 国内生产总值 门店',
    companies:
      '北京星辰科技有限公司 上海宏远贸易有限公司 广州新力电子厂 深圳市腾飞物流股份有限公司 成都天府软件园 杭州云栖网络技术有限公司 沈阳重型机械集团 青岛海之韵餐饮管理公司 武汉光谷医疗器械厂 哈尔滨冰雪旅游公司 鄂尔多斯羊绒制品厂 苏州晶体元件 厦门鹭岛食品 福州榕树茶业 兰州拉面馆',
    places:
      '北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 华东 华北',
    goods:
      '蓝色杯子 笔记本电脑 办公椅 打印纸 矿泉水 充电器 不锈钢保温杯 羽绒服 洗衣液 空调 服装鞋帽 粮油食品 化妆品 金银珠宝 汽车 家具 烟酒',
    people: '张三 李四 王五 赵晓明 陈建国 刘洋 周杰 孙丽 吴敏 郑伟 钱多多 冯婷 黄磊',
    notes: '加急 已付款 首次下单 需开发票 同比增长 累计值 当期值 数据来源国家统计局 待确认 老客户推荐',
  },
  {
    encoding: 'big5',
    headers:
      '客戶名稱 日期 數量 銷售額 地區 縣市 產品 單價 備註 聯絡人 電話 訂單編號 金額 城市 行業別 月份 統計項目 單位 業務員 庫存 合約到期日 部門 編號 名稱 年度 人口數 門市',
    companies:
      '臺北電子股份有限公司 高雄港務運輸公司 新竹科學園區工廠 臺中百貨行 鴻海精密工業 台積電 統一超商 桃園物流有限公司 嘉義農產運銷 屏東黑鮪魚企業社 花蓮石材行 香港貿易發展局 九龍五金行 宏碁電腦 聯發科技',
    places:
      '臺北市 新北市 桃園市 臺中市 臺南市 高雄市 基隆市 新竹縣 苗栗縣 彰化縣 南投縣 雲林縣 嘉義市 屏東縣 宜蘭縣 花蓮縣 臺東縣 澎湖縣 金門縣 連江縣 九龍 新界',
    goods:
      '筆記型電腦 辦公椅 影印紙 礦泉水 充電器 保溫杯 羽絨衣 洗衣精 冷氣機 鳳梨酥 烏龍茶 腳踏車 螺絲 塑膠袋',
    people: '陳志明 林美玲 黃俊傑 張雅婷 李宗翰 王淑芬 吳建宏 劉怡君 蔡英文 楊惠如 許家豪',
    notes: '急件 已付款 首次訂購 需開發票 較上月增減 累計 資料來源行政院主計總處 待確認 月底結帳',
  },
  {
    encoding: 'shift_jis',
    headers:
      '取引先名 日付 数量 売上高 地域 都道府県 商品名 単価 備考 担当者 電話番号 受注番号 金額 市区町村 業種 年月 項目 単位 営業担当 在庫数 契約終了日 部署 コード 得意先 年度 人口 店舗 カテゴリ',
    companies:
      '東京商事株式会社 大阪サービス株式会社 ナゴヤ電機 北海道フーズ トヨタ自動車 ソニーグループ パナソニック ヤマト運輸 セブンイレブン イオンモール 札幌ビール ファーストリテイリング ニトリ サントリー 京都製作所 有限会社みどり園芸 株式会社ひまわり カ)スズキショウテン 三菱商事 福岡メディカルセンター コーヒーショップアオキ',
    places:
      '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 広島県 福岡県 沖縄県',
    goods:
      'ノートパソコン オフィスチェア コピー用紙 ミネラルウォーター 充電器 マグカップ ダウンジャケット 洗剤 エアコン 自転車 ネジ ビニール袋 お茶 せんべい カメラ プリンター',
    people: '山田太郎 佐藤花子 鈴木一郎 高橋健太 田中美咲 伊藤さくら 渡辺翔 中村優子 小林誠 加藤あゆみ',
    notes: '至急 入金済み 初回注文 請求書要 前年同月比 累計 出典総務省統計局 確認中 キャンセル クレーム対応',
  },
  {
    encoding: 'euc-jp',
    headers: '',
    companies: '',
    places: '',
    goods: '',
    people: '',
    notes: '',
  },
  {
    encoding: 'euc-kr',
    headers:
      '고객명 날짜 수량 매출액 지역 시도 제품명 단가 비고 담당자 전화번호 주문번호 금액 도시 업종 월 항목 단위 영업담당 재고 계약종료일 부서 코드 거래처 연도 인구 매장 구분',
    companies:
      '삼성전자 현대자동차 주식회사하늘 엘지화학 서울무역상사 부산해운 대구섬유 한국전력공사 네이버 카카오 롯데쇼핑 신세계백화점 제주감귤농장 쿠팡물류 인천국제상사 한빛소프트 푸른나무유통 씨제이대한통운',
    places:
      '서울특별시 부산광역시 대구 인천 광주 대전 울산 세종 경기도 강원도 충청북도 충청남도 전라북도 전라남도 경상북도 경상남도 제주도',
    goods:
      '노트북 사무용의자 복사용지 생수 충전기 보온병 패딩 세제 에어컨 자전거 나사 비닐봉투 김치 라면 화장품',
    people: '김민수 이영희 박지훈 최수진 정우성 강하늘 조현우 윤서연 장동건 임지은',
    notes: '긴급 결제완료 첫주문 세금계산서 전년동월대비 누계 자료통계청 확인중 취소 반품',
  },
];
for (const key of ['headers', 'companies', 'places', 'goods', 'people', 'notes'] as const)
  pools[3]![key] = pools[2]![key];

/** A number below `count` from a seeded source. */
export type Random = (count: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

/** A small table of this language: two to four columns, as many rows as fill about so many bytes. */
export function smallTable(pool: Pool, bytes: number, random: Random): string {
  const headers = pool.headers.split(' ');
  const columns = [pool.companies, pool.places, pool.goods, pool.people, pool.notes].map((all) =>
    all.split(' '),
  );
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  const count = 1 + random(3);
  const words = Array.from({ length: count }, () => pick(columns));
  const width = (text: string) => Array.from(text, (c) => (c < '\u0080' ? 1 : 2)).reduce((a, b) => a + b, 0);
  const separator = pick([',', '\t', ';']);
  let text = `${[...words.map(() => pick(headers)), pick(headers)].join(separator)}\r\n`;
  if (random(4) === 0) text = '';
  while (width(text) < bytes)
    text += `${[...words.map((list) => pick(list)), String(random(100_000) / 10)].join(separator)}\r\n`;
  return text;
}
