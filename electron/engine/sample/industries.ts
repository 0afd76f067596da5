export const categories = ['Logistics', 'Payments', 'Aftermarket parts', 'Services'] as const;

export type SeasonKind = 'commerce' | 'auto' | 'industrial' | 'travel';

export interface Industry {
  name: string;
  /** Share of demand per category. */
  mix: readonly [number, number, number, number];
  season: SeasonKind;
  weight: number;
  chinese: readonly string[];
  international: readonly string[];
}

export const industries: readonly Industry[] = [
  {
    name: 'Cross-border e-commerce',
    mix: [0.5, 0.38, 0.01, 0.11],
    season: 'commerce',
    weight: 22,
    chinese: ['跨境电商', '电子商务', '供应链', '网络科技', '国际贸易'],
    international: ['Commerce', 'Marketplace', 'Online', 'Trading', 'Brands'],
  },
  {
    name: 'Retail chains',
    mix: [0.36, 0.48, 0.01, 0.15],
    season: 'commerce',
    weight: 16,
    chinese: ['商业连锁', '百货', '便利店连锁', '零售', '超市'],
    international: ['Retail', 'Stores', 'Outlets', 'Home', 'Markets'],
  },
  {
    name: 'Auto repair chains',
    mix: [0.08, 0.14, 0.62, 0.16],
    season: 'auto',
    weight: 15,
    chinese: ['汽车服务', '汽修连锁', '汽车用品', '养车科技', '汽配'],
    international: ['Auto Service', 'Garage Group', 'Motors', 'Car Care', 'Autoparts'],
  },
  {
    name: 'Fleet operators',
    mix: [0.12, 0.06, 0.5, 0.32],
    season: 'auto',
    weight: 11,
    chinese: ['物流车队', '运输', '出行科技', '冷链运输', '城配'],
    international: ['Fleet', 'Haulage', 'Mobility', 'Transport', 'Carriers'],
  },
  {
    name: 'Machinery',
    mix: [0.34, 0.05, 0.32, 0.29],
    season: 'industrial',
    weight: 12,
    chinese: ['机械制造', '重工', '装备', '精密机械', '自动化'],
    international: ['Machinery', 'Engineering', 'Industries', 'Tools', 'Automation'],
  },
  {
    name: 'Electronics',
    mix: [0.55, 0.14, 0.02, 0.29],
    season: 'industrial',
    weight: 10,
    chinese: ['电子科技', '光电', '智能科技', '半导体', '通讯设备'],
    international: ['Electronics', 'Devices', 'Optics', 'Systems', 'Components'],
  },
  {
    name: 'Food and fresh',
    mix: [0.6, 0.3, 0.01, 0.09],
    season: 'commerce',
    weight: 9,
    chinese: ['食品', '生鲜', '农产品', '乳业', '餐饮管理'],
    international: ['Foods', 'Fresh', 'Provisions', 'Dairy', 'Kitchens'],
  },
  {
    name: 'Travel and hospitality',
    mix: [0.05, 0.72, 0.01, 0.22],
    season: 'travel',
    weight: 7,
    chinese: ['酒店管理', '旅游', '文旅', '民宿', '航服'],
    international: ['Hotels', 'Travel', 'Resorts', 'Hospitality', 'Journeys'],
  },
];

export interface Segment {
  name: string;
  share: number;
  /** Money per order line, days between orders, lines per order, products bought, discount: the middle of each. */
  lineBudget: number;
  gap: number;
  lines: number;
  breadth: number;
  discount: number;
}

export const segments: readonly Segment[] = [
  { name: 'Strategic', share: 0.025, lineBudget: 70_000, gap: 7, lines: 4.6, breadth: 18, discount: 0.19 },
  { name: 'Key account', share: 0.1, lineBudget: 26_000, gap: 11, lines: 3.6, breadth: 13, discount: 0.14 },
  { name: 'Mid-market', share: 0.3, lineBudget: 8_500, gap: 20, lines: 2.8, breadth: 9, discount: 0.08 },
  {
    name: 'Small business',
    share: 0.575,
    lineBudget: 2_600,
    gap: 33,
    lines: 2.2,
    breadth: 6,
    discount: 0.03,
  },
];

export const channels = ['Direct', 'Partner', 'Online'] as const;
