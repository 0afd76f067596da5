import { writeFile } from 'node:fs/promises';
import { isoDate, isoMonth } from '../../shared/domain/calendar.ts';
import type { Warning } from '../../shared/domain/exhibit.ts';
import type { Column, Table } from '../../shared/domain/table.ts';
import { createFormat } from '../../shared/i18n/format.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `recency_days` → `recencyDays`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A cell as JSON: dates and months as ISO text, missing as null. */
export function jsonCell(column: Column, row: number): Json {
  if (column.type === 'text') return column.values[row] ?? null;
  const value = column.values[row]!;
  if (!Number.isFinite(value)) return null;
  if (column.type === 'date') return isoDate(value);
  if (column.type === 'month') return isoMonth(value);
  return column.type === 'boolean' ? value !== 0 : value;
}

/** Cautions as lines under what they concern. */
export function warningLines(warnings: readonly Warning[], t: Translate): string[] {
  return warnings.map(({ code, params }) => `! ${t.dynamic(`warning.${code}`, params, code)}`);
}

/** The rows of a table as objects with camel-case names. */
export function jsonRows(table: Table): { [key: string]: Json }[] {
  const names = table.columns.map((column) => camelCase(column.name));
  return Array.from({ length: table.n }, (_, row) =>
    Object.fromEntries(table.columns.map((column, index) => [names[index]!, jsonCell(column, row)])),
  );
}

/** Lines that fit a terminal page of people: the rest is counted, and `--json` gives it all. */
const printedRows = 40;

function columnWords(t: Translate): (name: string) => string {
  return (name) => t.dynamic(`column.${name}`, {}, name);
}

/** A readable table: headers in the chosen language, numbers aligned right. */
export function printTable(table: Table, t: Translate, header = columnWords(t)): string {
  const format = createFormat(t.locale);
  const shown = Math.min(table.n, printedRows);
  const cells = table.columns.map((column) => [
    header(column.name),
    ...Array.from({ length: shown }, (_, row) =>
      column.type === 'text' ? (column.values[row] ?? '') : format.cell(column, row),
    ),
  ]);
  const widths = cells.map((texts) => Math.min(40, Math.max(...texts.map(displayWidth))));
  const lines = Array.from({ length: shown + 1 }, (_, line) =>
    cells
      .map((texts, index) => pad(texts[line]!, widths[index]!, table.columns[index]!.type !== 'text'))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  if (table.n > shown) lines.push(`… ${table.n - shown} more rows; --json prints them all`);
  return lines.join('\n');
}

/** East Asian characters take two columns of a terminal. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/.test(character) ? 2 : 1;
  return width;
}

function pad(text: string, width: number, right: boolean): string {
  let cut = text;
  while (displayWidth(cut) > width) cut = `${[...cut].slice(0, -2).join('')}…`;
  const space = ' '.repeat(width - displayWidth(cut));
  return right ? space + cut : cut + space;
}

/** `name  value` lines for an object; what a value holds follows it, a list of objects on lines of its own. */
export function printValues(values: Record<string, Json>): string {
  const names = Object.keys(values);
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => `${name.padEnd(width)}  ${printValue(values[name]!)}`.replace(/ +(?=\n)/, ''))
    .join('\n');
}

const { value: numberText } = createFormat('en');

function printValue(value: Json): string {
  if (typeof value === 'number') return numberText(value, 'none');
  if (typeof value === 'string') return /^$|^\s|\s$|\p{Cc}/u.test(value) ? JSON.stringify(value) : value;
  if (typeof value === 'boolean') return String(value);
  if (value === null || Object.keys(value).length === 0) return '–';
  if (!Array.isArray(value)) return printObject(value);
  const isList = value.some((entry) => typeof entry === 'object' && entry !== null);
  return isList
    ? value.map((entry) => `\n  ${printValue(entry)}`).join('')
    : value.map(printValue).join(', ');
}

function printObject(value: { [key: string]: Json }): string {
  if (typeof value.code === 'string' && typeof value.message === 'string') return `! ${value.message}`;
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${printValue(entry)}`)
    .join(', ');
}

/** Writes a JSON document to a file. */
export async function writeJson(path: string, json: Json): Promise<{ bytes: number }> {
  const text = `${JSON.stringify(json)}\n`;
  await writeFile(path, text);
  return { bytes: Buffer.byteLength(text) };
}
