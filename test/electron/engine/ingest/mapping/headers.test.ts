import { describe, expect, it } from 'vitest';
import { profileColumn } from '../../../../../electron/engine/ingest/detect/columns.ts';
import { detectKind } from '../../../../../electron/engine/ingest/mapping/detectKind.ts';
import { mapColumns } from '../../../../../electron/engine/ingest/mapping/mapColumns.ts';
import type { TableKind } from '../../../../../shared/domain/fields.ts';

/** A table as companies export it: header=field, or header alone for a column that is no field; then some rows. */
interface Export {
  kind: TableKind;
  header: string;
  rows: string[];
}

const exports: Export[] = [
  {
    kind: 'sales',
    header: 'id|properties.客户名称=account|properties.单据日期=date|properties.销售额 CNY=revenue',
    rows: [
      'r1|北京星辰|14/03/2025 10:11|10.50',
      'r2|上海宏远|15/03/2025 11:12|7.25',
      'r3|上海宏远|16/03/2025 11:12|7',
    ],
  },
  {
    kind: 'sales',
    header: 'Debitorennr.=account_id|Debitor=account|Belegdatum=date|Betrag=revenue',
    rows: ['000101|Müller GmbH|14.03.2025|10,50', '000102|Groß AG|15.03.2025|7,25'],
  },
  {
    kind: 'sales',
    header: 'Debitor=account_id|Kunde=account|Belegdatum=date|Betrag=revenue',
    rows: ['000101|Müller GmbH|14.03.2025|10,50', '000102|Groß AG|15.03.2025|7,25'],
  },
  {
    kind: 'sales',
    header: 'Customer=account|Order Date=date|Amount=revenue',
    rows: ['Acme|3/14/2025, 2:33 PM|10.50', 'Beta|12/1/2025, 11:05 AM|7.25'],
  },
  {
    kind: 'accounts',
    header:
      'Customer No.=account_id|Customer Name=account|Sales Rep=owner|Country=market|Industry=industry|Contract Expiry=contract_end|Loyalty Programme',
    rows: [
      '10012|Acme Ltd|J. Smith|UK|Retail|2026-05-31|gold',
      '10013|Beta GmbH|A. Kurz|DE|Food|2026-08-31|',
      '10014|Cora SA|J. Smith|FR|Retail|2027-01-31|silver',
    ],
  },
  {
    kind: 'accounts',
    header:
      '客户编码=account_id|客户名称=account|所属集团=parent|大区=region|省份=province|城市=city|城市等级=city_tier|行业=industry|客户等级=segment|客户经理=owner|签约日期=contract_start|到期日期=contract_end|是否上市',
    rows: [
      'C001|华东商贸有限公司|华东集团|华东|浙江|杭州|新一线|零售|A|王五|2024-01-01|2026-12-31|是',
      'C002|北京百货|北百集团|华北|北京|北京|一线|百货|B|赵六|2024-03-01|2025-12-31|否',
    ],
  },
  {
    kind: 'accounts',
    header: 'MID=account_id|Merchant Name=account|HQ=parent|City=city|Account Manager=owner|BU=team',
    rows: ['880001|Kiosk 1|Kiosk Group|Leeds|Ann|North', '880002|Kiosk 2|Kiosk Group|York|Bob|North'],
  },
  {
    kind: 'products',
    header: 'SKU=sku|Product Name=product|Product Line=category|List Price (USD)=list_price|UOM=unit',
    rows: ['A-1|Pen|Office|1.20|pc', 'A-2|Paper|Office|4.50|box', 'A-3|Desk|Furniture|120.00|pc'],
  },
  {
    kind: 'products',
    header: '货号=sku|品名=product|品类=category|系列=family|建议零售价=list_price|计量单位=unit|产地',
    rows: ['100001|洗衣液|家清|深层洁净|39.9|瓶|广州', '100002|洗发水|个护|柔顺|49.9|瓶|上海'],
  },
  {
    kind: 'sales',
    header:
      'Invoice Date=date|Invoice No=order|Customer=account|Item Description=product|Item Code=sku|Qty=quantity|Unit Price=price|Net Amount=revenue|CCY=currency|Payment Terms',
    rows: [
      '2025-01-03|INV-1|Acme|Pen|A-1|10|1.20|12.00|USD|30 days',
      '2025-01-04|INV-2|Acme|Paper|A-2|2|4.50|9.00|USD|30 days',
      '2025-01-04|INV-3|Beta|Pen|A-1|5|1.20|6.00|EUR|14 days',
    ],
  },
  {
    kind: 'sales',
    header:
      '商户号=account_id|商户名称=account|账期=date|交易额(万元)=gmv|手续费收入(元)=revenue|交易笔数=quantity|渠道=channel|业务员=owner',
    rows: [
      '8800012|一号店|2025-01|120.5|3615|820|线上|王五',
      '8800013|二号店|2025-01|80.25|2407|610|线下|赵六',
      '8800012|一号店|2025-02|118|3540|800|线上|王五',
    ],
  },
  {
    kind: 'sales',
    header:
      '下单时间=date|订单号=order|客户名称=account|商品=product|数量=quantity|含税单价=price|含税金额=revenue|退款=returns|备注',
    rows: [
      '2025/1/3 10:20|D1|华东商贸|洗衣液|10|39.9|399|否|加急',
      '2025/1/4 11:20|D2|北京百货|洗发水|1|49.9|49.9|否|',
      '2025/1/4 12:00|D3|华东商贸|洗发水|2|49.9|99.8|是|',
    ],
  },
  {
    kind: 'sales',
    header:
      'order_date=date|customer_id=account|product_name=product|units_sold=quantity|net_sales_usd=revenue|cogs=cost|sales_region=region',
    rows: [
      '01/03/2025|17850|Pen|10|12.00|8.1|North',
      '13/03/2025|17851|Paper|2|9.00|6|South',
      '14/03/2025|17850|Pen|5|6.00|4|North',
    ],
  },
  {
    kind: 'plans',
    header: 'Month=date|Sales Rep=owner|Sales Target=target|Market=market',
    rows: ['2025-01|Ann|10000|UK', '2025-02|Ann|12000|UK', '2025-01|Bob|9000|DE'],
  },
  {
    kind: 'plans',
    header: '月份=date|客户名称=account|客户经理=owner|销售任务(万元)=target|考核指标=measure',
    rows: [
      '2025年1月|华东商贸|王五|120|收入',
      '2025年2月|华东商贸|王五|130|收入',
      '2025年1月|北京百货|赵六|90|收入',
    ],
  },
  {
    kind: 'feedback',
    header: 'Survey Date=date|Account=account|NPS Score=nps|Comment=comment|Contact Name=respondent',
    rows: [
      '2025-02-01|Acme|9|Great service|Jo',
      '2025-02-02|Beta|3|Late deliveries|Al',
      '2025-02-03|Acme|10||Jo',
    ],
  },
  {
    kind: 'feedback',
    header: '提交时间=date|客户名称=account|推荐值=nps|满意度=csat|意见建议=comment|联系人=respondent',
    rows: ['2025-02-01|华东商贸|9|4.5|服务好|张经理', '2025-02-02|北京百货|3|2|配送慢|李经理'],
  },
  {
    kind: 'activities',
    header:
      'Visit Date=date|Customer=account|Activity Type=type|Account Manager=owner|Notes=note|Due Date=due',
    rows: [
      '2025-02-01|Acme|Visit|Ann|Talked about prices|2025-03-01',
      '2025-02-07|Beta|Call|Bob|Wants a demo|2025-02-20',
    ],
  },
  {
    kind: 'activities',
    header:
      '拜访日期=date|客户=account|拜访类型=type|拜访记录=note|客户经理=owner|计划完成日期=due|完成状态=planned',
    rows: [
      '2025-02-01|华东商贸|上门|谈价格|王五|2025-03-01|已完成',
      '2025-02-07|北京百货|电话|演示|赵六|2025-02-20|未完成',
    ],
  },
  {
    kind: 'stock',
    header:
      'Date=date|Dealer=account|Warehouse=site|SKU=product|Stock on hand=inventory|Sell-in=outbound|Sell-out=sell_out',
    rows: [
      '2025-01-31|Dealer 1|North DC|A-1|100|40|35',
      '2025-01-31|Dealer 2|South DC|A-1|80|20|25',
      '2025-02-28|Dealer 1|North DC|A-1|105|40|30',
    ],
  },
  {
    kind: 'stock',
    header:
      '日期=date|经销商=account|分仓=site|商品=product|期末库存=inventory|出库量=outbound|动销量=sell_out|入库量=received',
    rows: ['2025-01-31|甲经销商|华东仓|洗衣液|100|40|35|50', '2025-01-31|乙经销商|华北仓|洗衣液|80|20|25|30'],
  },
  {
    kind: 'market',
    header: 'Period=date|Region=region|Category=category|Market Size (USD million)=value|Metric=metric',
    rows: [
      '2025-Q1|North|Soap|100.5|value',
      '2025-Q1|South|Soap|90.1|value',
      '2025-Q2|North|Soap|104.2|value',
    ],
  },
  {
    kind: 'market',
    header: '月份=date|省份=region|行业=category|市场规模(亿元)=value',
    rows: ['2025-01|浙江|日化|12.5', '2025-01|江苏|日化|11.2', '2025-02|浙江|日化|12.9'],
  },
  {
    kind: 'rates',
    header: 'Date=date|From=from|To=to|Exchange Rate=rate',
    rows: ['2025-01-31|EUR|USD|1.04', '2025-01-31|CNY|USD|0.139', '2025-02-28|EUR|USD|1.05'],
  },
  {
    kind: 'rates',
    header: '日期=date|原币=from|本位币=to|汇率=rate',
    rows: ['2025-01-31|EUR|CNY|7.5', '2025-01-31|USD|CNY|7.2'],
  },
];

function read({ header, rows }: Export) {
  const names = header.split('|').map((part) => part.split('=') as [string, string | undefined]);
  const cells = rows.map((row) => row.split('|'));
  const profiles = names.map(([name], column) =>
    profileColumn(
      name,
      cells.map((row) => row[column] ?? ''),
    ),
  );
  const expected = Object.fromEntries(names.flatMap(([name, field]) => (field ? [[field, name]] : [])));
  return { profiles, expected, records: rows.length };
}

describe('headers that companies write', () => {
  it.each(exports)('$kind: $header', (table) => {
    const { profiles, expected, records } = read(table);
    expect(detectKind(profiles, records)).toBe(table.kind);
    expect(mapColumns(table.kind, profiles).mapping).toMatchObject(expected);
  });

  it('keeps columns that are no fields under their own names, in lists and in sales', () => {
    for (const table of exports.filter(({ kind }) => ['accounts', 'products', 'sales'].includes(kind))) {
      const { profiles } = read(table);
      const mapped = new Set(Object.values(mapColumns(table.kind, profiles).mapping));
      expect(profiles.filter(({ header }) => !mapped.has(header)).map(({ header }) => header)).toEqual([]);
    }
  });
});

describe('confidence', () => {
  it('is less for a header that is only much like a known word', () => {
    const sure = (header: string) => {
      const { mapping, confidence } = mapColumns('sales', [profileColumn(header, ['1.5', '2.5', '3'])]);
      return mapping.revenue === header ? confidence.get(header)! : 0;
    };
    expect(sure('Revenue')).toBeGreaterThan(0.9);
    expect(sure('revenue_usd')).toBeLessThan(sure('Revenue'));
    expect(sure('Revnue')).toBeLessThan(sure('revenue_usd'));
    expect(sure('Revnue')).toBeGreaterThan(0.3);
    expect(sure('含税金额（万元）')).toBeGreaterThan(0.7);
    expect(sure('銷售額')).toBeGreaterThan(0.9);
    expect(sure('Weather')).toBe(0);
  });

  it('goes to the column whose values fit, where two compete', () => {
    const text = profileColumn('Sales', ['Ann', 'Bob', 'Cid']);
    const number = profileColumn('Sales amount', ['10', '20.5', '30']);
    expect(mapColumns('sales', [text, number]).mapping.revenue).toBe('Sales amount');
    const ids = profileColumn('Amount', ['0012', '0013', '0014']);
    expect(mapColumns('sales', [ids, number]).mapping.revenue).toBe('Sales amount');
  });
});
