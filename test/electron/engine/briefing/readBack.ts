import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from 'xlsx';

/** Runs with a folder that is gone afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-files-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The parts of a workbook, read by another program's ZIP reader; xml parts as text. */
export function partsOf(path: string): Map<string, string> {
  const container = XLSX.CFB.read(readFileSync(path), { type: 'buffer' });
  const parts = new Map<string, string>();
  for (const [index, name] of container.FullPaths.entries()) {
    const entry = container.FileIndex[index]!;
    if (entry.size > 0)
      parts.set(name.replace(/^Root Entry\//, ''), Buffer.from(entry.content as Uint8Array).toString());
  }
  return parts;
}

export function readWorkbook(path: string): XLSX.WorkBook {
  return XLSX.read(readFileSync(path), { type: 'buffer', cellFormula: true, cellNF: true, cellDates: false });
}

export function cellOf(
  workbook: XLSX.WorkBook,
  sheet: string,
  reference: string,
): XLSX.CellObject | undefined {
  return workbook.Sheets[sheet]?.[reference] as XLSX.CellObject | undefined;
}

const tag = /<(\/?)([A-Za-z0-9:_.-]+)((?:\s+[A-Za-z0-9:_.-]+="[^"<]*")*)\s*(\/?)>/gy;

/** What is wrong with a part as XML, or null: every tag closed in order, no stray markup, known entities only. */
export function xmlFault(xml: string): string | null {
  let at = xml.startsWith('<?xml') ? xml.indexOf('?>') + 2 : 0;
  const open: string[] = [];
  for (;;) {
    const next = xml.indexOf('<', at);
    const text = xml.slice(at, next < 0 ? undefined : next);
    if (/&(?!(amp|lt|gt|quot|apos);)/.test(text)) return `stray ampersand in ${text.slice(0, 60)}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML does not allow
    if (/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text))
      return `character not allowed in ${text.slice(0, 60)}`;
    if (next < 0) return open.length === 0 ? null : `${open.at(-1)} is not closed`;
    tag.lastIndex = next;
    const match = tag.exec(xml);
    if (!match) return `bad tag ${xml.slice(next, next + 60)}`;
    if (match[1] === '/') {
      if (open.pop() !== match[2]) return `</${match[2]}> closes another tag`;
    } else if (match[4] !== '/') open.push(match[2]!);
    at = tag.lastIndex;
  }
}

/** Whether a range, `$A$1:$B$2` or `A1`, lies inside another. */
export function isInside(range: string, whole: string): boolean {
  const inner = XLSX.utils.decode_range(range.replaceAll('$', ''));
  const outer = XLSX.utils.decode_range(whole);
  return inner.s.c >= outer.s.c && inner.s.r >= outer.s.r && inner.e.c <= outer.e.c && inner.e.r <= outer.e.r;
}

/** Takes the results of formulas out of a workbook, so that whoever opens it must calculate. */
export function forgetResults(path: string): void {
  const container = XLSX.CFB.read(readFileSync(path), { type: 'buffer' });
  for (const [index, name] of container.FullPaths.entries()) {
    const entry = container.FileIndex[index]!;
    if (!name.includes('/worksheets/sheet')) continue;
    const xml = Buffer.from(entry.content as Uint8Array).toString();
    entry.content = Buffer.from(xml.replace(/<\/f><v>[^<]*<\/v>/g, '</f>'));
    entry.size = entry.content.length;
  }
  writeFileSync(path, XLSX.CFB.write(container, { fileType: 'zip', type: 'buffer' }) as Buffer);
}

const office = 'soffice';

/** Whether LibreOffice is here; says so when it is not. */
export function hasOffice(): boolean {
  try {
    execFileSync(office, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('SKIPPED: LibreOffice is not installed, so nobody else calculates the formulas');
    return false;
  }
}

/** Has LibreOffice open workbooks and save them, calculated, in another folder, which it gives. */
export function recalculate(paths: readonly string[], folder: string): string {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const outside = join(folder, 'calculated');
  execFileSync(office, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', outside, ...paths], {
    stdio: 'ignore',
  });
  return outside;
}
