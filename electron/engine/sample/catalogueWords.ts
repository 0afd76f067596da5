/** Per category: family, name, unit and middle list price in CNY. */
export interface CatalogueEntry {
  family: string;
  name: string;
  unit: string;
  price: number;
}

function family(name: string, unit: string, items: Record<string, number>): CatalogueEntry[] {
  return Object.entries(items).map(([item, price]) => ({ family: name, name: item, unit, price }));
}

export const catalogueWords: readonly (readonly CatalogueEntry[])[] = [
  [
    ...family('Warehousing', 'pallet-month', {
      'Bonded warehouse 保税仓': 185,
      'Overseas warehouse 海外仓': 260,
      'Cold storage 冷库': 310,
      'Pallet storage 托盘仓储': 96,
      'Pick and pack 分拣打包': 42,
    }),
    ...family('Freight', 'shipment', {
      'Air freight 空运': 1_850,
      'Sea freight FCL 海运整箱': 2_900,
      'Sea freight LCL 海运拼箱': 720,
      'China–Europe rail 中欧班列': 2_400,
      'Cross-border trucking 跨境卡航': 1_300,
      'Customs clearance 清关代理': 380,
      'Cargo insurance 货运险': 150,
    }),
    ...family('Delivery', 'shipment', {
      'Same-day delivery 同城急送': 58,
      'Next-day delivery 次日达': 36,
      'Cold-chain delivery 冷链配送': 120,
      'Reverse logistics 逆向物流': 48,
    }),
  ],
  [
    ...family('Acquiring', '1,000 transactions', {
      'Card acquiring 银行卡收单': 420,
      'QR acquiring 扫码收单': 180,
      'Terminal rental 终端租赁': 95,
      'Instalment payments 分期付款': 560,
      'Payment gateway 支付网关': 310,
    }),
    ...family('Cross-border', '1,000 transactions', {
      'Cross-border collection 跨境收款': 640,
      'Currency conversion 换汇': 480,
      'Supplier payout 供应商付款': 260,
      'Tax refund 退税服务': 350,
      'VAT filing 增值税申报': 290,
    }),
    ...family('Risk and control', 'month', {
      'Fraud screening 反欺诈': 520,
      'Chargeback cover 拒付保障': 440,
      'Merchant checks 商户尽调': 210,
      'Reconciliation 对账服务': 160,
      'Payroll 薪资代发': 130,
    }),
  ],
  [
    ...family('Wear parts', 'piece', {
      'Brake pads 刹车片': 168,
      'Brake discs 刹车盘': 260,
      'Tyres 轮胎': 480,
      'Wiper blades 雨刮片': 45,
      'Clutch kit 离合器套件': 720,
      'Shock absorbers 减震器': 390,
    }),
    ...family('Filters and fluids', 'piece', {
      'Oil filter 机油滤芯': 32,
      'Air filter 空气滤芯': 38,
      'Engine oil 5W-30 机油': 210,
      'Coolant 冷却液': 76,
      'Cabin filter 空调滤芯': 41,
    }),
    ...family('Electrical', 'piece', {
      'Starter battery 蓄电池': 520,
      'Spark plugs 火花塞': 58,
      'LED headlamp 大灯': 640,
      'Sensor set 传感器组': 330,
      'Charging cable 充电线缆': 450,
    }),
  ],
  [
    ...family('Field service', 'visit', {
      'Field repair 上门维修': 860,
      'Preventive maintenance 预防性保养': 620,
      'Calibration 标定': 740,
      'Fleet inspection 车队巡检': 540,
    }),
    ...family('Assurance', 'contract-month', {
      'Extended warranty 延保': 230,
      'Roadside assistance 道路救援': 120,
      'Premium support 高级支持': 980,
      'Consignment stock 寄售备货': 410,
    }),
    ...family('Digital and training', 'seat', {
      'Remote diagnostics 远程诊断': 180,
      'Data integration 数据对接': 1_450,
      'Demand planning 备货计划': 680,
      'Technician training 技师培训': 960,
      'Safety audit 安全审核': 1_150,
    }),
  ],
];

/** For catalogues longer than the list: variants of the same entries. */
export const variants = ['Plus', 'Pro', 'Eco', 'Express', 'Prime', 'Lite', 'Select', 'Max'] as const;
