import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { findField, type TableKind } from '../../../../../shared/domain/fields.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

/**
 * Headers as programs and people write them, with the fields that somebody who reads them would choose: `header=field:values`,
 * `-` where a column is no field.
 */
const sets = [
  'sales|Customer=account:n|Sell Date=date:d|Doc No=order:i|Net Sales (EUR)=revenue:a|Units Sold=quantity:q|Sales Org=-:s',
  'sales|Bill-to Name=account:n|Bill-to No.=account_id:i|Posting Date=date:d|Amount (LCY)=revenue:a|Item No.=sku:i|Description=product:n|Salesperson Code=owner:s',
  'sales|客户=account:n|业务日期=date:d|单据编号=order:i|物料编码=sku:i|物料名称=product:n|实发数量=quantity:q|价税合计=revenue:a|销售员=owner:n',
  'sales|购货单位=account:n|日期=date:d|产品名称=product:n|数量=quantity:q|单价=price:a|金额=revenue:a|业务员=owner:n|部门=team:s',
  'sales|客户编码=account_id:i|客户名称=account:n|出库日期=date:d|存货编码=sku:i|存货名称=product:n|主数量=quantity:q|无税金额=revenue:a|税额=-:a',
  'sales|CustomerKey=account:i|OrderDateKey=date:k|ProductKey=product:i|SalesAmount=revenue:a|OrderQuantity=quantity:q|TotalProductCost=cost:a',
  'sales|cust_name=account:n|order_dt=date:d|prod_nm=product:n|qty=quantity:q|unit_prc=price:a|ext_amt=revenue:a',
  'sales|Sold-To Party=account:i|Billing Date=date:d|Net Value=revenue:a|Doc. Currency=currency:y|Billed Qty=quantity:q|Material=product:i',
  'sales|Kunde=account:n|Rechnungsdatum=date:d|Nettobetrag=revenue:a|Menge=quantity:q|Artikel=product:n|Vertreter=owner:n',
  'sales|Store Name=account:n|Business Date=date:d|Gross Sales=gmv:a|Net Sales=revenue:a|Transactions=order:q',
  'sales|店铺=account:n|统计日期=date:d|支付金额=revenue:a|支付件数=quantity:q|支付买家数=-:q',
  'sales|商户名称=account:n|交易日期=date:d|交易金额=gmv:a|手续费=-:a|结算金额=revenue:a|终端号=-:i',
  'sales|Client 客户=account:n|Date 日期=date:d|Amount 金额=revenue:a|Qty 数量=quantity:q',
  'sales|Account Name=account:n|Close Date=date:d|Amount=revenue:a|Opportunity Name=-:n|Stage=-:s|Opportunity Owner=owner:n',
  'sales|Merchant=account:n|Month=date:m|TPV=gmv:a|Net Revenue=revenue:a|Country=market:s',
  'sales|Shipper=account:n|Ship Date=date:d|Revenue=revenue:a|Lane=-:s|Shipments=quantity:q',
  'sales|客户简称=account:n|发票日期=date:d|发票号码=order:i|不含税金额=revenue:a|税率=-:p',
  'sales|Zákazník=account:n|Datum vystavení=date:d|Částka bez DPH=revenue:a|Množství=quantity:q',
  'sales|Party Name=account:n|Vch Date=date:d|Vch No=order:i|Taxable Value=revenue:a|IGST=-:a|Quantity=quantity:q',
  'sales|Cliente=account:n|Fecha factura=date:d|Importe=revenue:a|Cantidad=quantity:q|Artículo=product:n|Comercial=owner:n',
  'sales|Buyer=account:n|Invoice Date=date:d|Line Total=revenue:a|SKU=sku:i|Product Title=product:n|Country/Region=market:s',
  'sales|经销商名称=account:n|年月=date:m|品牌=category:s|销量(箱)=quantity:q|销售额(万元)=revenue:a|大区=region:s|省份=province:s',
  'sales|门店名称=account:n|营业日期=date:d|实收金额=revenue:a|订单数=quantity:q|城市=city:s',
  'sales|CARDNAME=account:n|CARDCODE=account_id:i|DOCDATE=date:d|DOCNUM=order:i|LINETOTAL=revenue:a|ITEMCODE=product:i|QUANTITY=quantity:q',
  'sales|Customer Name=account:n|Txn Date=date:d|Sales Price=price:a|Qty=quantity:q|Amount=revenue:a|Item=product:n|Num=order:i',
  'accounts|Account Name=account:n|Account Owner=owner:n|Industry=industry:s|Billing City=city:s|Billing State/Province=province:s|Billing Country=market:s|Parent Account=parent:n|Type=-:s',
  'accounts|客户名称=account:n|客户编号=account_id:i|所属行业=industry:s|客户级别=segment:s|所在城市=city:s|客户经理=owner:n|合同开始日期=contract_start:d|合同到期日=contract_end:d',
  'accounts|Company name=account:n|Record ID=account_id:i|Company owner=owner:n|Industry=industry:s|City=city:s|Country/Region=market:s',
  'accounts|Name=account:n|No.=account_id:i|Salesperson Code=owner:s|Country/Region Code=market:s|City=city:s',
  'accounts|Kundennr.=account_id:i|Firma=account:n|Ort=city:s|Branche=industry:s|Betreuer=owner:n|Vertragsbeginn=contract_start:d',
  'products|Item No.=sku:i|Description=product:n|Item Category Code=category:s|Unit Price=list_price:a|Base Unit of Measure=unit:s',
  'products|存货编码=sku:i|存货名称=product:n|存货分类=category:s|计量单位=unit:s|参考售价=list_price:a',
  'products|Material=sku:i|Material Description=product:n|Material Group=category:s|Base Unit=unit:s',
  'plans|Account=account:n|Month=date:m|Quota=target:a|Rep=owner:n',
  'plans|客户名称=account:n|月份=date:m|目标销售额=target:a|客户经理=owner:n',
  'plans|Sales Rep=owner:n|Period=date:m|Target Amount=target:a',
  'plans|区域=market:s|年月=date:m|预算金额(万元)=target:a',
  'feedback|Company=account:n|Response Date=date:d|How likely are you to recommend us?=nps:r|What is the main reason for your score?=comment:t',
  'feedback|客户名称=account:n|提交时间=date:d|推荐意愿(0-10)=nps:r|原因=comment:t|填写人=respondent:n',
  'feedback|Account Name=account:n|Survey Date=date:d|CSAT Score=csat:r|Comments=comment:t|Contact=respondent:n',
  'activities|Account=account:n|Activity Date=date:d|Activity Type=type:s|Owner=owner:n|Subject=note:t',
  'activities|客户=account:n|拜访日期=date:d|拜访方式=type:s|拜访人=owner:n|拜访内容=note:t',
  'activities|Company=account:n|Created=date:d|Closed=closed:d|Ticket Type=type:s|Assignee=owner:n',
  'activities|Related To=account:n|Due Date=due:d|Task Type=type:s|Assigned To=owner:n|Activity Date=date:d',
  'stock|仓库名称=account:n|存货名称=product:n|日期=date:d|现存数量=inventory:q|本期入库=received:q|本期出库=outbound:q',
  'stock|Distributor=account:n|SKU=product:i|Week Ending=date:d|Closing Stock=inventory:q|Sell-out Qty=sell_out:q|Sell-in Qty=outbound:q',
  'stock|Warehouse=account:n|Item=product:n|As of Date=date:d|On Hand=inventory:q|Received=received:q|Shipped=outbound:q',
  'market|Period=date:m|Category=category:s|Market Value (USD m)=value:a|Region=region:s',
  'market|年份=date:e|行业=category:s|市场规模(亿元)=value:a|地区=region:s',
  'rates|Date=date:d|From Currency=from:y|To Currency=to:z|Exchange Rate=rate:a',
  'rates|日期=date:d|原币=from:y|本位币=to:z|汇率=rate:a',
];

const names = 'Alder Birch Cedar Elm Fir Hazel Juniper Larch Maple Oak Pine Rowan'.split(' ');
const two = (value: number) => String(value).padStart(2, '0');

/** What a column of each letter holds. */
const values: Record<string, (row: number, column: number) => string> = {
  n: (row, column) => `${names[(row + column) % names.length]} ${column}`,
  i: (row, column) => `${String.fromCharCode(65 + column)}${1000 + row * 7}`,
  d: (row) => `2024-${two(1 + (row % 9))}-1${row % 10}`,
  k: (row) => `2024${two(1 + (row % 9))}1${row % 10}`,
  m: (row) => `2024-${two(1 + row)}`,
  e: (row) => String(2010 + row),
  a: (row) => (row * 313.37 + 17.5).toFixed(2),
  q: (row) => String(3 + row * 2),
  r: (row) => String(row % 11),
  t: (row) => `a note that says number ${row} and more words`,
  s: (row) => ['North', 'South', 'East'][row % 3]!,
  y: (row) => ['USD', 'EUR', 'GBP'][row % 3]!,
  z: () => 'CNY',
  p: () => '13%',
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

describe('columns become the fields that a reader would choose', () => {
  it.each(sets)('%s', async (set) => {
    const [kind, ...written] = set.split('|') as [TableKind, ...string[]];
    const columns = written.map((column) => {
      const [, header, field, letter] = /^(.*)=([^=]*):(.)$/s.exec(column)!;
      return { header: header!, field: field!, cellOf: values[letter!]! };
    });
    const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell}"` : cell);
    const rows = Array.from({ length: 12 }, (_, row) =>
      columns.map(({ cellOf }, column) => cellOf(row, column)).join(','),
    );
    const text = [columns.map(({ header }) => quoted(header)).join(','), ...rows].join('\n');
    const preview = await previewFile(await folder.write('table.csv', `${text}\n`));
    expect(preview.kind).toBe(kind);
    const found = preview.columns.map(({ field }) => (field && findField(kind, field) ? field : '-'));
    expect(found).toEqual(columns.map(({ field }) => field));
  });
});
