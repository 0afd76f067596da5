import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sum } from '../../electron/engine/ingest/batch/sum.ts';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import type { StoredColumn } from '../../electron/engine/workspace/types.ts';
import { importRules } from '../../shared/contract/ingest.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { referencePath } from '../referenceData.ts';

const folder = referencePath('08_market_aus_retail');
const file = `${folder}/aus_retail.csv.gz`;

/** Group of each industry that is part of one, as the statistical office has it. */
function officialGroups(): Map<string, string> {
  const lines = readFileSync(`${folder}/industry_hierarchy.csv`, 'utf8').trim().split('\n').slice(1);
  const groups = new Map<string, string>();
  for (const line of lines) {
    const [industry, level, parent] = (line.match(/"[^"]*"|[^,]*(?:,|$)/g) ?? [])
      .map((cell) => cell.replace(/^"|"?,?$/g, ''))
      .filter((cell) => cell !== '');
    if (level === 'subgroup') groups.set(industry!, parent!);
  }
  return groups;
}

async function december2018(hierarchy: 'all' | 'totals' | 'leaves') {
  const { batch } = await readBatch(file, { kind: 'market', rules: importRules.parse({ hierarchy }) });
  const column = (name: string) => batch.columns.find((one) => one.name === name) as StoredColumn;
  const days = column('date').values;
  const values = (column('value').values as Float64Array).filter(
    (_, row) => days[row] === dayOf(2018, 12, 1),
  );
  return { total: sum(values), batch };
}

describe.runIf(folder)('Australian retail, which lists groups beside their parts', () => {
  it('is taken for market figures, and its double counting is told', async () => {
    const preview = await previewFile(file);
    expect(preview.kind).toBe('market');
    expect(preview.mapping).toEqual({
      date: 'month',
      value: 'turnover_aud_million',
      category: 'industry',
      region: 'state',
    });
    const told = preview.warnings.find(({ code }) => code === 'categoryTotals')!;
    expect(told.params).toMatchObject({ totals: 5, parts: 14 });
    for (const [part, group] of officialGroups()) {
      const sentence = String(told.params!.list)
        .split('; ')
        .find((one) => one.startsWith(`${group} = `))!;
      expect(sentence.slice(group.length + 3).split(' + ')).toContain(part);
    }
    expect(preview.warnings.map(({ code }) => code)).not.toContain('regionTotals');
  });

  it('sums to the published figures, as chosen', async () => {
    expect((await december2018('all')).total).toBeCloseTo(65_011.8, 6);
    const { total, batch } = await december2018('totals');
    expect(total).toBeCloseTo(34_149.2, 6);
    expect(batch.rows).toBe(batch.accepted + batch.quarantine.length + batch.blank);
    expect(batch.rules).toContainEqual({
      rule: 'hierarchy',
      action: 'totals',
      count: batch.quarantine.length,
    });
    expect(batch.quarantine[0]!.text).toContain(',');
  });

  it('counts nothing twice by its parts either, and loses no part whose group is not published', async () => {
    const { total } = await december2018('leaves');
    expect(total).toBeGreaterThan(34_149.2);
    expect(total / 34_149.2).toBeLessThan(1.005);
  });
});
