const revenue = /revenue|sales|turnover|收入|销售|营收|金额/i;
const others =
  /retention|rate|ratio|%|percent|growth|margin|profit|quantity|\bqty\b|units|volume|pieces|orders|visits|calls|leads|headcount|per (?:account|customer|client|order)|average|avg|率|增长|占比|份额|同比|环比|留存|毛利|利润|数量|销量|件数|台数|单数|次数|客单价|人均/i;

/** Is this measure of a plan an amount of revenue, which may be added up? One without a name is. */
export function plansRevenue(measure: string): boolean {
  return measure.trim() === '' || (revenue.test(measure) && !others.test(measure));
}
