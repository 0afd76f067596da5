import type { ExportedTable } from './exportedTable.ts';

/** Exports of programs that keep customers. */
export const crmTables: ExportedTable[] = [
  {
    name: 'sf accounts',
    kind: 'accounts',
    header:
      'Account ID=account_id|Account Name=account|Account Owner=owner|Type|Industry=industry|Billing City=city|Billing State/Province=province|Billing Country=market|Annual Revenue|Parent Account=parent|Created Date|Rating',
    rows: [
      '0010AA|Alder & Sons|J. Smith|Customer - Direct|Energy|London||United Kingdom|1000000||01/01/2025|Hot',
      '0011AA|Birch Ltd|A. Jones|Customer - Direct|Energy|London||United Kingdom|1000001||08/02/2025|Hot',
      '0012AA|Cedar GmbH|M. Weber|Customer - Direct|Energy|London||United Kingdom|1000002||15/03/2025|Hot',
      '0013AA|Dogwood Inc.|L. Rossi|Customer - Direct|Energy|London||United Kingdom|1000003||22/04/2025|Hot',
      '0014AA|Elm & Co|J. Smith|Customer - Direct|Energy|London||United Kingdom|1000004||01/05/2025|Hot',
      '0015AA|Fir SA|A. Jones|Customer - Direct|Energy|London||United Kingdom|1000005||08/06/2025|Hot',
      '0016AA|Gorse plc|M. Weber|Customer - Direct|Energy|London||United Kingdom|1000006||15/07/2025|Hot',
      '0017AA|Hazel AG|L. Rossi|Customer - Direct|Energy|London||United Kingdom|1000007||22/08/2025|Hot',
    ],
  },
  {
    name: 'sf opportunities',
    kind: 'sales',
    header:
      'Opportunity Owner=owner|Account Name=account|Opportunity Name|Stage|Fiscal Period|Amount=revenue|Expected Revenue|Probability (%)|Age|Close Date=date|Created Date|Next Step|Lead Source|Type',
    rows: [
      'J. Smith|Alder & Sons|Deal 0|Closed Won|Q1-2025|1000|1000|100|0|2025-01-01|2025-04-22||Web|New Business',
      'A. Jones|Birch Ltd|Deal 1|Closed Won|Q2-2025|1013|1013|100|1|2025-02-08|2025-05-01||Web|New Business',
      'M. Weber|Cedar GmbH|Deal 2|Closed Won|Q3-2025|1026|1026|100|2|2025-03-15|2025-06-08||Web|New Business',
      'L. Rossi|Dogwood Inc.|Deal 3|Closed Won|Q4-2025|1039|1039|100|3|2025-04-22|2025-07-15||Web|New Business',
      'J. Smith|Elm & Co|Deal 4|Closed Won|Q1-2025|1052|1052|100|4|2025-05-01|2025-08-22||Web|New Business',
      'A. Jones|Fir SA|Deal 5|Closed Won|Q2-2025|1065|1065|100|5|2025-06-08|2025-09-01||Web|New Business',
      'M. Weber|Gorse plc|Deal 6|Closed Won|Q3-2025|1078|1078|100|6|2025-07-15|2025-10-08||Web|New Business',
      'L. Rossi|Hazel AG|Deal 7|Closed Won|Q4-2025|1091|1091|100|7|2025-08-22|2025-11-15||Web|New Business',
      'J. Smith|Alder & Sons|Deal 8|Closed Won|Q1-2025|1104|1104|100|8|2025-09-01|2025-12-22||Web|New Business',
    ],
  },
  {
    name: 'sf activities',
    kind: 'activities',
    header:
      'Assigned=owner|Subject|Company / Account=account|Contact|Date=date|Status|Priority|Task|Call Type|Full Comments',
    rows: [
      'J. Smith|Call|Alder & Sons|Jane Doe|2025-01-01|Completed|Normal|1|Outbound|talked about renewals',
      'A. Jones|Call|Birch Ltd|Jane Doe|2025-02-08|Completed|Normal|1|Outbound|talked about renewals',
      'M. Weber|Call|Cedar GmbH|Jane Doe|2025-03-15|Completed|Normal|1|Outbound|talked about renewals',
      'L. Rossi|Call|Dogwood Inc.|Jane Doe|2025-04-22|Completed|Normal|1|Outbound|talked about renewals',
      'J. Smith|Call|Elm & Co|Jane Doe|2025-05-01|Completed|Normal|1|Outbound|talked about renewals',
      'A. Jones|Call|Fir SA|Jane Doe|2025-06-08|Completed|Normal|1|Outbound|talked about renewals',
      'M. Weber|Call|Gorse plc|Jane Doe|2025-07-15|Completed|Normal|1|Outbound|talked about renewals',
      'L. Rossi|Call|Hazel AG|Jane Doe|2025-08-22|Completed|Normal|1|Outbound|talked about renewals',
      'J. Smith|Call|Alder & Sons|Jane Doe|2025-09-01|Completed|Normal|1|Outbound|talked about renewals',
    ],
  },
  {
    name: 'hs companies',
    kind: 'accounts',
    header:
      'Record ID=account_id|Company name=account|Company owner=owner|Create Date|Phone Number|Last Activity Date|City=city|Country/Region=market|Industry=industry',
    rows: [
      '90012|Alder & Sons|J. Smith|2025-01-01|+44 20 0|2025-01-01|Leeds|United Kingdom|RETAIL',
      '90112|Birch Ltd|A. Jones|2025-02-08|+44 20 1|2025-02-08|Leeds|United Kingdom|RETAIL',
      '90212|Cedar GmbH|M. Weber|2025-03-15|+44 20 2|2025-03-15|Leeds|United Kingdom|RETAIL',
      '90312|Dogwood Inc.|L. Rossi|2025-04-22|+44 20 3|2025-04-22|Leeds|United Kingdom|RETAIL',
      '90412|Elm & Co|J. Smith|2025-05-01|+44 20 4|2025-05-01|Leeds|United Kingdom|RETAIL',
      '90512|Fir SA|A. Jones|2025-06-08|+44 20 5|2025-06-08|Leeds|United Kingdom|RETAIL',
      '90612|Gorse plc|M. Weber|2025-07-15|+44 20 6|2025-07-15|Leeds|United Kingdom|RETAIL',
      '90712|Hazel AG|L. Rossi|2025-08-22|+44 20 7|2025-08-22|Leeds|United Kingdom|RETAIL',
    ],
  },
  {
    name: 'hs deals',
    kind: 'sales',
    header:
      'Record ID=order|Deal Name|Deal Stage|Close Date=date|Deal owner=owner|Amount=revenue|Associated Company=account|Pipeline',
    rows: [
      '778800|Deal 0|Closed won|2025-01-01 12:00|J. Smith|500|Alder & Sons|Sales Pipeline',
      '778801|Deal 1|Closed won|2025-02-08 12:00|A. Jones|507|Birch Ltd|Sales Pipeline',
      '778802|Deal 2|Closed won|2025-03-15 12:00|M. Weber|514|Cedar GmbH|Sales Pipeline',
      '778803|Deal 3|Closed won|2025-04-22 12:00|L. Rossi|521|Dogwood Inc.|Sales Pipeline',
      '778804|Deal 4|Closed won|2025-05-01 12:00|J. Smith|528|Elm & Co|Sales Pipeline',
      '778805|Deal 5|Closed won|2025-06-08 12:00|A. Jones|535|Fir SA|Sales Pipeline',
      '778806|Deal 6|Closed won|2025-07-15 12:00|M. Weber|542|Gorse plc|Sales Pipeline',
      '778807|Deal 7|Closed won|2025-08-22 12:00|L. Rossi|549|Hazel AG|Sales Pipeline',
      '778808|Deal 8|Closed won|2025-09-01 12:00|J. Smith|556|Alder & Sons|Sales Pipeline',
    ],
  },
  {
    name: 'dynamics accounts',
    kind: 'accounts',
    header:
      '(Do Not Modify) Account|Account Name=account|Account Number=account_id|Main Phone|Address 1: City=city|Address 1: Country/Region=market|Primary Contact|Owner=owner|Status',
    rows: [
      '9b1c-0|Alder & Sons|ACC-100|020|Leeds|UK|Jane|J. Smith|Active',
      '9b1c-1|Birch Ltd|ACC-101|020|Leeds|UK|Jane|A. Jones|Active',
      '9b1c-2|Cedar GmbH|ACC-102|020|Leeds|UK|Jane|M. Weber|Active',
      '9b1c-3|Dogwood Inc.|ACC-103|020|Leeds|UK|Jane|L. Rossi|Active',
      '9b1c-4|Elm & Co|ACC-104|020|Leeds|UK|Jane|J. Smith|Active',
      '9b1c-5|Fir SA|ACC-105|020|Leeds|UK|Jane|A. Jones|Active',
      '9b1c-6|Gorse plc|ACC-106|020|Leeds|UK|Jane|M. Weber|Active',
      '9b1c-7|Hazel AG|ACC-107|020|Leeds|UK|Jane|L. Rossi|Active',
    ],
  },
  {
    name: 'dynamics invoices',
    kind: 'sales',
    header:
      'Invoice ID=order|Name|Customer=account|Status Reason|Total Amount=revenue|Currency=currency|Date Delivered=date|Owner',
    rows: [
      'INV-1000|Order 0|Alder & Sons|Billed|1200.50|EUR|2025-01-01|J. Smith',
      'INV-1001|Order 1|Birch Ltd|Billed|1201.50|EUR|2025-02-08|A. Jones',
      'INV-1002|Order 2|Cedar GmbH|Billed|1202.50|EUR|2025-03-15|M. Weber',
      'INV-1003|Order 3|Dogwood Inc.|Billed|1203.50|EUR|2025-04-22|L. Rossi',
      'INV-1004|Order 4|Elm & Co|Billed|1204.50|EUR|2025-05-01|J. Smith',
      'INV-1005|Order 5|Fir SA|Billed|1205.50|EUR|2025-06-08|A. Jones',
      'INV-1006|Order 6|Gorse plc|Billed|1206.50|EUR|2025-07-15|M. Weber',
      'INV-1007|Order 7|Hazel AG|Billed|1207.50|EUR|2025-08-22|L. Rossi',
      'INV-1008|Order 8|Alder & Sons|Billed|1208.50|EUR|2025-09-01|J. Smith',
    ],
  },
  {
    name: '企业微信 客户',
    kind: 'accounts',
    header: '客户名称=account|客户类型|添加人=owner|添加时间|所属部门=team|企业标签=tags|来源|备注|手机',
    rows: [
      '北京星辰科技有限公司|企业微信用户|张三|2025-01-01 10:00|销售一部|重点客户|扫描二维码||13800000000',
      '上海宏远贸易有限公司|企业微信用户|李四|2025-02-08 10:01|销售一部|重点客户|扫描二维码||13800000001',
      '广州新力电子厂|企业微信用户|王五|2025-03-15 10:02|销售一部|重点客户|扫描二维码||13800000002',
      '深圳腾飞物流|企业微信用户|张三|2025-04-22 10:03|销售一部|重点客户|扫描二维码||13800000003',
      '成都天府软件园|企业微信用户|李四|2025-05-01 10:04|销售一部|重点客户|扫描二维码||13800000004',
      '杭州云栖网络|企业微信用户|王五|2025-06-08 10:05|销售一部|重点客户|扫描二维码||13800000005',
    ],
  },
  {
    name: 'CRM 跟进',
    kind: 'activities',
    header: '客户名称=account|跟进人=owner|跟进时间=date|跟进方式=type|跟进内容=note|下次跟进时间=due',
    rows: [
      '北京星辰科技有限公司|张三|2025-01-01 10:00|电话|沟通续约事宜|2025-02-08',
      '上海宏远贸易有限公司|李四|2025-02-08 10:00|电话|沟通续约事宜|2025-03-15',
      '广州新力电子厂|王五|2025-03-15 10:00|电话|沟通续约事宜|2025-04-22',
      '深圳腾飞物流|张三|2025-04-22 10:00|电话|沟通续约事宜|2025-05-01',
      '成都天府软件园|李四|2025-05-01 10:00|电话|沟通续约事宜|2025-06-08',
      '杭州云栖网络|王五|2025-06-08 10:00|电话|沟通续约事宜|2025-07-15',
      '北京星辰科技有限公司|张三|2025-07-15 10:00|电话|沟通续约事宜|2025-08-22',
      '上海宏远贸易有限公司|李四|2025-08-22 10:00|电话|沟通续约事宜|2025-09-01',
      '广州新力电子厂|王五|2025-09-01 10:00|电话|沟通续约事宜|2025-10-08',
    ],
  },
];
