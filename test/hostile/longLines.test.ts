import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';

/**
 * Lines and headers so long that a pattern which tries every start against every end would take minutes where a look
 * from left to right takes a fraction of a second.
 */
const lineBytes = 300_000;
const againstHanging = 180_000;
const units = [',', '\t', ' ', '"', '\\,', '1,2 ', '2024-01-01 ', '合计 ', '('];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const previewOf = async (content: string) => previewFile(await folder.write(`long ${files++}.csv`, content));

describe('a line of 300,000 characters is told or refused at once', () => {
  it.each(units)('%j over and over', { timeout: againstHanging }, async (unit) => {
    const line = unit.repeat(Math.ceil(lineBytes / unit.length));
    for (const content of [
      line,
      `${line}\na,b\n1,2\n`,
      `a,b,c\n${line}\n1,2,3\n`,
      `day,n\n"${line}\n1,2\n`,
    ]) {
      const told = await previewOf(content).then(
        ({ records }) => records,
        (error: { code: string }) => error.code,
      );
      expect(['emptyFile', 'notText', 'badInput', 0, 1, 2]).toContain(told);
    }
  });
});

describe('a table of 16,384 columns is mapped at once', () => {
  const headers: [string, (at: number) => string][] = [
    ['words of nothing', (at) => `Attribute ${at}`],
    ['numbers', (at) => String(at)],
    ['names beside what they name', (at) => (at % 2 === 0 ? `Field ${at}` : `Field ${at - 1} Name`)],
  ];
  it.each(headers)('headers that are %s', { timeout: againstHanging }, async (_, header) => {
    const wide = Array.from({ length: 16_384 }, (_, at) => at);
    const record = wide.map((at) => at % 97).join(',');
    const { columns } = await previewOf(`${wide.map(header).join(',')}\n${record}\n${record}\n`);
    expect(columns).toHaveLength(16_384);
  });

  it('and one of more is refused with its width', async () => {
    const wide = Array.from({ length: 20_000 }, (_, at) => `c${at}`);
    await expect(previewOf(`${wide.join(',')}\n${wide.map(() => 1).join(',')}\n`)).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('20000 columns'),
    });
  });
});
