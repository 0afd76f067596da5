import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findTotals, type MemberFigures } from '../../electron/engine/analysis/market/findTotals.ts';
import { detectEncoding } from '../../electron/engine/ingest/detect/encoding.ts';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';
import { seed } from './seed.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const figure = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5000, max: 90_000 }).map(String) },
  { weight: 2, arbitrary: fc.constantFrom('', '-', ' ') },
  { weight: 1, arbitrary: fc.constantFrom('n.b.', 'see note', 'x12') },
);
const missing = new Set(['', '-', ' ']);

it('makes a row of every figure of a wide table, and accounts for every other cell', async () => {
  const wide = fc.record({
    months: fc.integer({ min: 3, max: 18 }),
    rows: fc.array(fc.array(figure, { minLength: 18, maxLength: 18 }), { minLength: 12, maxLength: 30 }),
    twoRows: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(wide, async ({ months, rows, twoRows }) => {
      const names = Array.from({ length: months }, (_, at) => ({
        year: 2024 + Math.floor(at / 12),
        month: (at % 12) + 1,
      }));
      const header = twoRows
        ? [
            `,${names.map(({ year, month }) => (month === 1 ? year : '')).join(',')}`,
            `Customer,${names.map(({ month }) => `${month}月`).join(',')}`,
          ]
        : [
            `Customer,${names.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`).join(',')}`,
          ];
      const lines = rows.map((cells, row) => `Customer ${row},${cells.slice(0, months).join(',')}`);
      const path = await folder.write('wide.csv', [...header, ...lines, ''].join('\n'));
      const cells = rows.flatMap((row) => row.slice(0, months));
      const bad = cells.filter((cell) => /[a-z]/.test(cell)).length;
      if (bad > cells.length * 0.25) return;
      const { unpivot } = await previewFile(path, { kind: 'sales' });
      if (!unpivot || unpivot.headers.length < months) return;
      const { batch } = await readBatch(path, { kind: 'sales' });
      const figures = cells.filter((cell) => !missing.has(cell) && !/[a-z]/.test(cell));
      expect(batch.accepted).toBe(figures.length);
      expect(batch.blank).toBe(cells.filter((cell) => missing.has(cell)).length);
      expect(batch.quarantine.length).toBe(bad);
      expect(batch.rows).toBe(batch.accepted + batch.blank + batch.quarantine.length);
      expect(batch.controlTotals.revenue).toBe(figures.reduce((sum, cell) => sum + Number(cell), 0));
      for (const row of batch.quarantine)
        expect(row).toMatchObject({ reason: 'badNumber', line: header.length + row.record });
      const dates = batch.columns.find(({ name }) => name === 'date')!.values as Int32Array;
      const known = new Set(names.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}-01`));
      for (const day of dates) expect(known.has(isoDate(day))).toBe(true);
    }),
    { seed: seed(), numRuns: 60 },
  );
});

it('keeps out totals that are sums of rows above, and nothing else of that name', async () => {
  const groups = fc.array(fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(
      groups,
      fc.boolean(),
      fc.constantFrom('Total', '小计', 'Sub-total'),
      async (values, broken, word) => {
        const lines = ['Region,Customer,Date,Revenue'];
        let all = 0;
        values.forEach((group, at) => {
          group.forEach((value, row) => void lines.push(`R${at},C${at}-${row},2025-01-05,${value}`));
          const sum = group.reduce((total, value) => total + value, 0);
          all += sum;
          lines.push(`R${at},${word},2025-01-31,${broken ? sum * 3 + 777 : sum}`);
        });
        lines.push(`,Grand total,2025-01-31,${broken ? all * 3 + 777 : all}`);
        const path = await folder.write('totals.csv', `${lines.join('\n')}\n`);
        const { batch } = await readBatch(path, { kind: 'sales' });
        const left = batch.quarantine.filter(({ reason }) => reason === 'totalRow').length;
        if (broken) expect(left).toBeLessThanOrEqual(1);
        else {
          expect(left).toBe(values.length + 1);
          expect(batch.controlTotals.revenue).toBe(all);
        }
        expect(batch.rows).toBe(batch.accepted + batch.quarantine.length + batch.blank);
      },
    ),
    { seed: seed(), numRuns: 80 },
  );
});

/** Figures of leaves over groups and periods, rounded to a tenth, with planted totals (each over some leaves or totals). */
function marketFigures(leaves: number[][], parents: number[][]): MemberFigures {
  const members = leaves.length + parents.length;
  const contexts = leaves[0]!.length;
  const series = [...leaves];
  for (const parts of parents)
    series.push(
      Array.from({ length: contexts }, (_, at) => parts.reduce((sum, part) => sum + series[part]![at]!, 0)),
    );
  const rows = members * contexts;
  return {
    member: Int32Array.from({ length: rows }, (_, row) => row % members),
    members,
    group: new Int32Array(rows),
    groups: 1,
    context: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / members)),
    contexts,
    value: Float64Array.from(
      { length: rows },
      (_, row) => Math.round(series[row % members]![Math.floor(row / members)]! * 10) / 10,
    ),
  };
}

const leafSeries = (count: number, contexts: number) =>
  fc.array(
    fc.array(fc.double({ min: 5, max: 900, noNaN: true }), { minLength: contexts, maxLength: contexts }),
    { minLength: count, maxLength: count },
  );

it('finds every planted total of a market, whatever its depth, and no other', () => {
  fc.assert(
    fc.property(leafSeries(9, 30), (leaves) => {
      const parents = [
        [0, 1, 2],
        [3, 4],
        [5, 6, 7],
        [9, 10, 11, 8],
      ];
      const found = findTotals(marketFigures(leaves, parents));
      const planted = parents.map((parts, at) => ({
        total: 9 + at,
        parts: [...parts].sort((a, b) => a - b),
      }));
      const sorted = found.map(({ total, parts }) => ({ total, parts: [...parts].sort((a, b) => a - b) }));
      expect(sorted.sort((a, b) => a.total - b.total)).toEqual(planted);
    }),
    { seed: seed(), numRuns: 60 },
  );
});

it('finds no totals where there are none, or too few periods to tell', () => {
  fc.assert(
    fc.property(leafSeries(25, 24), (leaves) => {
      expect(findTotals(marketFigures(leaves, []))).toEqual([]);
    }),
    { seed: seed(), numRuns: 40 },
  );
  fc.assert(
    fc.property(leafSeries(4, 8), (leaves) => {
      expect(
        findTotals(
          marketFigures(leaves, [
            [0, 1],
            [2, 3],
          ]),
        ),
      ).toEqual([]);
    }),
    { seed: seed(), numRuns: 20 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 14, maxLength: 14 }), {
        minLength: 20,
        maxLength: 20,
      }),
      (counts) => {
        for (const { total, parts } of findTotals(marketFigures(counts, []))) {
          for (let at = 0; at < 14; at++)
            expect(parts.reduce((sum, part) => sum + counts[part]![at]!, 0)).toBe(counts[total]![at]);
        }
      },
    ),
    { seed: seed(), numRuns: 60 },
  );
});

/** Words as they stand in tables of each language. */
const languages: Record<string, { encodings: string[]; words: string[] }> = {
  chinese: {
    encodings: ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'],
    words:
      '客户名称 销售额 上海 北京 广州 有限公司 收入 月份 数量 单价 华东 商贸 产品 洗衣液 合计 备注 订单 负责人 王五 深圳市 科技 股份'.split(
        ' ',
      ),
  },
  taiwanese: {
    encodings: ['utf-8', 'big5', 'utf-16le'],
    words:
      '客戶名稱 銷售額 臺北 高雄 有限公司 收入 月份 數量 單價 產品 備註 訂單 負責人 股份 科技 開盤 最高 成交資料 外資'.split(
        ' ',
      ),
  },
  japanese: {
    encodings: ['utf-8', 'shift_jis', 'euc-jp', 'utf-16le'],
    words:
      '顧客名 売上高 東京 大阪 株式会社 数量 単価 商品 カテゴリー 備考 注文 担当者 さくら ありがとう フード 日付 合計 北海道'.split(
        ' ',
      ),
  },
  korean: {
    encodings: ['utf-8', 'euc-kr', 'utf-16le'],
    words:
      '고객명 매출액 서울 부산 주식회사 수량 단가 상품 비고 주문 담당자 날짜 합계 지역 한국 전자 식품'.split(
        ' ',
      ),
  },
  western: {
    encodings: ['utf-8', 'windows-1252', 'utf-16le'],
    words:
      'Müller Größe Café Señor Château crème naïve Ålesund Köln São Genève façade élève Übersicht Straße Bjørn año €'.split(
        ' ',
      ),
  },
};

/** Whether a text says enough: the Korean and Japanese EUC encodings share their bytes with Chinese. */
function tells(text: string, encoding: string): boolean {
  const letters = text.match(/[^ -~\r\n]/g) ?? [];
  if (encoding === 'euc-kr') return new Set(letters).size >= 12;
  if (encoding === 'euc-jp')
    return (text.match(/[\u3040-\u30ff]/g)?.length ?? 0) >= letters.length * 0.2 && letters.length >= 12;
  return letters.length >= 12;
}

it.each(Object.entries(languages))(
  'tells the encoding of %s tables, long and short',
  (_name, { encodings, words }) => {
    const cell = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 99_999 }).map(String) },
    );
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 5 }), { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...encodings), (table, encoding) => {
        const text = table.map((cells) => cells.join(',')).join('\r\n');
        if (!tells(text, encoding)) return;
        const found = detectEncoding(encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding));
        const same = new TextDecoder(found.encoding).decode(
          encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding),
        );
        expect({ encoding, found: found.encoding, text: same }).toEqual({
          encoding,
          found: found.encoding,
          text,
        });
      }),
      { seed: seed(), numRuns: 200 },
    );
  },
);
