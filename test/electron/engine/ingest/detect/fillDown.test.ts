import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRecords } from '../../../../../electron/engine/ingest/csv/dialect.ts';
import { detectFill } from '../../../../../electron/engine/ingest/detect/fillDown.ts';
import { fillBlocks } from '../../../../../electron/engine/ingest/detect/fillRecords.ts';
import { GroupLabels } from '../../../../../electron/engine/ingest/detect/groupLabels.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { seed } from '../../../../property/seed.ts';
import { failureOf } from '../localEngine.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

const recordsOf = (lines: string[]) => parseRecords(lines.join('\n'), { delimiter: ',', quote: '"' }).records;
const found = (lines: string[]) => {
  const [header, ...rows] = recordsOf(lines);
  return detectFill(header!, rows);
};

describe('labels that stand on the first row of their group', () => {
  it('are told by rows of totals, which give no label', () => {
    const rows = [
      'Region,Account,Sum',
      'N,Alder,1',
      ',Birch,2',
      'N Total,,3',
      'S,Elm,4',
      ',Fir,5',
      'S Total,,9',
    ];
    expect(found(rows)).toMatchObject({ columns: [0], why: 'totals' });
    const labels = new GroupLabels([0], ['Region']);
    const regions = recordsOf(rows)
      .slice(1)
      .map((cells) => labels.fill(cells)[0]);
    expect(regions).toEqual(['N', 'N', 'N Total', 'S', 'S', 'S Total']);
  });

  it('are filled without the count of their rows', () => {
    const labels = new GroupLabels([0], ['Owner']);
    const fill = (cell: string) => labels.fill([cell, 'x'])[0];
    expect(['Kim Lee (2 records)', '', '"Kim (1 record)"', '', 'Kim (UK)', ''].map(fill)).toEqual([
      'Kim Lee (2 records)',
      'Kim Lee',
      '"Kim (1 record)"',
      '"Kim"',
      'Kim (UK)',
      'Kim (UK)',
    ]);
  });

  it('are told by ditto marks, by order, by groups that begin alike, and by what stands beside them', () => {
    expect(found(['客户,产品,金额', '华联,梨,1', '〃,桃,2', '物美,梨,3', '同上,桃,4'])).toMatchObject({
      why: 'ditto',
    });
    expect(
      found(['Area,Item,Sum', 'A,x,1', ',y,2', 'B,y,3', ',x,4', 'C,z,5', ',x,6', 'D,y,7', ',z,8']),
    ).toMatchObject({ columns: [0], why: 'sorted' });
    expect(
      found([
        'Shop,Measure,Jan',
        'Zeta,Sales,1',
        ',Cost,2',
        'Alfa,Sales,3',
        ',Cost,4',
        'Mu,Sales,5',
        ',Cost,6',
      ]),
    ).toMatchObject({ columns: [0], why: 'pattern' });
    const orders = ['Order no,Customer,Item', '7,Al,x', ',Al,y', '3,Bo,y', ',Bo,x', '9,Cy,x', ',Cy,y'];
    expect(found(orders)).toMatchObject({ columns: [0], why: 'constant' });
  });

  it('fill all columns that are written in the same rows, but no figures', () => {
    const lines = ['Invoice,Date,Customer,Item,Paid,Terms', '1,2025-01-02,Al,x,30,net', ',,,y,,', ',,,z,,'];
    lines.push('2,2025-01-03,Bo,x,20,cash', ',,,y,,', '3,2025-01-04,Al,x,5,net', ',,,z,,');
    expect(found(lines)!.columns).toEqual([0, 1, 2, 5]);
  });

  it('are none where an identifier is optional, labels come twice in a row, or few cells are empty', () => {
    const optional = [
      'PO no,Customer,Sum',
      '71,Al,1',
      ',Bo,2',
      ',Cy,3',
      '72,Bo,4',
      ',Al,5',
      '80,Cy,6',
      ',Di,7',
    ];
    expect(found(optional)).toBeNull();
    expect(found(['Client,Sum', 'Al,1', ',2', 'Al,3', 'Al,4', 'Bo,5', ',6', 'Bo,7'])).toBeNull();
    expect(
      found(['Account,City', 'Al,Rome', 'Bo,Oslo', ',Bonn', 'Cy,Wien', 'Di,Graz', 'Ed,Bern', 'Fa,Lyon']),
    ).toBeNull();
  });

  it('begin anew where an outer label does', () => {
    const labels = new GroupLabels([0, 1], ['Region', 'Owner']);
    const rows = [
      ['N', 'Jo', '1'],
      ['', '', '2'],
      ['S', '', '3'],
      ['', 'Al', '4'],
      ['', '', '5'],
    ];
    expect(rows.map((cells) => labels.fill(cells).slice(0, 2).join('/'))).toEqual([
      'N/Jo',
      'N/Jo',
      'S/',
      'S/Al',
      'S/Al',
    ]);
  });

  it('are filled alike wherever blocks end', async () => {
    const cells = fc.tuple(
      fc.constantFrom('', '', 'Nörd', '"a ""b"""', '"x,\ny"', '〃'),
      fc.constantFrom('', 'Jo', '" "'),
      fc.constantFrom('1', '2', '"3\r\n"'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(cells, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const text = `h1,h2,h3${end}${rows.map((row) => row.join(',')).join(end)}`;
          const records = parseRecords(await filledText(text, size), dialect).records;
          expect(trimmed(records)).toEqual(trimmed(filledRecords(text)));
        },
      ),
      { seed: seed(), numRuns: 300 },
    );
  });
});

const dialect = { delimiter: ',', quote: '"' };
const trimmed = (records: string[][]) => records.map((cells) => cells.map((cell) => cell.trim()));

function filledRecords(text: string): string[][] {
  const labels = new GroupLabels([0, 1], []);
  return parseRecords(text, dialect).records.map((cells, at) => (at === 0 ? cells : labels.fill(cells)));
}

async function filledText(text: string, size: number): Promise<string> {
  const bytes = Buffer.from(text);
  async function* blocks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const pieces: Uint8Array[] = [];
  const plan = { names: [], groups: null, ledger: null, currency: null, period: null, width: 0, skip: 1 };
  for await (const piece of fillBlocks(blocks(), { ...plan, columns: [0, 1] }, dialect)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('a file with such labels', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const lines = ['Region,Account,2025-01,2025-02', 'North,,300,310', ',Alder,100,110', ',Birch,200,200'];
  lines.push('South,,30,40', ',Dogwood,10,20', ',Elm,20,20');

  it('keeps rows out that sum up the group below them', async () => {
    const path = await folder.write('a.csv', `${lines.join('\n')}\n`);
    const preview = await previewFile(path);
    expect(preview.fill).toMatchObject({ columns: ['Region'], found: ['Region'] });
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch.controlTotals).toEqual({ revenue: 680 });
    expect(batch.quarantine.map(({ reason }) => reason)).toEqual(['totalRow', 'totalRow']);
    expect(batch.rows).toBe(batch.accepted + batch.quarantine.length + batch.blank);
  });

  it('is read as the user says', async () => {
    const path = await folder.write('a.csv', `${lines.join('\n')}\n`);
    const off = await previewFile(path, { read: { fill: [] } });
    expect(off.fill).toMatchObject({ columns: [], found: ['Region'] });
    expect(off.sample[1]![0]).toBe('');
    const other = await folder.write('b.csv', 'Account,City\nAl,Rome\n,Oslo\nBo,Bonn\nCy,Wien\nDi,Graz\n');
    expect((await previewFile(other)).fill).toBeNull();
    const asked = await previewFile(other, { read: { fill: ['Account'] } });
    expect(asked.sample.map(([account]) => account)).toEqual(['Al', 'Al', 'Bo', 'Cy', 'Di']);
  });

  it('leaves its notes and repeated headers alone', async () => {
    const page = ['Region,Account,Date,Revenue', 'North,Alder,2025-01-01,1', ',Birch,2025-01-02,2'];
    const next = [
      'South,Elm,2025-01-02,3',
      ',Fir,2025-01-03,4',
      'West,Oak,2025-01-04,5',
      ',Yew,2025-01-05,6',
    ];
    const rest = [
      'Region,Account,Date,Revenue',
      ',Ash,2025-01-06,7',
      ',Box,2025-01-06,7',
      '',
      'Source: ledger.,,,',
    ];
    const path = await folder.write('a.csv', [...page, ...next, ...rest].join('\n'));
    const { batch } = await readBatch(path, { kind: 'sales', read: { fill: ['Region'] } });
    const regions = batch.columns.find(({ name }) => name === 'region')!;
    expect(batch.accepted).toBe(8);
    expect(regions.type === 'code' && regions.dictionary.toSorted()).toEqual(['North', 'South', 'West']);
    expect(batch.quarantine.map(({ reason }) => reason)).toEqual(['repeatedHeader']);
  });
});

describe('what a program prints', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('a result below groups is no row, though a column without a field names it', async () => {
    const lines = ['Cust.;Name 1;Crcy;Jan 2025;Feb 2025', '1001;Alder;EUR;100,00;50,00', ';;USD;10,00;'];
    lines.push('1002;Birch;EUR;20,00;20,00', ';;USD;5,00;', 'Result;;;135,00;70,00');
    const path = await folder.write('a.csv', `${lines.join('\n')}\n`);
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch.controlTotals).toEqual({ revenue: 205 });
    expect(batch.quarantine).toMatchObject([{ reason: 'totalRow', record: 5 }]);
  });

  it('dates counted from the Hijra are refused by name', async () => {
    const path = await folder.write(
      'a.csv',
      'Customer,Date,Amount\nAl,1446/03/15,10\nBo,1446/03/17,20\nCy,1446/04/01,30\n',
    );
    const preview = await previewFile(path);
    expect(preview.warnings.map(({ code }) => code)).toContain('hijraDates');
    expect(await failureOf(readBatch(path, { kind: 'sales' }))).toMatchObject({
      code: 'badInput',
      details: { column: 'Date' },
    });
  });
});
