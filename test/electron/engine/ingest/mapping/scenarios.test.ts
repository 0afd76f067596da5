import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { parsePeriodHeader } from '../../../../../electron/engine/ingest/values/periodHeader.ts';
import { scenarioOf, splitScenario } from '../../../../../electron/engine/ingest/values/scenarioWords.ts';
import { importRules } from '../../../../../shared/contract/ingest.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe('words', () => {
  it.each([
    ['Actuals', 'actual'],
    ['Budget 2025', 'budget'],
    ['FC2', 'forecast'],
    ['实际', 'actual'],
    ['预算', 'budget'],
    ['Variance', 'variance'],
    ['Retail', null],
    ['Planet', null],
  ] as const)('%s', (text, scenario) => expect(scenarioOf(text)).toBe(scenario));

  it('stand first or last in a measure', () => {
    expect(splitScenario('Budget Qty')).toEqual({ scenario: 'budget', word: 'Budget', rest: 'Qty' });
    expect(splitScenario('销售额预算')).toEqual({ scenario: 'budget', word: '预算', rest: '销售额' });
    expect(splitScenario('Revenue')).toEqual({ scenario: null, word: '', rest: 'Revenue' });
  });

  it.each([
    ['2024E', 'Estimate'],
    ['FY25B', 'Budget'],
    ['Jan-25 Act', 'Act'],
  ])('%s', (header, measure) => expect(parsePeriodHeader(header)?.measure).toBe(measure));

  it.each(['A', '12B', '5E', 'B2B'])('%s is no period', (header) =>
    expect(parsePeriodHeader(header)).toBeNull(),
  );
});

describe('a column of scenarios', () => {
  const lines = ['Account,Month,Scenario,Amount', 'Alder,2025-01,Actual,10', 'Alder,2025-01,Budget,12'];
  lines.push(
    'Alder,2025-01,Forecast,11',
    'Birch,2025-01,Actual,20',
    'Birch,2025-01,Budget,22',
    'Total,2025-01,Actual,30',
  );
  const text = `${lines.join('\n')}\n`;

  it('gives actuals to sales and the budget to plans; the others are counted and kept aside', async () => {
    const path = await folder.write('a.csv', text);
    expect((await previewFile(path, { kind: 'sales' })).scenario).toMatchObject({
      column: 'Scenario',
      values: ['Actual', 'Budget', 'Forecast'],
      taken: ['Actual'],
    });
    const sales = (await readBatch(path, { kind: 'sales' })).batch;
    expect(sales).toMatchObject({ accepted: 2, rows: 6, controlTotals: { revenue: 30 } });
    expect(sales.rules).toContainEqual({ rule: 'scenario', action: 'quarantine', count: 3 });
    const plans = (await readBatch(path, { kind: 'plans' })).batch;
    expect(plans).toMatchObject({ accepted: 2, rows: 6, controlTotals: { target: 34 } });
  });

  it('is read as the rule says', async () => {
    const path = await folder.write('a.csv', text);
    const read = async (scenario: string) =>
      (await readBatch(path, { kind: 'plans', rules: importRules.parse({ scenario }) })).batch.controlTotals;
    expect(await read('Forecast')).toEqual({ target: 11 });
    expect(await read('actual')).toEqual({ target: 30 });
    expect(await read('all')).toEqual({ target: 10 + 12 + 11 + 20 + 22 + 30 });
  });

  it('is none where values are something else', async () => {
    const path = await folder.write(
      'a.csv',
      'Account,Date,Type,Amount\nAl,2025-01-01,Plan,1\nBo,2025-01-02,Device,2\n',
    );
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch.accepted).toBe(2);
  });
});

describe('scenarios across', () => {
  it('give actuals to sales, estimates to plans', async () => {
    const path = await folder.write('a.csv', 'Customer,2023A,2024A,2025E,2026E\nAl,1,2,3,4\nBo,1,2,3,4\n');
    expect((await readBatch(path, { kind: 'sales' })).batch.controlTotals).toEqual({ revenue: 6 });
    expect((await readBatch(path, { kind: 'plans' })).batch.controlTotals).toEqual({ target: 14 });
  });
});
