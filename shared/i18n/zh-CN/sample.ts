import type { sample as english } from '../en/sample.ts';

/** 示例数据。 */
export const sample: Record<keyof typeof english, string> = {
  'progress.sample': '正在生成示例数据',
  'sample.name': '示例数据',
  'sample.about': '一套虚构的客户数据：国内外客户采购物流、支付、售后配件和服务。其中的公司和人物均为虚构。',
  'sample.planted':
    '其中埋有待您发现的线索：{leavers} 家正在流失的客户、{underBuyers} 家采购额明显低于同类的客户、{bundles} 组常被一起购买的产品，以及一个增速远超市场的区域。',
};
