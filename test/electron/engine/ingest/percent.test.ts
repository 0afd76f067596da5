import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../electron/engine/ingest/readBatch.ts';
import { temporaryFolder } from './temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const mapping = { account: 'Customer', 'Margin (%)': 'Margin (%)', wallet: 'Wallet', Share: 'Share %' };

async function read(lines: string[], options = {}) {
  const path = await folder.write('accounts.csv', `${lines.join('\n')}\n`);
  const { batch, warnings } = await readBatch(path, { kind: 'accounts', mapping, read: options });
  const values = Object.fromEntries(
    batch.columns.flatMap((column) => (column.type === 'number' ? [[column.name, [...column.values]]] : [])),
  );
  return { values, warnings: warnings.map(({ code }) => code), path };
}

const header = 'Customer,Margin (%),Wallet,Share %';

describe('a header that says percent', () => {
  it('makes an attribute a ratio, correctly rounded, whether cells bear the sign or not', async () => {
    const { values, warnings, path } = await read([header, 'A,12.5,100,0.5', 'B,-7%,200,0.25', 'C,0.29,3,1']);
    expect(values['Margin (%)']).toEqual([0.125, -0.07, 0.0029]);
    expect(values.wallet).toEqual([100, 200, 3]);
    expect(warnings.filter((code) => code === 'percentApplied')).toHaveLength(1);
    const { columns } = await previewFile(path, { kind: 'accounts' });
    expect(columns.map(({ scale }) => scale ?? 0)).toEqual([0, -2, 0, 0]);
  });

  it('leaves values that are ratios already, as spreadsheets hold percentages', async () => {
    const { values } = await read([header, 'A,0.125,100,0.5', 'B,-0.07,200,0.25']);
    expect(values['Margin (%)']).toEqual([0.125, -0.07]);
    expect(values.Share).toEqual([0.5, 0.25]);
  });

  it('is overruled by the unit that the user chooses', async () => {
    const chosen = await read([header, 'A,12.5,100,0.5', 'B,7,200,0.25'], {
      scale: { 'Margin (%)': 0, 'Share %': -2 },
    });
    expect(chosen.values['Margin (%)']).toEqual([12.5, 7]);
    expect(chosen.values.Share).toEqual([0.005, 0.0025]);
  });

  it('keeps every digit of long numbers', async () => {
    const { values } = await read([header, 'A,12.3456789012345,1,1', 'B,1234567890123456.7,1,1']);
    expect(values['Margin (%)']).toEqual([0.123456789012345, Number('12345678901234.567')]);
  });
});
