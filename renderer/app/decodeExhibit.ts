import { type Data, DataType, type Field, tableFromIPC, type Vector } from 'apache-arrow';
import type { WireExhibit, WireTable } from '../../shared/contract/analyse.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { Column, ColumnType, Table, TextColumn, Unit } from '../../shared/domain/table.ts';

const types: readonly string[] = ['number', 'integer', 'date', 'month', 'boolean'];
const units: readonly string[] = [
  'money',
  'ratio',
  'count',
  'days',
  'units',
  'price',
  'score',
  'months',
  'p',
  'none',
];

function numberType(field: Field): Exclude<ColumnType, 'text'> {
  const named = field.metadata.get('type');
  if (named && types.includes(named)) return named as Exclude<ColumnType, 'text'>;
  if (DataType.isBool(field.type)) return 'boolean';
  if (DataType.isDate(field.type)) return 'date';
  return DataType.isInt(field.type) ? 'integer' : 'number';
}

function unitOf(field: Field): Unit {
  const named = field.metadata.get('unit');
  return named && units.includes(named) ? (named as Unit) : 'none';
}

/** Texts are spelled out when they are asked for: a long table shows few of its rows. */
function spelledColumn(name: string, vector: Vector): TextColumn {
  let values: (string | null)[] | null = null;
  const spell = (row: number): string | null => {
    const value: unknown = vector.get(row);
    return value === null || value === undefined ? null : String(value);
  };
  return {
    name,
    type: 'text',
    spell: (row) => (values ? (values[row] ?? null) : spell(row)),
    get values() {
      values ??= Array.from({ length: vector.length }, (_, row) => spell(row));
      return values;
    },
  };
}

/** Plain numeric buffers are copied whole; vectors with nulls or packed bits go value by value. */
function numberValues(vector: Vector): Float64Array {
  if (vector.nullCount === 0 && vector.data.every((chunk: Data) => chunk.values instanceof Float64Array)) {
    return Float64Array.from(vector.toArray() as Float64Array);
  }
  return Float64Array.from({ length: vector.length }, (_, index) => {
    const value: unknown = vector.get(index);
    return value === null || value === undefined ? Number.NaN : Number(value);
  });
}

/** A table as it came over the wire. Units and kinds of date travel as field metadata `unit` and `type`. */
export function decodeTable(wire: WireTable): Table {
  const arrow = tableFromIPC(wire.arrow);
  const columns = arrow.schema.fields.map((field, index): Column => {
    const vector = arrow.getChildAt(index);
    if (!vector) throw new Error(`Column ${field.name} has no values`);
    const isText =
      DataType.isUtf8(field.type) || DataType.isLargeUtf8(field.type) || DataType.isDictionary(field.type);
    if (isText) return spelledColumn(field.name, vector);
    return { name: field.name, type: numberType(field), unit: unitOf(field), values: numberValues(vector) };
  });
  return { columns, n: arrow.numRows };
}

export function decodeExhibit(wire: WireExhibit): Exhibit {
  const tables = Object.fromEntries(
    Object.entries(wire.tables).map(([name, table]) => [name, decodeTable(table)]),
  );
  return { ask: wire.ask, values: wire.values, tables, evidence: wire.evidence };
}
