import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import type { Book } from '../../../../electron/engine/book/types.ts';
import { exportExhibit } from '../../../../electron/engine/briefing/exportExhibit.ts';
import { answer } from '../../../../electron/engine/exhibit/answer.ts';
import { writeSample } from '../../../../electron/engine/sample/writeSample.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import { type OptionValue, type Question, questions } from '../../../../shared/domain/exhibit.ts';
import { english } from '../../../../shared/i18n/messages.ts';
import { partsOf, readWorkbook, xmlFault } from './readBack.ts';

let folder: string;
let workspace: Workspace;
let book: Book;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-exhibits-'));
  workspace = createWorkspace(join(folder, 'sample.qdeck'));
  const context = { signal: new AbortController().signal, progress: () => undefined };
  await writeSample(workspace, { accounts: 150, months: 24 }, context);
  book = loadBook(workspace);
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const options: Partial<Record<Question, Record<string, OptionValue>>> = {
  account: { account: 'A100001' },
  trend: { by: 'market' },
  headroom: { account: 'A100001' },
  'price-volume-mix': { product: 'LG-1001' },
};

test.each(questions)(
  'every table of %s becomes a whole file, with every figure named and defined and every parameter named',
  async (question) => {
    const slice = { where: [], basis: 'net' as const };
    const exhibit = await answer(book, { question, slice, options: options[question] ?? {} });
    for (const name of Object.keys(exhibit.values)) {
      expect(Object.keys(english)).toContain(`figure.${name}`);
      expect(Object.keys(english)).toContain(`definition.${name}`);
    }
    for (const name of Object.keys(exhibit.evidence.parameters)) {
      expect(Object.keys(english)).toContain(`parameter.${name}`);
    }
    for (const [name, table] of Object.entries(exhibit.tables)) {
      for (const locale of ['en', 'zh-CN'] as const) {
        const path = join(folder, `${question}-${name}-${locale}.xlsx`);
        expect((await exportExhibit(exhibit, name, 'xlsx', locale, path)).rows).toBe(table.n);
        for (const [part, xml] of partsOf(path)) expect(`${part}: ${xmlFault(xml)}`).toBe(`${part}: null`);
        const names = readWorkbook(path).SheetNames;
        expect(names.at(-1)).toBe(locale === 'en' ? 'Evidence' : '依据');
      }
      const path = join(folder, `${question}-${name}.csv`);
      await exportExhibit(exhibit, name, 'csv', 'en', path);
      expect(readFileSync(path, 'utf8').startsWith('\ufeff')).toBe(true);
    }
  },
);
