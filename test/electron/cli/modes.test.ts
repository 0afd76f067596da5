import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { program } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-modes-'));
const at = (name: string) => join(folder, name);
const workspace = at('book.qdeck');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function qd(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--json'], { encoding: 'utf8' });
  return { status, answer: JSON.parse(stdout) };
}

function done(...args: string[]) {
  const { status, answer } = qd(...args);
  expect([status, answer.error]).toEqual([0, undefined]);
  return answer;
}

const months = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const month = String(from + index).padStart(2, '0');
    return `Acme Ltd,Tea,O${month},2025-${month}-05,10\nACME LIMITED,Jam,P${month},2025-${month}-06,5`;
  });
const file = (name: string, rows: string[]) => {
  writeFileSync(at(name), `${['Customer,Item,Order,Date,Revenue', ...rows].join('\n')}\n`);
  return at(name);
};
const revenue = () => done('query', workspace, '{"measures":["revenue"]}').total[0];

test('qd replaces, repairs, merges and judges, and every step can be taken back', () => {
  done('init', workspace);
  const first = file('first.csv', [...months(1, 6), 'Acme Ltd,Tea,X1,=bad,7']);
  const mapping = 'account=Customer,product=Item,order=Order,date=Date,revenue=Revenue';
  const differing = qd(
    'import',
    workspace,
    first,
    '--as',
    'sales',
    '--map',
    mapping,
    '--control',
    'revenue=90',
  );
  expect([differing.status, differing.answer.error.code]).toEqual([3, 'controlDiffers']);
  done('import', workspace, first, '--as', 'sales', '--map', mapping, '--control', 'revenue=97');
  expect(revenue()).toBe(90);
  const again = qd('import', workspace, first, '--as', 'sales', '--map', mapping);
  expect([again.status, again.answer.error.code]).toEqual([3, 'alreadyImported']);

  const corrected = file('june.csv', ['Acme Ltd,Tea,O06,2025-06-05,11']);
  const replace = [
    'import',
    workspace,
    corrected,
    '--as',
    'sales',
    '--mode',
    'replace',
    '--period',
    '2025-06',
  ];
  const check = done(...replace, '--dry-run');
  expect(check.effect).toMatchObject({ replacedRows: 2, before: { total: 90 }, after: { total: 86 } });
  expect(revenue()).toBe(90);
  done(...replace);
  expect(revenue()).toBe(86);
  done('undo', workspace, '2');
  expect(revenue()).toBe(90);

  done('quarantine', workspace, '1', '--out', at('repair.csv'));
  const saved = readFileSync(at('repair.csv'), 'utf8');
  expect(saved).toContain("'=bad");
  writeFileSync(at('repair.csv'), saved.replace('"\'=bad"', '2025-06-09'));
  const repaired = done('import', workspace, at('repair.csv'), '--repair', '1');
  expect(repaired).toMatchObject({ accepted: 1, remaining: 0 });
  expect(revenue()).toBe(97);

  const { pairs } = done('entities', workspace);
  expect(pairs[0].reasons[0]).toContain('legal form');
  expect(done('merge', workspace, 'ACME LIMITED', 'Acme Ltd', '--name', 'Acme').accounts).toBe(1);
  expect(done('quality', workspace).findings.length).toBeGreaterThan(15);
  expect(done('unmerge', workspace, 'ACME LIMITED').accounts).toBe(2);
  const { batches } = done('batches', workspace);
  expect(batches.map(({ mode, repairOf }: { mode: object; repairOf: number }) => [mode, repairOf])).toEqual([
    [{ mode: 'append' }, null],
    [{ mode: 'replace', from: '2025-06-01', to: '2025-06-30', within: [] }, null],
    [{ mode: 'append' }, 1],
  ]);
  expect(qd('import', workspace, corrected, '--as', 'sales', '--mode', 'sideways').status).toBe(2);
});
