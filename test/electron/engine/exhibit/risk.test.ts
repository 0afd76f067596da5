import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisJson } from '../../../../electron/cli/shapes.ts';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { Exhibit, OptionValue, Question } from '../../../../shared/domain/exhibit.ts';
import { numbers, texts } from '../../../../shared/domain/table.ts';
import { effectWords, reasonWords } from '../../../../shared/i18n/reasonWords.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';

let folder: string;
let workspace: Workspace;
let book: Book;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-risk-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { accounts: 400, months: 30 }, context);
  book = loadBook(workspace);
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(question: Question, options: Record<string, OptionValue> = {}, asOf?: string): Promise<Exhibit> {
  const slice = { where: [], basis: 'net' as const };
  return answer(book, { question, slice, options, ...(asOf ? { asOf } : {}) });
}

type Reasons = { feature: string; effect: number; value: number | null; code: string; params: object }[];
type RiskJson = {
  baseOdds: number;
  horizon: number;
  rows: { account: string; value: number; probability: number; expected: number; reasons: Reasons }[];
};

describe('risk', () => {
  test('best first, expected = value × probability, reasons adding up to the log odds', async () => {
    const json = analysisJson(await ask('risk')) as unknown as RiskJson;
    expect(json.horizon).toBe(6);
    expect(json.rows.length).toBeGreaterThan(200);
    let last = 1;
    for (const row of json.rows) {
      expect(row.probability).toBeLessThanOrEqual(last);
      expect(row.probability).toBeGreaterThanOrEqual(0);
      last = row.probability;
      expect(row.expected).toBeCloseTo(row.value * row.probability, 6);
      const odds = row.reasons.reduce((sum, { effect }) => sum + effect, json.baseOdds);
      expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(row.probability, 10);
      const weights = row.reasons.map(({ effect }) => Math.abs(effect));
      expect(weights).toEqual([...weights].sort((a, b) => b - a));
    }
    expect(json.rows[0]!.reasons.map(({ code }) => code)).toContain('late');
  });

  test('one account alone has the same answer', async () => {
    const all = await ask('risk');
    const account = texts(all.tables.risk!, 'account')[3]!;
    const own = await ask('risk', { account });
    expect(own.tables.risk!.n).toBe(1);
    expect(numbers(own.tables.risk!, 'probability')[0]).toBe(numbers(all.tables.risk!, 'probability')[3]);
    const rows = numbers(all.tables.reasons!, 'row');
    const effects = numbers(all.tables.reasons!, 'effect').filter((_, at) => rows[at] === 3);
    expect([...numbers(own.tables.reasons!, 'effect')]).toEqual([...effects]);
    await expect(ask('risk', { account: 'nobody' })).rejects.toMatchObject({ code: 'notFound' });
  });

  test('horizon, leaving and signals change the answer and are told', async () => {
    const usual = await ask('risk');
    expect(usual.evidence.parameters).toMatchObject({ horizonBy: 'usual', signals: ['nps', 'contact'] });
    const quarter = await ask('risk', { horizon: 3, leaving: 'decline', share: 0.4, signals: 'none' });
    expect(quarter.evidence.parameters).toMatchObject({
      horizon: 3,
      horizonBy: 'asked',
      leaving: 'decline',
      share: 0.4,
    });
    expect(texts(quarter.tables.effects!, 'feature')).not.toContain('nps');
    expect(quarter.values.baseRate).toBeGreaterThan(Number(usual.values.baseRate));
    await expect(ask('risk', { horizon: 40 })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask('risk', { leaving: 'maybe' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask('risk', { leaving: 'decline', share: 2 })).rejects.toMatchObject({ code: 'badRequest' });
  });

  test('with too little history: own rhythm, without probabilities, and said so', async () => {
    const early = await ask('risk', { horizon: 12 }, '2024-06-30');
    expect(early.values).toMatchObject({ fallback: 'rhythm', baseRate: null, auc: null, n: 0 });
    expect(early.evidence.warnings.map(({ code }) => code)).toContain('riskByRhythm');
    expect(numbers(early.tables.risk!, 'probability').every(Number.isNaN)).toBe(true);
    expect(early.tables.risk!.n).toBeGreaterThan(100);
    const json = analysisJson(early) as unknown as { rows: { probability: null }[] };
    expect(json.rows[0]!.probability).toBeNull();
  });

  test('reasons are sentences in both languages', () => {
    const row = { daysSince: 71, usualGap: 30, orders: 9 };
    const [en, zh] = [createTranslate('en'), createTranslate('zh-CN')];
    expect(reasonWords('lateness', 0.8, row, en)).toBe(
      'Orders are 41 days later than its own rhythm (71 days since the last, usually 30)',
    );
    expect(reasonWords('lateness', 0.8, row, zh)).toBe(
      '比自身节奏晚了 41 天（距上次下单 71 天，通常 30 天）',
    );
    expect(reasonWords('orderTrend', Math.log(0.6), row, en)).toBe(
      'Orders came 40% less often than in the half-year before',
    );
    expect(reasonWords('nps', Number.NaN, row, zh)).toBe('NPS：未知');
    expect([effectWords(0.94, en), effectWords(-1.25, en), effectWords(0.02, zh)]).toEqual([
      '+0.9',
      '−1.3',
      '0.0',
    ]);
  });
});

describe('health', () => {
  type HealthJson = {
    rows: { score: number | null; scoreChange: number | null; moved: { contribution: number }[] }[];
  };

  test('what moved it adds up to the change', async () => {
    const json = analysisJson(
      await ask('health', { weights: 'rhythm=5,contact=0' }),
    ) as unknown as HealthJson;
    expect(json.rows.length).toBeGreaterThan(200);
    let told = 0;
    for (const { score, scoreChange, moved } of json.rows) {
      if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
      if (scoreChange === null) continue;
      told++;
      const sum = moved.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(scoreChange, 9);
    }
    expect(told).toBeGreaterThan(200);
  });

  test('refuses weights and days that are none', async () => {
    await expect(ask('health', { weights: 'luck=3' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask('health', { weights: 'nps=-1' })).rejects.toMatchObject({ code: 'badRequest' });
    await expect(ask('health', { since: '2030-01-01' })).rejects.toMatchObject({ code: 'badRequest' });
  });
});

describe('renewals', () => {
  test('the months hold the accounts that are due, and their money', async () => {
    const { tables, values } = await ask('renewals');
    const [months, due] = [tables.months!, tables.renewals!];
    expect(due.n).toBeGreaterThan(50);
    expect(months.n).toBe(13);
    const sum = (all: Float64Array) => all.reduce((total, each) => total + each, 0);
    expect(sum(numbers(months, 'accounts'))).toBe(due.n);
    expect(sum(numbers(months, 'value'))).toBeCloseTo(sum(numbers(due, 'value')), 4);
    expect(sum(numbers(months, 'value'))).toBeCloseTo(Number(values.value), 4);
    const parts = sum(numbers(months, 'kept')) + sum(numbers(months, 'leaving_value'));
    expect(parts).toBeCloseTo(Number(values.value), 4);
    const ends = numbers(due, 'contract_end');
    expect([...ends]).toEqual([...ends].sort((a, b) => a - b));
  });
});
