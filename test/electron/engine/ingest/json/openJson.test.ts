import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonScanner } from '../../../../../electron/engine/ingest/json/jsonScanner.ts';
import { seed } from '../../../../property/seed.ts';
import { tableText } from '../tableText.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

async function read(content: string | Uint8Array, sheet?: string, extension = 'json') {
  const path = await folder.write(`document${files++}.${extension}`, content);
  return tableText(path, sheet === undefined ? {} : { sheet });
}

describe('documents', () => {
  it('a list of objects: union of the fields, nested ones by their path, lists as JSON', async () => {
    const { table, text } = await read(
      '[{"id":1,"customer":{"name":"Acme, Ltd","site":{"city":"Köln"}}},{"id":2,"tags":["a","b"],"paid":true},{}]',
    );
    expect(text).toBe(
      'id,customer.name,customer.site.city,tags,paid\n1,"Acme, Ltd",Köln,,\n2,,,"[""a"",""b""]",TRUE\n,,,,\n',
    );
    expect(table).toMatchObject({ format: 'json', named: true });
    expect(table.sheets).toBeUndefined();
  });

  it('several lists: the longest, or the one asked for', async () => {
    const document =
      '{"meta":{"n":1},"data":{"orders":[{"id":1}],"lines":[{"o":1,"t":"]}\\""},{"o":2}]},"tags":["x"]}';
    const { table, text } = await read(document);
    expect(table).toMatchObject({ sheets: ['data.orders', 'data.lines'], sheet: 'data.lines' });
    expect(text).toBe('o,t\n1,"]}"""\n2,\n');
    expect((await read(document, 'data.orders')).text).toBe('id\n1\n');
    await expect(read(document, 'tags')).rejects.toMatchObject({ code: 'notFound' });
  });

  it('lines, objects one after the other, rows as lists, a single object', async () => {
    expect((await read('{"a":1}\n{"b":"x\\ny"}\n', undefined, 'jsonl')).text).toBe('a,b\n1,\n,"x\ny"\n');
    expect((await read('{"a":1}{"a":2}  {"a":3}')).table.format).toBe('jsonl');
    expect((await read('[["k","v"],["a",1]]')).text).toBe('k,v\na,1\n');
    expect((await read('{"a":{"b":1},"c":"d"}')).text).toBe('a.b,c\n1,d\n');
  });

  it('loses no record that is no object', async () => {
    expect((await read('[{"a":1},7,"x",null,[1]]')).text).toBe('a,value\n1,\n,7\n,x\n,\n,[1]\n');
  });

  it('keeps every digit of long numbers', async () => {
    expect((await read('[{"id":12345678901234567890,"x":0.1}]')).text).toBe(
      'id,x\n12345678901234567890,0.1\n',
    );
  });

  it('packed, UTF-16, with a mark', async () => {
    expect((await read(gzipSync('[{"a":1}]'), undefined, 'json.gz')).text).toBe('a\n1\n');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('[{"a":"名"}]', 'utf16le')]);
    expect((await read(wide)).text).toBe('a\n名\n');
    expect((await read('\uFEFF[{"a":1}]')).text).toBe('a\n1\n');
  });

  it('takes lists in lists, but not without end', async () => {
    const nested = (depth: number) => `[{"a":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
    expect((await read(nested(900))).text).toBe(`a\n${'['.repeat(900)}${']'.repeat(900)}\n`);
    await expect(read(nested(1000))).rejects.toMatchObject({ code: 'badInput' });
  });

  it('says which record is broken', async () => {
    await expect(read('[{"a":1},{"a":tru}]')).rejects.toMatchObject({
      code: 'badInput',
      details: { row: 2 },
    });
    await expect(read('[{"a":1},')).rejects.toMatchObject({ code: 'badInput' });
    await expect(read('[]')).rejects.toMatchObject({ code: 'emptyFile' });
  });
});

describe('the scanner', () => {
  it('cuts the same elements wherever blocks end', async () => {
    await fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (values, size) => {
          const bytes = Buffer.from(JSON.stringify({ list: values }));
          const found: unknown[] = [];
          const scanner = new JsonScanner({
            element: (path, block, from, to, loose) => {
              if (!loose) found.push([path, JSON.parse(block.toString('utf8', from, to))]);
            },
          });
          for (let at = 0; at < bytes.length; at += size) scanner.feed(bytes.subarray(at, at + size));
          scanner.finish();
          expect(found).toEqual(JSON.parse(JSON.stringify(values)).map((value: unknown) => ['list', value]));
        },
      ),
      { seed: seed(), numRuns: 300 },
    );
  });
});
