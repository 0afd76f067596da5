import type { ExportedTable } from './exportedTable.ts';

/** Exports of ERP, book-keeping and shop programs. */
export const businessTables: ExportedTable[] = [
  {
    name: 'sap billing de',
    kind: 'sales',
    header:
      'Auftraggeber=account_id|Name 1=account|Fakturadatum=date|Faktura=order|Material=sku|Materialkurztext=product|Fakturierte Menge=quantity|Nettowert=revenue|Währung=currency|VkBüro',
    rows: [
      '100000|Alder & Sons|01.01.2025|90000|M-0|Pumpe 0|1|1200,50|EUR|Nord',
      '100001|Birch Ltd|08.02.2025|90001|M-1|Pumpe 1|2|1201,50|EUR|Nord',
      '100002|Cedar GmbH|15.03.2025|90002|M-2|Pumpe 2|3|1202,50|EUR|Nord',
      '100003|Dogwood Inc.|22.04.2025|90003|M-3|Pumpe 3|4|1203,50|EUR|Nord',
      '100004|Elm & Co|01.05.2025|90004|M-4|Pumpe 4|5|1204,50|EUR|Nord',
      '100005|Fir SA|08.06.2025|90005|M-0|Pumpe 0|6|1205,50|EUR|Nord',
      '100006|Gorse plc|15.07.2025|90006|M-1|Pumpe 1|7|1206,50|EUR|Nord',
      '100007|Hazel AG|22.08.2025|90007|M-2|Pumpe 2|8|1207,50|EUR|Nord',
      '100000|Alder & Sons|01.09.2025|90008|M-3|Pumpe 3|9|1208,50|EUR|Nord',
    ],
  },
  {
    name: 'sap tech',
    kind: 'sales',
    header:
      'VBELN=order|FKDAT=date|KUNAG=account_id|NAME1=account|MATNR=sku|ARKTX=product|FKIMG=quantity|NETWR=revenue|WAERK=currency|VKBUR',
    rows: [
      '900000|20250101|000100000|Alder & Sons|MAT0|Pump 0|1|1200.50|EUR|N01',
      '900001|20250208|000100001|Birch Ltd|MAT1|Pump 1|2|1201.50|EUR|N01',
      '900002|20250315|000100002|Cedar GmbH|MAT2|Pump 2|3|1202.50|EUR|N01',
      '900003|20250422|000100003|Dogwood Inc.|MAT3|Pump 3|4|1203.50|EUR|N01',
      '900004|20250501|000100004|Elm & Co|MAT4|Pump 4|5|1204.50|EUR|N01',
      '900005|20250608|000100005|Fir SA|MAT0|Pump 0|6|1205.50|EUR|N01',
      '900006|20250715|000100006|Gorse plc|MAT1|Pump 1|7|1206.50|EUR|N01',
      '900007|20250822|000100007|Hazel AG|MAT2|Pump 2|8|1207.50|EUR|N01',
      '900008|20250901|000100000|Alder & Sons|MAT3|Pump 3|9|1208.50|EUR|N01',
    ],
  },
  {
    name: 'sap en',
    kind: 'sales',
    header:
      'Sold-to Party=account_id|Sold-to Party Name=account|Billing Document=order|Billing Date=date|Material=sku|Material Description=product|Billed Quantity=quantity|Net Value=revenue|Document Currency=currency|Sales Organization',
    rows: [
      '100000|Alder & Sons|90000|01.01.2025|M-0|Pump 0|1|1200.50|EUR|1000',
      '100001|Birch Ltd|90001|08.02.2025|M-1|Pump 1|2|1201.50|EUR|1000',
      '100002|Cedar GmbH|90002|15.03.2025|M-2|Pump 2|3|1202.50|EUR|1000',
      '100003|Dogwood Inc.|90003|22.04.2025|M-3|Pump 3|4|1203.50|EUR|1000',
      '100004|Elm & Co|90004|01.05.2025|M-4|Pump 4|5|1204.50|EUR|1000',
      '100005|Fir SA|90005|08.06.2025|M-0|Pump 0|6|1205.50|EUR|1000',
      '100006|Gorse plc|90006|15.07.2025|M-1|Pump 1|7|1206.50|EUR|1000',
      '100007|Hazel AG|90007|22.08.2025|M-2|Pump 2|8|1207.50|EUR|1000',
      '100000|Alder & Sons|90008|01.09.2025|M-3|Pump 3|9|1208.50|EUR|1000',
    ],
  },
  {
    name: 'sap stock',
    kind: 'stock',
    header:
      'Plant=account|Storage Location|Material|Material Description|Unrestricted=inventory|Base Unit of Measure|Value Unrestricted|Posting Date=date',
    rows: [
      '1000|0001|M-0|Pump 0|100|EA|2000|01.01.2025',
      '1010|0001|M-1|Pump 1|101|EA|2001|08.02.2025',
      '1020|0001|M-2|Pump 2|102|EA|2002|15.03.2025',
      '1000|0001|M-3|Pump 3|103|EA|2003|22.04.2025',
      '1010|0001|M-4|Pump 4|104|EA|2004|01.05.2025',
      '1020|0001|M-5|Pump 5|105|EA|2005|08.06.2025',
      '1000|0001|M-6|Pump 6|106|EA|2006|15.07.2025',
      '1010|0001|M-7|Pump 7|107|EA|2007|22.08.2025',
      '1020|0001|M-8|Pump 8|108|EA|2008|01.09.2025',
    ],
  },
  {
    name: 'netsuite',
    kind: 'sales',
    header:
      'Internal ID|Date=date|Document Number=order|Name=account|Item=product|Quantity=quantity|Item Rate=price|Amount=revenue|Sales Rep=owner|Class|Location',
    rows: [
      '5000|01/01/2025|INV100|10 Alder & Sons|Widget 0|1|12.50|12.50|J. Smith|Hardware|Leeds',
      '5001|08/02/2025|INV101|11 Birch Ltd|Widget 1|2|12.50|25.00|A. Jones|Hardware|Leeds',
      '5002|15/03/2025|INV102|12 Cedar GmbH|Widget 2|3|12.50|37.50|M. Weber|Hardware|Leeds',
      '5003|22/04/2025|INV103|13 Dogwood Inc.|Widget 3|4|12.50|50.00|L. Rossi|Hardware|Leeds',
      '5004|01/05/2025|INV104|14 Elm & Co|Widget 0|5|12.50|62.50|J. Smith|Hardware|Leeds',
      '5005|08/06/2025|INV105|15 Fir SA|Widget 1|6|12.50|75.00|A. Jones|Hardware|Leeds',
      '5006|15/07/2025|INV106|16 Gorse plc|Widget 2|7|12.50|87.50|M. Weber|Hardware|Leeds',
      '5007|22/08/2025|INV107|17 Hazel AG|Widget 3|8|12.50|100.00|L. Rossi|Hardware|Leeds',
      '5008|01/09/2025|INV108|10 Alder & Sons|Widget 0|9|12.50|112.50|J. Smith|Hardware|Leeds',
    ],
  },
  {
    name: 'xero',
    kind: 'sales',
    header:
      'ContactName=account|EmailAddress|InvoiceNumber=order|Reference|InvoiceDate=date|DueDate|Total|TaxTotal|InvoiceAmountPaid|InvoiceAmountDue|InventoryItemCode=sku|Description=product|Quantity=quantity|UnitAmount=price|Discount|LineAmount=revenue|AccountCode|TaxType|TaxAmount|Currency=currency|Type|Sent|Status',
    rows: [
      'Alder & Sons|a@b.co|INV-100||01/01/2025|08/02/2025|12|2|0|12|W0|Widget 0|1|10.00|0|10.00|200|20% (VAT on Income)|2|GBP|Sales invoice|Sent|Awaiting Payment',
      'Birch Ltd|a@b.co|INV-101||08/02/2025|15/03/2025|24|4|0|24|W1|Widget 1|2|10.00|0|20.00|200|20% (VAT on Income)|4|GBP|Sales invoice|Sent|Awaiting Payment',
      'Cedar GmbH|a@b.co|INV-102||15/03/2025|22/04/2025|36|6|0|36|W2|Widget 2|3|10.00|0|30.00|200|20% (VAT on Income)|6|GBP|Sales invoice|Sent|Awaiting Payment',
      'Dogwood Inc.|a@b.co|INV-103||22/04/2025|01/05/2025|48|8|0|48|W3|Widget 3|4|10.00|0|40.00|200|20% (VAT on Income)|8|GBP|Sales invoice|Sent|Awaiting Payment',
      'Elm & Co|a@b.co|INV-104||01/05/2025|08/06/2025|60|10|0|60|W0|Widget 0|5|10.00|0|50.00|200|20% (VAT on Income)|10|GBP|Sales invoice|Sent|Awaiting Payment',
      'Fir SA|a@b.co|INV-105||08/06/2025|15/07/2025|72|12|0|72|W1|Widget 1|6|10.00|0|60.00|200|20% (VAT on Income)|12|GBP|Sales invoice|Sent|Awaiting Payment',
      'Gorse plc|a@b.co|INV-106||15/07/2025|22/08/2025|84|14|0|84|W2|Widget 2|7|10.00|0|70.00|200|20% (VAT on Income)|14|GBP|Sales invoice|Sent|Awaiting Payment',
      'Hazel AG|a@b.co|INV-107||22/08/2025|01/09/2025|96|16|0|96|W3|Widget 3|8|10.00|0|80.00|200|20% (VAT on Income)|16|GBP|Sales invoice|Sent|Awaiting Payment',
      'Alder & Sons|a@b.co|INV-108||01/09/2025|08/10/2025|108|18|0|108|W0|Widget 0|9|10.00|0|90.00|200|20% (VAT on Income)|18|GBP|Sales invoice|Sent|Awaiting Payment',
    ],
  },
  {
    name: 'quickbooks',
    kind: 'sales',
    header:
      'Date=date|Transaction Type|Num=order|Product/Service=product|Memo/Description|Qty=quantity|Sales Price=price|Amount=revenue|Balance|Customer=account',
    rows: [
      '01/01/2025|Invoice|1000|Hours|Consulting|1|80.00|80.00|80.00|Alder & Sons',
      '08/02/2025|Invoice|1001|Hours|Consulting|2|80.00|160.00|240.00|Birch Ltd',
      '15/03/2025|Invoice|1002|Hours|Consulting|3|80.00|240.00|480.00|Cedar GmbH',
      '22/04/2025|Invoice|1003|Hours|Consulting|4|80.00|320.00|800.00|Dogwood Inc.',
      '01/05/2025|Invoice|1004|Hours|Consulting|5|80.00|400.00|1200.00|Elm & Co',
      '08/06/2025|Invoice|1005|Hours|Consulting|6|80.00|480.00|1680.00|Fir SA',
      '15/07/2025|Invoice|1006|Hours|Consulting|7|80.00|560.00|2240.00|Gorse plc',
      '22/08/2025|Invoice|1007|Hours|Consulting|8|80.00|640.00|2880.00|Hazel AG',
      '01/09/2025|Invoice|1008|Hours|Consulting|9|80.00|720.00|3600.00|Alder & Sons',
    ],
  },
  {
    name: 'shopify',
    kind: 'sales',
    header:
      'Name|Email|Financial Status|Paid at|Fulfillment Status|Currency=currency|Subtotal|Shipping|Taxes|Total|Discount Code|Created at=date|Lineitem quantity=quantity|Lineitem name=product|Lineitem price=price|Lineitem sku=sku|Billing Name|Billing Company=account|Billing City=city|Billing Province|Billing Country=market|Refunded Amount|Vendor',
    rows: [
      '#100|a0@b.co|paid|2025-01-01 10:00:00 +0100|fulfilled|EUR|40|5|2|47||2025-01-01 09:59:00 +0100|1|Mug 0|20.00|MUG-0|Jane Doe|Alder & Sons|Leeds||GB|0.00|Acme',
      '#101|a1@b.co|paid|2025-02-08 10:00:00 +0100|fulfilled|EUR|41|5|2|48||2025-02-08 09:59:00 +0100|2|Mug 1|20.00|MUG-1|Jane Doe|Birch Ltd|Leeds||GB|0.00|Acme',
      '#102|a2@b.co|paid|2025-03-15 10:00:00 +0100|fulfilled|EUR|42|5|2|49||2025-03-15 09:59:00 +0100|3|Mug 2|20.00|MUG-2|Jane Doe|Cedar GmbH|Leeds||GB|0.00|Acme',
      '#103|a3@b.co|paid|2025-04-22 10:00:00 +0100|fulfilled|EUR|43|5|2|50||2025-04-22 09:59:00 +0100|1|Mug 3|20.00|MUG-3|Jane Doe|Dogwood Inc.|Leeds||GB|0.00|Acme',
      '#104|a4@b.co|paid|2025-05-01 10:00:00 +0100|fulfilled|EUR|44|5|2|51||2025-05-01 09:59:00 +0100|2|Mug 0|20.00|MUG-0|Jane Doe|Elm & Co|Leeds||GB|0.00|Acme',
      '#105|a5@b.co|paid|2025-06-08 10:00:00 +0100|fulfilled|EUR|45|5|2|52||2025-06-08 09:59:00 +0100|3|Mug 1|20.00|MUG-1|Jane Doe|Fir SA|Leeds||GB|0.00|Acme',
      '#106|a6@b.co|paid|2025-07-15 10:00:00 +0100|fulfilled|EUR|46|5|2|53||2025-07-15 09:59:00 +0100|1|Mug 2|20.00|MUG-2|Jane Doe|Gorse plc|Leeds||GB|0.00|Acme',
      '#107|a7@b.co|paid|2025-08-22 10:00:00 +0100|fulfilled|EUR|47|5|2|54||2025-08-22 09:59:00 +0100|2|Mug 3|20.00|MUG-3|Jane Doe|Hazel AG|Leeds||GB|0.00|Acme',
      '#108|a8@b.co|paid|2025-09-01 10:00:00 +0100|fulfilled|EUR|48|5|2|55||2025-09-01 09:59:00 +0100|3|Mug 0|20.00|MUG-0|Jane Doe|Alder & Sons|Leeds||GB|0.00|Acme',
    ],
  },
  {
    name: '金蝶 销售出库',
    kind: 'sales',
    header:
      '日期=date|单据编号=order|购货单位代码=account_id|购货单位=account|产品代码=sku|产品名称=product|规格型号|单位|实发数量=quantity|销售单价=price|销售金额=revenue|部门=team|业务员=owner|币别=currency',
    rows: [
      '2025-01-01|XOUT000|C000|北京星辰科技有限公司|01.00|水杯0|350ml|个|1|12.5|12.5|销售一部|张三|人民币',
      '2025-02-08|XOUT001|C001|上海宏远贸易有限公司|01.01|水杯1|350ml|个|2|12.5|25|销售一部|李四|人民币',
      '2025-03-15|XOUT002|C002|广州新力电子厂|01.02|水杯2|350ml|个|3|12.5|37.5|销售一部|王五|人民币',
      '2025-04-22|XOUT003|C003|深圳腾飞物流|01.03|水杯3|350ml|个|4|12.5|50|销售一部|张三|人民币',
      '2025-05-01|XOUT004|C004|成都天府软件园|01.00|水杯0|350ml|个|5|12.5|62.5|销售一部|李四|人民币',
      '2025-06-08|XOUT005|C005|杭州云栖网络|01.01|水杯1|350ml|个|6|12.5|75|销售一部|王五|人民币',
      '2025-07-15|XOUT006|C000|北京星辰科技有限公司|01.02|水杯2|350ml|个|7|12.5|87.5|销售一部|张三|人民币',
      '2025-08-22|XOUT007|C001|上海宏远贸易有限公司|01.03|水杯3|350ml|个|8|12.5|100|销售一部|李四|人民币',
      '2025-09-01|XOUT008|C002|广州新力电子厂|01.00|水杯0|350ml|个|9|12.5|112.5|销售一部|王五|人民币',
    ],
  },
  {
    name: '用友 销售明细',
    kind: 'sales',
    header:
      '单据日期=date|发票号=order|客户编码=account_id|客户简称=account|存货编码=sku|存货名称=product|主计量单位|数量=quantity|含税单价|无税金额|税额|价税合计|销售部门=team|业务员=owner',
    rows: [
      '2025-01-01|FP000|C000|北京星辰科技有限公司|010000|水杯0|个|1|14.13|12.5|1.63|14.13|销售一部|张三',
      '2025-02-08|FP001|C001|上海宏远贸易有限公司|010001|水杯1|个|2|14.13|25|3.26|28.26|销售一部|李四',
      '2025-03-15|FP002|C002|广州新力电子厂|010002|水杯2|个|3|14.13|37.5|4.89|42.39|销售一部|王五',
      '2025-04-22|FP003|C003|深圳腾飞物流|010003|水杯3|个|4|14.13|50|6.52|56.52|销售一部|张三',
      '2025-05-01|FP004|C004|成都天府软件园|010000|水杯0|个|5|14.13|62.5|8.15|70.65|销售一部|李四',
      '2025-06-08|FP005|C005|杭州云栖网络|010001|水杯1|个|6|14.13|75|9.78|84.78|销售一部|王五',
      '2025-07-15|FP006|C000|北京星辰科技有限公司|010002|水杯2|个|7|14.13|87.5|11.41|98.91|销售一部|张三',
      '2025-08-22|FP007|C001|上海宏远贸易有限公司|010003|水杯3|个|8|14.13|100|13.04|113.04|销售一部|李四',
      '2025-09-01|FP008|C002|广州新力电子厂|010000|水杯0|个|9|14.13|112.5|14.67|127.17|销售一部|王五',
    ],
  },
];
