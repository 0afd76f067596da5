export const topics = ['Delivery', 'Price', 'Service', 'Quality', 'Billing'] as const;

type Mood = 'promoter' | 'passive' | 'detractor';

interface Sentences {
  zh: readonly string[];
  en: readonly string[];
}

/** Two sentences per topic, mood and language. */
export const comments: Record<(typeof topics)[number], Record<Mood, Sentences>> = {
  Delivery: {
    promoter: {
      zh: ['大促期间也能准时到货，非常放心。', '时效稳定，跟踪信息很清楚。'],
      en: ['On time even in peak season.', 'Reliable transit times and clear tracking.'],
    },
    passive: {
      zh: ['整体可以，旺季偶尔延误。', '时效一般，希望能提前预约。'],
      en: ['Fine overall, some delays in peak weeks.', 'Acceptable, but booking slots run out early.'],
    },
    detractor: {
      zh: ['连续两周延误，客户已经投诉。', '多次错送，没有人主动联系我们。'],
      en: ['Two weeks of delays and our customers complain.', 'Wrong deliveries and nobody called us.'],
    },
  },
  Price: {
    promoter: {
      zh: ['价格透明，年度框架很划算。', '综合成本比原来低了不少。'],
      en: ['Transparent prices and a fair annual frame.', 'Our total cost is clearly lower than before.'],
    },
    passive: {
      zh: ['价格中等，希望有阶梯优惠。', '今年涨价后优势不明显。'],
      en: ['Average prices; volume tiers would help.', 'Less attractive after the January increase.'],
    },
    detractor: {
      zh: ['同行报价低一成，我们在比价。', '附加费太多，账单总是超预算。'],
      en: ['A competitor quotes ten per cent less.', 'Too many surcharges, always above budget.'],
    },
  },
  Service: {
    promoter: {
      zh: ['客户经理响应很快，懂我们的业务。', '问题当天解决，沟通顺畅。'],
      en: ['Our account manager knows our business.', 'Issues are solved the same day.'],
    },
    passive: {
      zh: ['服务正常，回复有时要等一天。', '换了对接人，还在磨合。'],
      en: ['Decent service, answers can take a day.', 'New contact person, still settling in.'],
    },
    detractor: {
      zh: ['工单一周没有回复。', '换了三个对接人，每次都要重新说明。'],
      en: ['A ticket was open for a week without an answer.', 'Third contact person this year.'],
    },
  },
  Quality: {
    promoter: {
      zh: ['配件质量稳定，返修率很低。', '系统很稳，高峰期没有掉单。'],
      en: ['Consistent parts quality, hardly any returns.', 'No failed payments in peak hours.'],
    },
    passive: {
      zh: ['质量可以，包装有待改进。', '偶尔有批次差异。'],
      en: ['Good quality, packaging could be better.', 'Occasional differences between batches.'],
    },
    detractor: {
      zh: ['最近两批次品率偏高，已经退货。', '系统掉单，影响了我们的收款。'],
      en: ['High defect rate in the last two batches.', 'Failed transactions cost us sales.'],
    },
  },
  Billing: {
    promoter: {
      zh: ['对账清晰，开票及时。', '结算自动化后省了很多人力。'],
      en: ['Clear statements and prompt invoices.', 'Automated settlement saves us hours.'],
    },
    passive: {
      zh: ['账单格式希望能自定义。', '开票偶尔需要催。'],
      en: ['A custom statement format would help.', 'Invoices sometimes need a reminder.'],
    },
    detractor: {
      zh: ['账单多次出错，财务很不满意。', '退款拖了两个月。'],
      en: ['Repeated billing errors; finance is unhappy.', 'A refund took two months.'],
    },
  },
};

export function moodOf(nps: number): Mood {
  if (nps >= 9) return 'promoter';
  return nps >= 7 ? 'passive' : 'detractor';
}

export const respondents = [
  '采购经理',
  '运营总监',
  '财务经理',
  'Head of procurement',
  'Operations lead',
] as const;

export const activityNotes: Record<string, { zh: readonly string[]; en: readonly string[] }> = {
  Visit: {
    zh: ['季度业务回顾', '拜访仓库，了解旺季计划', '新品介绍'],
    en: ['Quarterly business review', 'Site visit, peak season plan', 'New product introduction'],
  },
  Call: {
    zh: ['跟进续约', '确认下月备货', '回访满意度'],
    en: ['Renewal follow-up', 'Stock plan for next month', 'Satisfaction follow-up'],
  },
  Ticket: {
    zh: ['到货破损', '对账差异', '接口报错'],
    en: ['Damaged on arrival', 'Statement mismatch', 'Interface error'],
  },
  Onboarding: {
    zh: ['开户与系统对接', '培训与首单'],
    en: ['Account set-up and integration', 'Training and first order'],
  },
};
