import { chinese, quoted, sums, traditional } from './data.ts';
import { join, type MessyCase, messy } from './messyCase.ts';

export function footerCases(): MessyCase[] {
  const table = join(quoted, ',');
  return [
    messy('source and note', {
      text: `${table}\nSource: ERP\nNote: without returns\n`,
      delimiter: ',',
      records: 6,
      footerRows: 2,
      sums,
    }),
    messy('note padded with delimiters', {
      text: `${table},,,,\nSource: ERP,,,,\n`,
      delimiter: ',',
      records: 6,
      footerRows: 1,
      sums,
    }),
    messy('starred footnotes', {
      text: `${table}* estimated\n** provisional\n`,
      delimiter: ',',
      records: 6,
      footerRows: 2,
      sums,
    }),
    messy('numbered footnotes', {
      text: `${table}\n1) Figures are provisional\n2) Without VAT\n`,
      delimiter: ',',
      records: 6,
      footerRows: 2,
      sums,
    }),
    messy('Chinese notes', {
      text: `${join(chinese, ',')}\n注：以上数据不含税\n数据来源：财务部\n制表人：张三,,审核：李四\n`,
      delimiter: ',',
      records: 5,
      footerRows: 3,
    }),
    messy('words scattered below', {
      text: `${table},,,,\n,,checked,,\nby hand,,,,\n,,,in April,\n`,
      delimiter: ',',
      records: 6,
      footerRows: 3,
      sums,
    }),
    messy('end of report', {
      text: `${table}--- end of report ---\n`,
      delimiter: ',',
      records: 6,
      footerRows: 1,
      sums,
    }),
    messy('count of records below', {
      text: `${table}\n(6 rows affected)\n`,
      delimiter: ',',
      records: 6,
      footerRows: 1,
      sums,
    }),
    messy('total row stays a record', { text: `${table}Total,,29,2256.64,\n`, delimiter: ',', records: 7 }),
    messy('second table below', {
      text: `${table}\nStaff\nName,Age,City\nAnn,31,Rome\nBob,45,Oslo\nCat,28,Bonn\n`,
      delimiter: ',',
      records: 6,
      footerRows: 5,
      sums,
    }),
    messy('second table below, same width', {
      text: `${table}\nShop,Opened,Area,Rent,Manager\nNorth,1999,120,4000,Ann\nSouth,2004,300,9000,Bob\n`,
      delimiter: ',',
      records: 6,
      footerRows: 3,
      sums,
    }),
    messy('same table once more below', {
      text: `${table}\n${table}`,
      delimiter: ',',
      records: 13,
    }),
  ];
}

export function chineseCases(): MessyCase[] {
  const table = join(chinese, ',');
  return [
    messy('Chinese title and unit', {
      text: `2025年第一季度客户销售明细表,,,\n编制单位：北京分公司,,,单位：元\n${table}`,
      delimiter: ',',
      headerRow: 2,
      records: 5,
      names: chinese[0]!,
    }),
    messy('Chinese, full-width punctuation, GBK', {
      text: join(
        [
          ['序号', '商户（全称）', '交易额（万元）', '备注'],
          ['1', '杭州西湖茶叶有限公司', '１２．５', '无'],
          ['2', '苏州园林酒店', '8.25', '含税，未开票'],
          ['3', '宁波港物流', '33.1', ''],
        ],
        ',',
      ),
      encoding: 'gbk',
      delimiter: ',',
      records: 3,
      names: ['序号', '商户（全称）', '交易额（万元）', '备注'],
    }),
    messy('Chinese months across', {
      text: '客户,1月,2月,3月,合计\n甲公司,10,20,30,60\n乙公司,1,2,3,6\n丙公司,7,8,9,24\n',
      delimiter: ',',
      records: 3,
      names: ['客户', '1月', '2月', '3月', '合计'],
    }),
    messy('Chinese signatures below', {
      text: `${table}合计,,58,72600.35\n\n制表：王五,审核：赵六,日期：2025-04-01,\n`,
      delimiter: ',',
      records: 6,
      footerRows: 1,
    }),
    messy('Chinese text without header', {
      text: join(chinese.slice(1), '\t'),
      encoding: 'gb18030',
      delimiter: '\t',
      headerRow: -1,
      records: 5,
    }),
    messy('Chinese title, Big5', {
      text: `銷售統計表\n製表日期：2025年4月1日\n\n${join(traditional, ',')}`,
      encoding: 'big5',
      delimiter: ',',
      headerRow: 3,
      records: 4,
      names: traditional[0]!,
    }),
    messy('Japanese statistics with two header records', {
      text: '人口統計,,,,\n単位：千人,,,,\n都道府県,総数,,増減率,\n,男,女,男,女\n北海道,2500,2700,-0.5,-0.4\n東京都,6700,7100,0.3,0.4\n大阪府,4200,4600,-0.1,0.0\n',
      encoding: 'shift_jis',
      delimiter: ',',
      headerRow: 3,
      headerRows: 2,
      records: 3,
    }),
    messy('Chinese, all text', {
      text: '姓名,部门,职务\n张三,销售部,经理\n李四,市场部,主管\n王五,财务部,会计\n',
      delimiter: ',',
      records: 3,
      names: ['姓名', '部门', '职务'],
    }),
    messy('Chinese, all text, UTF-16 without mark', {
      text: '姓名\t部门\t职务\r\n张三\t销售部\t经理\r\n李四\t市场部\t主管\r\n王五\t财务部\t会计\r\n',
      encoding: 'utf-16le',
      delimiter: '\t',
      records: 3,
      names: ['姓名', '部门', '职务'],
    }),
    messy('Korean', {
      text: join(
        [
          ['고객명', '날짜', '매출액'],
          ['서울전자', '2025-01-03', '12000'],
          ['부산무역', '2025-01-09', '8300'],
          ['대구상사 주식회사', '2025-02-11', '990'],
          ['인천물류센터', '2025-03-01', '775'],
        ],
        ',',
      ),
      encoding: 'euc-kr',
      delimiter: ',',
      records: 4,
      names: ['고객명', '날짜', '매출액'],
    }),
    messy('Chinese and English header in two records', {
      text: '客户,日期,金额\nCustomer,Date,Amount\n甲公司,2025-01-03,120\n乙公司,2025-01-04,80\n丙公司,2025-01-05,95\n',
      delimiter: ',',
      headerRow: 1,
      headerRows: 2,
      records: 3,
    }),
  ];
}
