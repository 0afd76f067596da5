/** What the sentences of an account say beside the feature itself: days since the last order, its usual gap, order days of the year. */
export interface ReasonRow {
  daysSince: number;
  usualGap: number;
  orders: number;
}

/** A reason as a coded sentence (`reason.<code>`) with its figures. */
export interface ReasonSentence {
  code: string;
  params: Record<string, number | string>;
}

const daysPerMonth = 365.25 / 12;
/** Up to here a change says nothing. */
const steady = 0.05;

function sentence(code: string, params: ReasonSentence['params'] = {}): ReasonSentence {
  return { code, params };
}

function changed(name: string, change: number): ReasonSentence {
  if (Math.abs(change) < steady) return sentence(`${name}Steady`);
  return sentence(change > 0 ? `${name}Up` : `${name}Down`, { share: Math.abs(change) });
}

function lateness({ daysSince, usualGap }: ReasonRow): ReasonSentence {
  const [days, gap] = [daysSince, Math.round(usualGap)];
  return days > gap ? sentence('late', { late: days - gap, days, gap }) : sentence('onTime', { days, gap });
}

/**
 * What a feature of the risk of leaving says of an account, in a sentence that needs no formula. `value` as the feature is
 * defined in the engine; null or NaN = not known.
 */
export function reasonSentence(feature: string, value: number | null, row: ReasonRow): ReasonSentence {
  if (value === null || Number.isNaN(value)) return sentence('unknown', { feature });
  switch (feature) {
    case 'lateness':
      return lateness(row);
    case 'orders':
      return sentence('pace', { orders: row.orders });
    case 'orderTrend':
      return changed('orders', Math.exp(value) - 1);
    case 'orderValueTrend':
      return changed('orderValue', Math.exp(value) - 1);
    case 'tenure':
      return sentence('tenure', { months: Math.round(Math.expm1(value) / daysPerMonth) });
    case 'irregularity':
      return sentence('irregularity', { share: value });
    case 'once':
      return sentence(value === 1 ? 'once' : 'several');
    case 'returns':
      return value > 0 ? sentence('returns', { share: value }) : sentence('noReturns');
    case 'nps':
      return sentence('nps', { score: value });
    case 'contact':
      return sentence('contact', { days: Math.round(Math.expm1(value)) });
    default:
      return sentence('unknown', { feature });
  }
}
