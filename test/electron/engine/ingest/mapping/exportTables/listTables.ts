import type { ExportedTable } from './exportedTable.ts';

/** Lists beside the sales: stock, plans, surveys, rates and market figures. */
export const listTables: ExportedTable[] = [
  {
    name: '库存 zh',
    kind: 'stock',
    header:
      '日期=date|仓库名称=account|物料编码|物料名称=product|期初结存|本期入库=received|本期出库=outbound|期末结存=inventory',
    rows: [
      '2025-01-01|华东仓|M0|水杯0|100|10|5|105',
      '2025-02-08|华东仓|M1|水杯1|101|11|6|106',
      '2025-03-15|华东仓|M2|水杯2|102|12|7|107',
      '2025-04-22|华东仓|M3|水杯3|103|13|8|108',
      '2025-05-01|华东仓|M4|水杯4|104|14|9|109',
      '2025-06-08|华东仓|M0|水杯0|105|15|10|110',
      '2025-07-15|华东仓|M1|水杯1|106|16|11|111',
      '2025-08-22|华东仓|M2|水杯2|107|17|12|112',
      '2025-09-01|华东仓|M3|水杯3|108|18|13|113',
    ],
  },
  {
    name: '计划 zh',
    kind: 'plans',
    header: '月份=date|大区=market|客户经理=owner|产品线|销售目标(万元)=target',
    rows: [
      '2025年1月|华东|张三|水杯|100',
      '2025年2月|华东|李四|水杯|101',
      '2025年3月|华东|王五|水杯|102',
      '2025年4月|华东|张三|水杯|103',
      '2025年5月|华东|李四|水杯|104',
      '2025年6月|华东|王五|水杯|105',
      '2025年7月|华东|张三|水杯|106',
      '2025年8月|华东|李四|水杯|107',
      '2025年9月|华东|王五|水杯|108',
    ],
  },
  {
    name: 'NPS zh',
    kind: 'feedback',
    header:
      '提交时间=date|客户名称=account|受访人=respondent|您有多大可能将我们推荐给同事或朋友？=nps|请说明原因=comment',
    rows: [
      '2025-01-01 10:00|北京星辰科技有限公司|张先生|0|服务很好',
      '2025-02-08 10:00|上海宏远贸易有限公司|张先生|1|服务很好',
      '2025-03-15 10:00|广州新力电子厂|张先生|2|服务很好',
      '2025-04-22 10:00|深圳腾飞物流|张先生|3|服务很好',
      '2025-05-01 10:00|成都天府软件园|张先生|4|服务很好',
      '2025-06-08 10:00|杭州云栖网络|张先生|5|服务很好',
      '2025-07-15 10:00|北京星辰科技有限公司|张先生|6|服务很好',
      '2025-08-22 10:00|上海宏远贸易有限公司|张先生|7|服务很好',
      '2025-09-01 10:00|广州新力电子厂|张先生|8|服务很好',
    ],
  },
  {
    name: 'NPS en',
    kind: 'feedback',
    header:
      'Timestamp=date|Company=account|Contact|How likely is it that you would recommend us to a friend or colleague?=nps|What is the main reason for your score?=comment',
    rows: [
      '2025-01-01 10:00:00|Alder & Sons|Jane|0|good service',
      '2025-02-08 10:00:00|Birch Ltd|Jane|1|good service',
      '2025-03-15 10:00:00|Cedar GmbH|Jane|2|good service',
      '2025-04-22 10:00:00|Dogwood Inc.|Jane|3|good service',
      '2025-05-01 10:00:00|Elm & Co|Jane|4|good service',
      '2025-06-08 10:00:00|Fir SA|Jane|5|good service',
      '2025-07-15 10:00:00|Gorse plc|Jane|6|good service',
      '2025-08-22 10:00:00|Hazel AG|Jane|7|good service',
      '2025-09-01 10:00:00|Alder & Sons|Jane|8|good service',
    ],
  },
  {
    name: 'rates de',
    kind: 'rates',
    header: 'Datum=date|Von=from|Nach=to|Kurs=rate',
    rows: [
      '01.01.2025|USD|EUR|0,90',
      '08.02.2025|USD|EUR|0,91',
      '15.03.2025|USD|EUR|0,92',
      '22.04.2025|USD|EUR|0,93',
      '01.05.2025|USD|EUR|0,94',
      '08.06.2025|USD|EUR|0,95',
      '15.07.2025|USD|EUR|0,96',
      '22.08.2025|USD|EUR|0,97',
      '01.09.2025|USD|EUR|0,98',
    ],
  },
  {
    name: 'market eurostat',
    kind: 'market',
    header:
      'DATAFLOW|LAST UPDATE|freq|indic_bt|nace_r2=category|geo=region|TIME_PERIOD=date|OBS_VALUE=value|OBS_FLAG',
    rows: [
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-01|100.0|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-02|101.1|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-03|102.2|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-04|103.3|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-05|104.4|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-06|105.5|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-07|106.6|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-08|107.7|p',
      'ESTAT:STS|01/02/25|M|NETTUR|G47|DE|2025-09|108.8|p',
    ],
  },
];
